import type { Checked } from '@shared/contract/content'
import { Notice } from '@/kit/notice/notice'
import { GuidePreview } from './guide-preview'

const MARKS = { same: ' ', added: '+', removed: '-' } as const
const READ = { same: '', added: '新增：', removed: '删去：' } as const

/** What the check finds in a text, what changes, and what citizens would read. */
export function CheckedText({ checked }: { checked: Checked }) {
  const { problems, changes, guide, inForce } = checked
  return (
    <>
      <Findings problems={problems} />
      <section className='zj-desk__panel' aria-label='改动'>
        <h2>{inForce ? `与现行第 ${inForce} 版相比` : '新内容，还没有发布过'}</h2>
        <Changes changes={changes} />
      </section>
      {guide ? <GuidePreview guide={guide} /> : null}
    </>
  )
}

function Findings({ problems }: Pick<Checked, 'problems'>) {
  if (problems.length === 0) return <Notice title='检查通过，没有发现问题。' />
  return (
    <Notice tone='error' title={`有 ${problems.length} 处需要修改，改好后才能送审。`}>
      <ul className='zj-desk__list'>
        {problems.map(({ line, place, text }) => (
          <li key={`${line} ${place} ${text}`}>
            {line ? `第 ${line} 行，` : ''}
            {place ? `${place}：` : ''}
            {text}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** Changed lines with two unchanged ones around them. */
const near = (changes: Checked['changes'], at: number): boolean =>
  changes.slice(Math.max(0, at - 2), at + 3).some(({ kind }) => kind !== 'same')

function Changes({ changes }: Pick<Checked, 'changes'>) {
  const lines = changes.map((line, at) => ({ ...line, at })).filter(({ at }) => near(changes, at))
  if (lines.length === 0) return <p>没有改动。</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: lines wider than their place are scrolled by keyboard too
    <section className='zj-desk__diff zj-desk__mono' tabIndex={0} aria-label='改动的行'>
      {lines.map(({ kind, text, at }) => (
        <div key={at} className={`zj-desk__diff-line zj-desk__diff-line--${kind}`}>
          <span aria-hidden='true'>{MARKS[kind]} </span>
          <span className='zj-desk__hidden'>{READ[kind]}</span>
          {text}
        </div>
      ))}
    </section>
  )
}
