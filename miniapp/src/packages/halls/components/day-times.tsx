import type { HallDay } from '@shared/contract/halls'
import { View } from '@tarojs/components'
import { Notice } from '@/kit/notice/notice'
import { Press } from '@/kit/press/press'
import { freeWords, noTimes } from '../hall-words'
import './halls.scss'

interface DayTimesProps {
  day: HallDay
  chosen: string
  onChoose: (time: string) => void
}

/** The times of one day; what is full stays visible and cannot be chosen. */
export function DayTimes({ day, chosen, onChoose }: DayTimesProps) {
  const nothing = noTimes(day)
  const mark = (time: string, free: number) => (time === chosen ? 'ha-time--on' : free > 0 ? '' : 'ha-time--full')
  return (
    <>
      {day.certain ? null : <Notice tone='warn'>当年的放假安排还没有公布，这一天有可能放假；如有变化会通知您。</Notice>}
      {nothing ? <Notice>{nothing}</Notice> : null}
      <View className='ha-times'>
        {day.slots.map(({ time, until, free }) => (
          <Press
            key={time}
            className={`ha-time ${mark(time, free)}`}
            disabled={free === 0}
            onPress={() => onChoose(time)}
          >
            <View>
              {time}–{until}
            </View>
            <View className='ha-time__free'>{time === chosen ? '已选' : freeWords(free)}</View>
          </Press>
        ))}
      </View>
    </>
  )
}
