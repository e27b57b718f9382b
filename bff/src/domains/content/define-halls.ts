import { civilDay, slug, source } from '@shared/contract/parts'
import { parseCivilDate } from '@shared/values/civil-date'
import * as z from 'zod/mini'
import type { Content, HallDefinition, HallLine, HallSchedule } from './port'

const text = z.string().check(z.minLength(1))
const told = z.nullable(z.strictObject({ value: text, from: text }))
const time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const realDay = civilDay.check(z.refine((day) => parseCivilDate(day) !== undefined, 'is not a day'))

const scheduleFile = z.strictObject({
  halfDays: z.array(z.strictObject({ from: time, to: time })).check(z.minLength(1)),
  minutes: z.int().check(z.gte(5), z.lte(240)),
  capacity: z.int().check(z.gte(1), z.lte(1000)),
  from: text
})
const lineFile = z.strictObject({
  id: slug,
  name: text,
  prefix: z.string().check(z.regex(/^[A-Z]$/)),
  guideWindow: text,
  department: slug,
  schedule: text
})
export const hallsFile = z.strictObject({
  sources: z.record(z.string(), z.strictObject({ ...source.shape, title: text, document: text })),
  schedules: z.record(z.string(), scheduleFile),
  halls: z
    .array(
      z.strictObject({
        id: slug,
        name: text,
        kind: z.enum(['centre', 'street']),
        street: z.nullable(text),
        address: told,
        hours: told,
        phone: told,
        closed: z.array(z.strictObject({ day: realDay, reason: text })),
        lines: z.array(lineFile).check(z.minLength(1))
      })
    )
    .check(z.minLength(1))
})
type HallsFile = z.output<typeof hallsFile>
type Source = HallSchedule['source']
type Told = HallDefinition['address']
type Known = Pick<Content, 'services' | 'departments' | 'streets'>

/** The halls of halls.yaml with the items their windows serve; what is wrong is noted. */
export function defineHalls(file: HallsFile, known: Known, note: (path: string, problem: string) => void) {
  for (const { path, problem } of mistakes(file, known)) note(path, problem)
  return file.halls.map((hall) => defineHall(hall, file, known))
}

function mistakes(
  { sources, schedules, halls }: HallsFile,
  { departments, streets }: Known
): { path: string; problem: string }[] {
  const lines = halls.flatMap((hall) => hall.lines)
  const ids = [...halls, ...lines].map(({ id }) => id)
  const cited = [
    ...Object.values(schedules),
    ...halls.flatMap(({ address, hours, phone }) => [address, hours, phone].flatMap((one) => one ?? []))
  ]
  return [
    ...ids.filter((id, at) => ids.indexOf(id) < at).map((id) => ({ path: id, problem: 'is there twice' })),
    ...cited
      .filter(({ from }) => !(from in sources))
      .map(({ from }) => ({ path: '', problem: `names the source "${from}", which is not under sources` })),
    ...lines
      .filter(({ schedule }) => !(schedule in schedules))
      .map(({ id, schedule }) => ({ path: id, problem: `unknown schedule "${schedule}"` })),
    ...lines
      .filter(({ department }) => !departments.has(department))
      .map(({ id, department }) => ({ path: id, problem: `unknown department "${department}"` })),
    ...halls
      .filter(({ street }) => street !== null && !streets.some(({ code }) => code === street))
      .map(({ id, street }) => ({ path: id, problem: `unknown street "${street}"` }))
  ]
}

function defineHall(hall: HallsFile['halls'][number], { sources, schedules }: HallsFile, known: Known): HallDefinition {
  const sourceOf = (from: string): Source => sources[from] ?? { title: '', document: '', read: false }
  const toldOf = (one: z.output<typeof told>): Told =>
    one ? { value: one.value, source: sourceOf(one.from) } : { value: null, source: null }
  const { address, hours, phone, street, lines, ...same } = hall
  return {
    ...same,
    street: known.streets.find(({ code }) => code === street) ?? null,
    address: toldOf(address),
    hours: toldOf(hours),
    phone: toldOf(phone),
    lines: lines.flatMap(({ schedule: name, guideWindow, ...line }) => {
      const schedule = schedules[name]
      if (!schedule) return []
      const { from, ...times } = schedule
      return { ...line, schedule: { ...times, source: sourceOf(from) }, services: servicesAt(guideWindow, known) }
    })
  }
}

/** The items whose guide names this window. */
const servicesAt = (guideWindow: string, { services }: Known): HallLine['services'] =>
  [...services.values()]
    .filter(({ guide }) => guide.windows.some(({ name }) => name === guideWindow))
    .map(({ guide, aliases }) => ({ id: guide.id, name: guide.name, aliases }))
