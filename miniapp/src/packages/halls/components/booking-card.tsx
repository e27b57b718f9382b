import { BOOKING_STATES, type HallBooking } from '@shared/contract/halls'
import { View } from '@tarojs/components'
import { bookingAt } from '@/addresses'
import { Card } from '@/kit/card/card'
import { Tag } from '@/kit/tag/tag'
import { goTo } from '@/platform/navigation'
import { TONES, whenWords } from '../hall-words'
import './halls.scss'

/** One appointment in the list. */
export function BookingCard({ booking }: { booking: HallBooking }) {
  return (
    <Card onPress={() => void goTo(bookingAt(booking.id))}>
      <View className='ha-head'>
        <View className='ha-name'>{booking.service.name}</View>
        <Tag tone={TONES[booking.state]}>{BOOKING_STATES[booking.state]}</Tag>
      </View>
      <View>{whenWords(booking)}</View>
      <View className='ha-note'>
        {booking.hall.name} {booking.window}
      </View>
    </Card>
  )
}
