import { BOOKING_STATES, type HallBooking } from '@shared/contract/halls'
import { id } from '@shared/contract/parts'
import { View } from '@tarojs/components'
import { visitRatingOf } from '@/addresses'
import { HelpLine } from '@/help/help-line'
import { BottomBar } from '@/kit/bottom-bar/bottom-bar'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { useRefreshWhileVisible } from '@/kit/refresh/refresh-while-visible'
import { StateView } from '@/kit/state-view/state-view'
import { Tag } from '@/kit/tag/tag'
import { asCallError } from '@/platform/call-error'
import { confirm, tell, toast } from '@/platform/feedback'
import { usePageParams } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { signedIn } from '@/session/session'
import { cancelBooking, showBooking } from '../../api'
import { CutOff, ToHalls } from '../../components/cut-off'
import '../../components/halls.scss'
import { isLive, nextStep, TONES, whenWords } from '../../hall-words'

/** Soon enough not to miss a call, seldom enough for a full hall of open phones. */
const REFRESH_MS = 10_000

/** Asks once, then cancels; the booking as it is then, or undefined. */
async function cancelled(booking: HallBooking): Promise<HallBooking | undefined> {
  const sure = await confirm({
    title: '取消这个预约？',
    text: `${whenWords(booking)}的名额会让给别人，需要时可以重新预约。`,
    yes: '取消预约',
    no: '不取消',
    danger: true
  })
  if (!sure) return undefined
  try {
    const now = await cancelBooking(booking.id)
    toast('已取消')
    return now
  } catch (caught) {
    await tell('没有取消成功', asCallError(caught).message)
    return undefined
  }
}

function Shown({ booking }: { booking: HallBooking }) {
  const next = nextStep(booking)
  const waits = booking.number !== null && isLive(booking)
  return (
    <>
      <Card>
        <View className='ha-head'>
          <View className='ha-name'>{booking.service.name}</View>
          <Tag tone={TONES[booking.state]}>{BOOKING_STATES[booking.state]}</Tag>
        </View>
        {isLive(booking) ? (
          <>
            <View className='ha-note'>{waits ? '排队号' : '取号码'}</View>
            <View className='ha-code'>{waits ? booking.number : booking.code}</View>
          </>
        ) : null}
        {next ? <View className='ha-next'>{next}</View> : null}
      </Card>
      {booking.cancelledFor ? <Notice tone='warn'>大厅取消了这个预约：{booking.cancelledFor}</Notice> : null}
      <Card padded={false}>
        <Cell label='时间' stacked value={whenWords(booking)} />
        <Cell label='地点' stacked value={`${booking.hall.name} ${booking.window}`} />
        <Cell label='地址' stacked value={booking.hall.address.value ?? '待核，请以窗口为准'} />
        {waits ? <Cell label='取号码' stacked value={booking.code} /> : null}
      </Card>
      {booking.state === 'done' ? (
        <Button kind='plain' onPress={() => goTo(visitRatingOf(booking.id))}>
          评价这次服务
        </Button>
      ) : null}
      <HelpLine about={{ kind: 'hall', id: booking.hall.id }} serviceId={booking.service.id} />
    </>
  )
}

function BookingOf({ bookingId }: { bookingId: string }) {
  const booking = useLoad(() => signedIn(() => showBooking(bookingId)), [bookingId])
  usePullToRefresh(booking)
  const ready = booking.state === 'ready' ? booking.data : undefined
  useRefreshWhileVisible(booking.reload, ready !== undefined && isLive(ready), REFRESH_MS)
  const cancel = async (shown: HallBooking) => {
    const now = await cancelled(shown)
    if (now) booking.amend(() => now)
    else await booking.reload()
  }
  const bar = ready?.cancellable ? (
    <BottomBar>
      <Button kind='danger' onPress={() => cancel(ready)}>
        取消预约
      </Button>
    </BottomBar>
  ) : undefined
  return (
    <Page title='预约详情' bar={bar}>
      <StateView of={booking} skeleton='page' onward={<ToHalls />}>
        {(data) => <Shown booking={data} />}
      </StateView>
    </Page>
  )
}

export default function BookingPage() {
  const { bookingId = '' } = usePageParams()
  return id.safeParse(bookingId).success ? <BookingOf bookingId={bookingId} /> : <CutOff title='预约详情' />
}
