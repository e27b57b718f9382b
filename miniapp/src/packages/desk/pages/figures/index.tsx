import type { DeskFigure } from '@shared/contract/desk-figures'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { StateView } from '@/kit/state-view/state-view'
import { showDeskFigures } from '../../api'
import { DeskPage } from '../../components/desk-page'
import { Table } from '../../components/table'

/** 指标: what is reached beside what the plans ask for. */
export default function FiguresPage() {
  return (
    <DeskPage title='指标' roles={['clerk', 'reviewer', 'head']}>
      {() => <Figures />}
    </DeskPage>
  )
}

const percent = (perMille: number): string => `${perMille / 10}%`

/** Quotation marks inside a quotation, GB/T 15834-2011 4.8. */
const quoted = (words: string): string => `“${words.replace(/“/g, '‘').replace(/”/g, '’')}”`

function Reached({ perMille, part, whole }: Pick<DeskFigure, 'perMille' | 'part' | 'whole'>) {
  if (perMille === null) return <>没有数据</>
  return (
    <>
      {percent(perMille)}
      <div className='zj-desk__note'>{`${part} / ${whole}`}</div>
    </>
  )
}

function Target({ target }: Pick<DeskFigure, 'target'>) {
  if (!target) return <>没有文件给出目标</>
  const { title, document, quote } = target.source
  return (
    <>
      {target.words}
      <div className='zj-desk__note'>
        {title}，{document}
        {quote ? `：${quoted(quote)}` : ''}
      </div>
    </>
  )
}

function Figures() {
  const loaded = useLoad(showDeskFigures, [])
  return (
    <section className='zj-desk__panel' aria-labelledby='figures'>
      <h2 id='figures'>与规划目标对照</h2>
      <Notice>按现在发布的事项和真实办件计算，不估算。目标是文件写明的年份的目标。</Notice>
      <StateView of={loaded}>
        {({ figures }) => (
          <Table
            caption='与规划目标对照'
            heads={['指标', '怎么算', '现在', '目标和出处']}
            rows={figures.map((one) => ({
              key: one.id,
              cells: [
                one.title,
                <>
                  {one.counted}
                  {one.note ? <div className='zj-desk__note'>{one.note}</div> : null}
                </>,
                <Reached key='reached' {...one} />,
                <Target key='target' target={one.target} />
              ]
            }))}
          />
        )}
      </StateView>
    </section>
  )
}
