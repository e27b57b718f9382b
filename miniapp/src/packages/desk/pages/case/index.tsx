import type { DeskCaseDetail } from '@shared/contract/desk-cases'
import { useState } from 'react'
import { useLoad } from '@/kit/load/load'
import { StateView } from '@/kit/state-view/state-view'
import { usePageParams } from '@/platform/lifecycle'
import { replaceWith } from '@/platform/navigation'
import { DESK_CASES } from '../../addresses'
import { showDeskCase } from '../../api'
import { BrokenBefore } from '../../components/broken-before'
import { CaseActs } from '../../components/case-acts'
import { CaseContent } from '../../components/case-content'
import { CaseRecord } from '../../components/case-record'
import { CollectDesk } from '../../components/collect-desk'
import { DeskPage } from '../../components/desk-page'
import { OwedPanel } from '../../components/owed-panel'
import { dayInWords, daysLeftInWords, minuteInWords } from '../../words'

export default function DeskCasePage() {
  const { caseId = '' } = usePageParams()
  return (
    <DeskPage title='办理办件' roles={['clerk', 'reviewer', 'head']} place={DESK_CASES}>
      {() => <OneCase caseId={caseId} />}
    </DeskPage>
  )
}

function OneCase({ caseId }: { caseId: string }) {
  const loaded = useLoad(() => showDeskCase(caseId), [caseId])
  return (
    <>
      <p>
        <a
          className='zj-desk__link'
          href={`#${DESK_CASES}`}
          onClick={(event) => {
            event.preventDefault()
            void replaceWith(DESK_CASES)
          }}
        >
          返回办件列表
        </a>
      </p>
      <StateView of={loaded}>{(data) => <Shown key={caseId} first={data} reload={loaded.reload} />}</StateView>
    </>
  )
}

/** After an act the case is read anew, and its forms begin empty. */
function Shown({ first, reload }: { first: DeskCaseDetail; reload: () => Promise<void> }) {
  const [round, setRound] = useState(0)
  const acted = async () => {
    await reload()
    setRound((was) => was + 1)
  }
  return (
    <>
      <Facts detail={first} />
      <CaseActs key={round} detail={first} acted={acted} />
      <OwedPanel key={`owed-${round}`} detail={first} acted={acted} />
      <CollectDesk key={`collect-${round}`} detail={first} acted={acted} />
      <BrokenBefore broken={first.brokenBefore} />
      <CaseContent detail={first} />
      <CaseRecord detail={first} />
    </>
  )
}

function Facts({ detail }: { detail: DeskCaseDetail }) {
  const { handler, dueDay, daysLeft, pause } = detail
  return (
    <section className='zj-desk__panel' aria-labelledby='case-title'>
      <h2 id='case-title'>{detail.serviceName}</h2>
      <dl className='zj-desk__facts'>
        <dt>办件编号</dt>
        <dd className='zj-desk__mono'>{detail.number}</dd>
        <dt>申请人</dt>
        <dd>
          {detail.applicant}
          {detail.handedInBy ? `（${detail.handedInBy}提交）` : ''}
        </dd>
        <dt>提交时间</dt>
        <dd>{minuteInWords(detail.submittedAt)}</dd>
        <dt>状态</dt>
        <dd>{detail.stateLabel}</dd>
        <dt>承办人</dt>
        <dd>{handler ? (handler.mine ? '我' : handler.name) : '待领取'}</dd>
        {detail.situation ? (
          <>
            <dt>情形</dt>
            <dd>
              {detail.situation.title}
              {detail.situation.materials.length > 0 ? `（材料：${detail.situation.materials.join('、')}）` : ''}
            </dd>
          </>
        ) : null}
        {dueDay && daysLeft !== null ? (
          <>
            <dt>{detail.dueFor}期限</dt>
            <dd>
              {dayInWords(dueDay)}，{daysLeftInWords(daysLeft)}
            </dd>
          </>
        ) : null}
        {detail.promisedDay ? (
          <>
            <dt>承诺办结</dt>
            <dd>{dayInWords(detail.promisedDay)}</dd>
          </>
        ) : null}
        {detail.legalDay ? (
          <>
            <dt>法定期限</dt>
            <dd>{dayInWords(detail.legalDay)}</dd>
          </>
        ) : null}
        {pause ? (
          <>
            <dt>暂停计时</dt>
            <dd>
              {dayInWords(pause.since)}到{dayInWords(pause.until)}：{pause.reason}
            </dd>
          </>
        ) : null}
      </dl>
    </section>
  )
}
