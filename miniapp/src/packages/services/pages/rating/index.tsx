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
import { listRatingReasons, type Rated, showRating } from '../../rating/api'
import { MyRating } from '../../rating/my-rating'
import { RateForm } from '../../rating/rate-form'

const load = async (rated: Rated) => {
  const [shown, { levels }] = await Promise.all([showRating(rated), listRatingReasons()])
  return { shown, levels }
}

function RatingOf({ kind, id: of }: Rated) {
  const rated = { kind, id: of }
  const loaded = useLoad(() => signedIn(() => load(rated)), [kind, of])
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
              {shown.rating ? <MyRating rating={shown.rating} rated={rated} onAnswered={take} /> : null}
              {shown.notYet || shown.rating ? null : <RateForm rated={rated} levels={levels} onRated={take} />}
            </>
          )
        }}
      </StateView>
    </Page>
  )
}

/** 好差评 of a case or of a visit to a hall: rate it once, and see what becomes of a bad rating. */
export default function RatingPage() {
  const { caseId = '', bookingId = '' } = usePageParams()
  if (id.safeParse(caseId).success) return <RatingOf kind='case' id={caseId} />
  if (id.safeParse(bookingId).success) return <RatingOf kind='visit' id={bookingId} />
  return <CutOff title='服务评价' onward={<ToCases />} />
}
