import type { HallBooking } from '@shared/contract/halls'
import { isLive, nextStep, noTimes, whenWords } from './hall-words'

const booking: HallBooking = {
  id: 'booking-0001',
  hall: { id: 'service-centre', name: '渝中区行政服务中心', address: { value: null, source: null } },
  service: { id: 'flexible-enrolment', name: '灵活就业人员参保登记' },
  window: '社会保险窗口',
  ...{ day: '2026-11-23', time: '09:00', until: '09:30', state: 'booked', code: '012345' },
  checkInFrom: '2026-11-23T08:30:00.000+08:00',
  ...{ number: null, ahead: null, calledTo: null, cancellable: true, cancelledFor: null }
}

it('a citizen reads when, with the day of the week', () => {
  expect(whenWords(booking, new Date('2026-11-22T00:00:00Z'))).toBe('11月23日 星期一 09:00–09:30')
})

it('a citizen is told what to do next, from the number to the window', () => {
  expect(nextStep(booking)).toContain('当天 08:30 起到渝中区行政服务中心社会保险窗口')
  const waiting: HallBooking = { ...booking, state: 'waiting', number: 'A007', ahead: 2 }
  expect(nextStep(waiting)).toBe('前面还有 2 位，请留意叫号。')
  expect(nextStep({ ...waiting, ahead: 0 })).toBe('下一个就是您，请在窗口附近等候。')
  expect(nextStep({ ...waiting, state: 'called', calledTo: '3' })).toBe('请 A007 号到 3 号窗口办理。')
  expect(nextStep({ ...booking, state: 'skipped' })).toContain('重新取号')
  expect(nextStep({ ...booking, state: 'done' })).toBeNull()
})

it('what is over is not asked about again', () => {
  expect(isLive(booking)).toBe(true)
  expect(isLive({ state: 'cancelled' })).toBe(false)
})

it('a day without times says why', () => {
  const day = { day: '2026-11-23', certain: true, closed: null, slots: [] }
  expect(noTimes({ ...day, closed: '系统升级' })).toBe('这一天不对外办理：系统升级。')
  expect(noTimes(day)).toContain('约满')
  expect(noTimes({ ...day, slots: [{ time: '09:00', until: '09:30', free: 1 }] })).toBeNull()
})
