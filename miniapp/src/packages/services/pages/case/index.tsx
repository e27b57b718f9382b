import type { CaseDetail } from '@shared/contract/applications'
import { id } from '@shared/contract/parts'
import { applyFor, ratingOf } from '@/addresses'
import { HelpLine } from '@/help/help-line'
import { BottomBar } from '@/kit/bottom-bar/bottom-bar'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { useRefreshWhileVisible } from '@/kit/refresh/refresh-while-visible'
import { StateView } from '@/kit/state-view/state-view'
import { Timeline } from '@/kit/timeline/timeline'
import { usePageParams } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { ActingBanner } from '@/session/acting-banner'
import { signedIn } from '@/session/session'
import { showCase } from '../../api'
import { happenings, isSettled } from '../../case/case-words'
import { CollectPanel } from '../../collect/collect-panel'
import { BundleCases, PartOf } from '../../components/bundle-cases'
import { CaseClock, CaseFee, CaseOpinions, MendList } from '../../components/case-clock'
import { CaseHead, CaseNumbers, CaseResult, CopyOfCase, HandedIn } from '../../components/case-parts'
import { CorrectionList } from '../../components/correction-list'
import { CutOff } from '../../components/cut-off'
import { ToCases } from '../../components/onward'
import { Withdraw } from '../../components/withdraw'
import { OwedList } from '../../owed/owed-list'

/** Fast enough to see a decision arrive, slow enough for thousands of open pages. */
const REFRESH_MS = 15_000

interface DetailProps {
  detail: CaseDetail
  done: () => Promise<void>
}

function Detail({ detail, done }: DetailProps) {
  return (
    <>
      <CaseHead detail={detail} />
      <BundleCases parts={detail.parts} licences={detail.licences} />
      <PartOf partOf={detail.partOf} />
      {detail.state === 'correction' ? (
        <Notice tone='warn' title='部门请您补正以下内容'>
          <CorrectionList correction={detail.correction} />
        </Notice>
      ) : null}
      <CaseFee payment={detail.payment} />
      <OwedList detail={detail} done={done} />
      <CaseResult result={detail.result} />
      {(detail.state === 'completed' || detail.state === 'refused') && !detail.partOf ? (
        <Card padded={false}>
          <Cell
            label='服务评价'
            note='自愿评价，办理人员看不到是谁评价的'
            onPress={() => void goTo(ratingOf(detail.id))}
          />
        </Card>
      ) : null}
      <CaseClock clock={detail.clock} />
      <CaseOpinions opinions={detail.opinions} />
      <Heading>办理进度</Heading>
      <Card>
        <Timeline items={happenings(detail)} />
      </Card>
      <MendList mends={detail.mends} />
      <CaseNumbers detail={detail} />
      <HandedIn answers={detail.answers} files={detail.files} />
      <CopyOfCase caseId={detail.id} />
      <HelpLine about={{ kind: 'case', id: detail.id }} serviceId={detail.serviceId} />
    </>
  )
}

function CaseOf({ caseId }: { caseId: string }) {
  const detail = useLoad(() => signedIn(() => showCase(caseId)), [caseId])
  usePullToRefresh(detail)
  const ready = detail.state === 'ready' ? detail.data : undefined
  useRefreshWhileVisible(detail.reload, ready !== undefined && !isSettled(ready), REFRESH_MS)
  const bar =
    ready?.state === 'correction' ? (
      <BottomBar>
        <Button onPress={() => goTo(applyFor(ready.serviceId, ready.id))}>去补正</Button>
      </BottomBar>
    ) : undefined
  return (
    <Page title='办件进度' bar={bar}>
      <ActingBanner />
      <StateView of={detail} skeleton='page' onward={<ToCases />}>
        {(data) => (
          <>
            <Detail detail={data} done={detail.reload} />
            <CollectPanel detail={data} done={detail.reload} />
            <Withdraw detail={data} done={detail.reload} />
          </>
        )}
      </StateView>
    </Page>
  )
}

export default function CasePage() {
  const { caseId = '' } = usePageParams()
  if (!id.safeParse(caseId).success) return <CutOff title='办件进度' onward={<ToCases />} />
  return <CaseOf caseId={caseId} />
}
