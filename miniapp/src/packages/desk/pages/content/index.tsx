import type { contentRoutes, Proposal } from '@shared/contract/content'
import type { Reply } from '@shared/contract/route'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { Press } from '@/kit/press/press'
import { StateView } from '@/kit/state-view/state-view'
import { Tag } from '@/kit/tag/tag'
import { useCameBack } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { contentAt, proposalAt } from '../../addresses'
import { DeskForm } from '../../components/desk-form'
import { DeskInput, DeskSelect } from '../../components/desk-input'
import { DeskPage } from '../../components/desk-page'
import { Table } from '../../components/table'
import { Toggle } from '../../components/toggle'
import { listContent } from '../../content-api'
import { minuteInWords } from '../../words'

type Listed = Reply<typeof contentRoutes.listContent>

export default function ContentPage() {
  return (
    <DeskPage title='内容发布' roles={['editor', 'publisher']}>
      {(me) => <Contents mayWrite={me.roles.includes('editor')} />}
    </DeskPage>
  )
}

function Contents({ mayWrite }: { mayWrite: boolean }) {
  const content = useLoad(listContent, [])
  useCameBack(() => void content.reload())
  return (
    <StateView of={content}>
      {(data) => (
        <>
          <Waiting proposals={data.proposals} kinds={data.kinds} />
          <InForce items={data.items} kinds={data.kinds} />
          {mayWrite ? <NewPiece kinds={data.kinds} /> : null}
        </>
      )}
    </StateView>
  )
}

const titleOf = (kinds: Listed['kinds'], kind: string) => kinds.find((one) => one.kind === kind)?.title ?? kind

function Waiting({ proposals, kinds }: { proposals: Proposal[]; kinds: Listed['kinds'] }) {
  if (proposals.length === 0) return <Notice>没有等待审核的修改。</Notice>
  return (
    <section className='zj-desk__panel' aria-labelledby='content-waiting'>
      <h2 id='content-waiting'>等待处理的修改</h2>
      <Table
        caption='修改清单'
        heads={['内容', '类别', '修改原因', '作者', '时间', '状态']}
        rows={proposals.map((one) => ({
          key: one.id,
          cells: [
            <Press key='id' className='zj-desk__link' role='link' onPress={() => void goTo(proposalAt(one.id))}>
              {one.contentId}
            </Press>,
            titleOf(kinds, one.kind),
            one.reason,
            one.mine ? '我' : one.author,
            minuteInWords(one.updatedAt),
            <Tag key='state' tone={one.state === 'sent' ? 'primary' : 'warn'}>
              {one.state === 'sent' ? '待审核' : '已退回'}
            </Tag>
          ]
        }))}
      />
    </section>
  )
}

function InForce({ items, kinds }: Pick<Listed, 'items' | 'kinds'>) {
  const [kind, setKind] = useState(kinds[0]?.kind ?? '')
  return (
    <>
      <fieldset className='zj-desk__views' aria-label='看哪一类内容'>
        {kinds.map((one) => (
          <Toggle key={one.kind} title={one.title} on={kind === one.kind} onPress={() => setKind(one.kind)} />
        ))}
      </fieldset>
      <Table
        caption='现行内容'
        heads={['内容', '编号', '版本', '作者', '审核', '发布时间']}
        rows={items
          .filter((one) => one.kind === kind)
          .map((one) => ({
            key: one.contentId,
            cells: [
              <Press key='id' className='zj-desk__link' role='link' onPress={() => void goTo(contentAt(one))}>
                {one.title}
              </Press>,
              one.contentId,
              `第 ${one.version} 版`,
              one.author,
              one.reviewer,
              minuteInWords(one.publishedAt)
            ]
          }))}
      />
    </>
  )
}

const GOOD_ID = /^[a-z0-9][a-z0-9-]{0,60}$/

function NewPiece({ kinds }: { kinds: Listed['kinds'] }) {
  const [kind, setKind] = useState('')
  const [contentId, setContentId] = useState('')
  const [wrong, setWrong] = useState('')
  const begin = () => {
    if (!kind) return setWrong('请先选择类别。')
    if (!GOOD_ID.test(contentId)) return setWrong('编号用小写字母、数字和连字符。')
    setWrong('')
    void goTo(contentAt({ kind, contentId }))
  }
  return (
    <section className='zj-desk__panel' aria-labelledby='content-new'>
      <h2 id='content-new'>新增内容</h2>
      <DeskForm label='新增内容' className='zj-desk__line' onSend={begin}>
        <DeskSelect
          name='new-kind'
          label='类别'
          required
          value={kind}
          onChange={setKind}
          options={kinds.map((one) => ({ value: one.kind, label: one.title }))}
        />
        <DeskInput
          name='new-id'
          label='编号'
          required
          value={contentId}
          onChange={setContentId}
          {...(wrong ? { error: wrong } : {})}
        />
        <Button narrow onPress={begin}>
          开始编写
        </Button>
      </DeskForm>
    </section>
  )
}
