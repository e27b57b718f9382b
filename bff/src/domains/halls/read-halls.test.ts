import path from 'node:path'
import { root } from '../../../../test/support/test-stores'
import { loadContent } from '../content/load'
import { readHalls } from './read-halls'
import { timesOf } from './times'

const content = loadContent(path.join(root, 'bff', 'content'))
const shipped = readHalls(content)
const text = JSON.stringify(content.halls)
const withHalls = (from: string, to: string) => () =>
  readHalls({ ...content, halls: JSON.parse(text.replace(from, to)) })

it('every window the district ships serves at least one item, and every street has one', () => {
  const empty = shipped.flatMap(({ lines }) => lines.filter(({ services }) => services.length === 0))
  expect(empty.map(({ id }) => id)).toEqual([])
  expect(shipped.flatMap(({ street }) => street?.code ?? []).sort()).toEqual(
    content.streets.map(({ code }) => code).sort()
  )
})

it('nothing is claimed that nobody has read: addresses, hours and numbers are empty, times are marked as an example', () => {
  for (const { address, hours, phone } of shipped)
    expect([address.value, hours.value, phone.value]).toEqual([null, null, null])
  for (const { schedule } of shipped.flatMap(({ lines }) => lines)) expect(schedule.source.read).toBe(false)
})

it('a mistake in the file is named', () => {
  expect(withHalls('"department":"human-resources"', '"department":"nobody"')).toThrow(
    'centre-social: unknown department'
  )
  expect(withHalls('"schedule":"centre"', '"schedule":"night"')).toThrow('centre-social: names no known schedule')
  expect(withHalls('"id":"street-daping"', '"id":"service-centre"')).toThrow('service-centre: is there twice')
  expect(withHalls('"street":"500103012"', '"street":"500103009"')).toThrow('unknown street')
  expect(withHalls('"minutes":30', '"minutes":"half"')).toThrow('schedules.centre.minutes')
})

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
