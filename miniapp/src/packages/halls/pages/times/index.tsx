import type { HallTimes } from '@shared/contract/halls'
import { slug } from '@shared/contract/parts'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { bookingAt } from '@/addresses'
import { BottomBar } from '@/kit/bottom-bar/bottom-bar'
import { Button } from '@/kit/button/button'
import { Chips } from '@/kit/chips/chips'
import { Heading } from '@/kit/heading/heading'
import { type Load, useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { asCallError } from '@/platform/call-error'
import { tell } from '@/platform/feedback'
import { freshKey } from '@/platform/fresh-key'
import { useCameBack, usePageParams } from '@/platform/lifecycle'
import { goTo, replaceWith } from '@/platform/navigation'
import { ensureSignedIn } from '@/session/session'
import { bookHall, listTimes, type Wanted } from '../../api'
import { CutOff, ToHalls } from '../../components/cut-off'
import { DayTimes } from '../../components/day-times'
import { dayWithWeekday } from '../../hall-words'

/** Makes the appointment; a press that is repeated for the same time sends the same key, so it is one appointment. */
function useBooking(reload: Load<HallTimes>['reload']) {
  const [keys] = useState(() => new Map<string, string>())
  return async (wanted: Wanted): Promise<void> => {
    if (!(await ensureSignedIn())) return
    const choice = `${wanted.day} ${wanted.time}`
    const key = keys.get(choice) ?? freshKey()
    keys.set(choice, key)
    try {
      const { id } = await bookHall(wanted, key)
      await replaceWith(bookingAt(id))
    } catch (caught) {
      const { code, message, fields } = asCallError(caught)
      await tell('没有预约成功', message)
      if ((code === 'booked_already' || code === 'bookings_overlap') && fields?.bookingId)
        await goTo(bookingAt(fields.bookingId))
      else await reload()
    }
  }
}

function Choice({ data, wanted, onWant }: { data: HallTimes; wanted: Choosing; onWant: (wanted: Choosing) => void }) {
  const shown = data.days.find(({ day }) => day === wanted.day) ?? data.days[0]
  return (
    <>
      <Heading>{data.service.name}</Heading>
      <View className='ha-where'>
        {data.hall.name} {data.window}
      </View>
      {data.source.read ? null : <Notice>以下时段和数量是示例，大厅核定后更新。</Notice>}
      <Heading level={3}>选日期</Heading>
      <Chips
        label='日期'
        options={data.days.map(({ day }) => ({ value: day, label: dayWithWeekday(day) }))}
        value={shown?.day ?? ''}
        onChange={(day) => onWant({ day, time: '' })}
      />
      <Heading level={3}>选时段</Heading>
      {shown ? (
        <DayTimes day={shown} chosen={wanted.time} onChoose={(time) => onWant({ day: shown.day, time })} />
      ) : null}
    </>
  )
}
interface Choosing {
  day: string
  time: string
}

function TimesOf({ hallId, serviceId }: { hallId: string; serviceId: string }) {
  const times = useLoad(() => listTimes(hallId, serviceId), [hallId, serviceId])
  usePullToRefresh(times)
  useCameBack(() => void times.reload())
  const [wanted, setWanted] = useState<Choosing>({ day: '', time: '' })
  const book = useBooking(times.reload)
  const chosen = wanted.time !== ''
  const note = chosen ? `${dayWithWeekday(wanted.day)} ${wanted.time}` : '先选一个时段'
  const bar = (
    <BottomBar note={note}>
      <Button disabled={!chosen} onPress={() => book({ hallId, serviceId, ...wanted })}>
        确认预约
      </Button>
    </BottomBar>
  )
  return (
    <Page title='选择预约时间' bar={times.state === 'ready' ? bar : undefined}>
      <StateView of={times} skeleton='page' onward={<ToHalls />}>
        {(data) => <Choice data={data} wanted={wanted} onWant={setWanted} />}
      </StateView>
    </Page>
  )
}

export default function TimesPage() {
  const { hallId = '', serviceId = '' } = usePageParams()
  if (!slug.safeParse(hallId).success || !slug.safeParse(serviceId).success) return <CutOff title='选择预约时间' />
  return <TimesOf hallId={hallId} serviceId={serviceId} />
}
