import { HALLS } from '@/addresses'
import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { useCameBack } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { signedIn } from '@/session/session'
import { listBookings } from '../../api'
import { BookingCard } from '../../components/booking-card'

/** 我的预约: appointments at halls, latest first. */
export default function BookingsPage() {
  const bookings = useLoad(() => signedIn(listBookings), [])
  usePullToRefresh(bookings)
  useCameBack(() => void bookings.reload())
  return (
    <Page title='我的预约'>
      <StateView
        of={bookings}
        isEmpty={(items) => items.length === 0}
        empty={{
          title: '还没有预约',
          note: '预约后按时到大厅，不用久等。',
          act: (
            <Button narrow onPress={() => goTo(HALLS)}>
              去预约
            </Button>
          )
        }}
      >
        {(items) => items.map((booking) => <BookingCard key={booking.id} booking={booking} />)}
      </StateView>
    </Page>
  )
}
