import path from 'node:path'
import { root } from '../../../../test/support/test-stores'
import { readContentFolder } from './content-files'
import { loadContent, readContent } from './load'

const folder = path.join(root, 'bff', 'content')
const content = loadContent(folder)
const shipped = content.halls
const files = readContentFolder(folder)
const text = files.get('halls.yaml') ?? ''

/** What the check says when this stands in halls.yaml instead. */
const withHalls = (from: string, to: string): string[] => {
  expect(text).toContain(from)
  return readContent(new Map(files).set('halls.yaml', text.replace(from, to))).problems.map(
    ({ file, path: place, problem }) => `${file} ${place}: ${problem}`
  )
}

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
  expect(withHalls('department: human-resources', 'department: nobody')).toContain(
    'halls.yaml centre-social: unknown department "nobody"'
  )
  expect(withHalls('schedule: centre', 'schedule: night')).toContain(
    'halls.yaml centre-social: unknown schedule "night"'
  )
  expect(withHalls('id: street-qixinggang', 'id: service-centre')).toContain(
    'halls.yaml service-centre: is there twice'
  )
  expect(withHalls("street: '500103001'", "street: '500103999'")).toContain(
    'halls.yaml street-qixinggang: unknown street "500103999"'
  )
  expect(withHalls('minutes: 30', 'minutes: half').join()).toContain('schedules.centre.minutes')
})
