import { id } from '@shared/contract/parts'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { usePageParams } from '@/platform/lifecycle'
import { ActingBanner } from '@/session/acting-banner'
import { signedIn } from '@/session/session'
import { CutOff } from '../../components/cut-off'
import { ToCases } from '../../components/onward'
import { listRatingReasons, showRating } from '../../rating/api'
import { MyRating } from '../../rating/my-rating'
import { RateForm } from '../../rating/rate-form'

const load = async (caseId: string) => {
  const [shown, { levels }] = await Promise.all([showRating(caseId), listRatingReasons()])
  return { shown, levels }
}

function RatingOf({ caseId }: { caseId: string }) {
  const loaded = useLoad(() => signedIn(() => load(caseId)), [caseId])
  usePullToRefresh(loaded)
  return (
    <Page title='服务评价'>
      <ActingBanner />
      <StateView of={loaded} skeleton='page' onward={<ToCases />}>
        {({ shown, levels }) => {
          const take = (next: typeof shown) => loaded.amend((was) => ({ ...was, shown: next }))
          return (
            <>
              <Card padded={false}>
                <Cell stacked label={shown.department} value={shown.serviceName} />
              </Card>
              {shown.notYet ? <Notice>{shown.notYet}</Notice> : null}
              {shown.rating ? <MyRating rating={shown.rating} caseId={caseId} onAnswered={take} /> : null}
              {shown.notYet || shown.rating ? null : <RateForm caseId={caseId} levels={levels} onRated={take} />}
            </>
          )
        }}
      </StateView>
    </Page>
  )
}

/** 好差评 of a case: rate it once, and see what becomes of a bad rating. */
export default function RatingPage() {
  const { caseId = '' } = usePageParams()
  if (!id.safeParse(caseId).success) return <CutOff title='服务评价' onward={<ToCases />} />
  return <RatingOf caseId={caseId} />
}
