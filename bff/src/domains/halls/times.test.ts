import { timesOf } from './times'

it('a time that would reach into the break is not offered', () => {
  const schedule = {
    halfDays: [{ from: '09:00', to: '10:20' }],
    minutes: 30,
    capacity: 1,
    source: { title: '', document: '', read: false }
  }
  expect(timesOf(schedule)).toEqual([
    { time: '09:00', until: '09:30' },
    { time: '09:30', until: '10:00' }
  ])
})
