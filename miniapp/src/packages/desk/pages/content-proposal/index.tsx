import type { contentRoutes } from '@shared/contract/content'
import type { Reply } from '@shared/contract/route'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { StateView } from '@/kit/state-view/state-view'
import { TextArea } from '@/kit/text-area/text-area'
import { toast } from '@/platform/feedback'
import { freshKey } from '@/platform/fresh-key'
import { usePageParams } from '@/platform/lifecycle'
import { replaceWith } from '@/platform/navigation'
import { CONTENT, contentAt } from '../../addresses'
import { BackLink } from '../../components/back-link'
import { CheckedText } from '../../components/checked-text'
import { DeskPage } from '../../components/desk-page'
import { useAct, wrongAt } from '../../components/use-act'
import { publishProposal, returnProposal, showProposal, withdrawProposal } from '../../content-api'
import { minuteInWords } from '../../words'

type Shown = Reply<typeof contentRoutes.showProposal>

const STATES = { sent: '待审核', returned: '已退回作者', published: '已发布', withdrawn: '已撤回' } as const

export default function ContentProposalPage() {
  const { proposalId = '' } = usePageParams()
  return (
    <DeskPage title='审核内容' roles={['editor', 'publisher']} place={CONTENT}>
      {(me) => <One proposalId={proposalId} mayPublish={me.roles.includes('publisher')} />}
    </DeskPage>
  )
}

function One({ proposalId, mayPublish }: { proposalId: string; mayPublish: boolean }) {
  const shown = useLoad(() => showProposal(proposalId), [proposalId])
  return (
    <>
      <BackLink to={CONTENT}>返回内容列表</BackLink>
      <StateView of={shown}>
        {(data) => (
          <>
            <About shown={data} />
            <CheckedText checked={data.checked} />
            <Acts shown={data} mayPublish={mayPublish} reload={shown.reload} />
          </>
        )}
      </StateView>
    </>
  )
}

function About({ shown: { proposal } }: { shown: Shown }) {
  return (
    <section className='zj-desk__panel' aria-labelledby='proposal-about'>
      <h2 id='proposal-about'>{proposal.contentId}</h2>
      <dl className='zj-desk__facts'>
        <dt>作者</dt>
        <dd>{proposal.mine ? '我' : proposal.author}</dd>
        <dt>修改原因</dt>
        <dd>{proposal.reason}</dd>
        <dt>时间</dt>
        <dd>{minuteInWords(proposal.updatedAt)}</dd>
        <dt>状态</dt>
        <dd>{STATES[proposal.state]}</dd>
        {proposal.note ? (
          <>
            <dt>退回意见</dt>
            <dd>{proposal.note}</dd>
          </>
        ) : null}
      </dl>
    </section>
  )
}

interface ActsProps {
  shown: Shown
  mayPublish: boolean
  reload: () => Promise<void>
}

function Acts({ shown: { proposal, checked }, mayPublish, reload }: ActsProps) {
  const [note, setNote] = useState('')
  const { run, error, fields } = useAct()
  const act = (work: () => Promise<unknown>, told: string) =>
    run(async () => {
      if (!(await work().catch((caught) => reload().then(() => Promise.reject(caught))))) return
      toast(told)
      await reload()
    })
  const publish = () =>
    act(
      () => publishProposal(proposal.id, { revision: proposal.revision, inForce: checked.inForce }, freshKey()),
      '已发布，一分钟内生效'
    )
  const open = proposal.state === 'sent' || proposal.state === 'returned'
  if (!open) return null
  const decides = mayPublish && !proposal.mine && proposal.state === 'sent'
  return (
    <section className='zj-desk__panel' aria-labelledby='proposal-acts'>
      <h2 id='proposal-acts'>{decides ? '审核意见' : '处理'}</h2>
      {decides ? (
        <TextArea
          name='note'
          label='退回时写明要改什么'
          value={note}
          onChange={setNote}
          maxLength={500}
          {...wrongAt(fields, 'note')}
        />
      ) : null}
      {proposal.mine && mayPublish ? <Notice>自己写的内容要由另一位同事审核发布。</Notice> : null}
      {error && !fields.note ? <Notice tone='error'>{fields.body ?? error.message}</Notice> : null}
      <div className='zj-desk__acts'>
        {decides ? (
          <>
            <Button kind='plain' narrow onPress={() => act(() => returnProposal(proposal.id, note), '已退回作者')}>
              退回
            </Button>
            <Button narrow disabled={checked.problems.length > 0} onPress={publish}>
              发布
            </Button>
          </>
        ) : null}
        {proposal.mine ? (
          <Button narrow onPress={() => replaceWith(contentAt(proposal, proposal.id))}>
            继续修改
          </Button>
        ) : null}
        {proposal.mine ? (
          <Button kind='plain' narrow onPress={() => act(() => withdrawProposal(proposal.id), '已撤回')}>
            撤回
          </Button>
        ) : null}
      </div>
    </section>
  )
}
