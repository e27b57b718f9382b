import { civilDay, slug, source } from '@shared/contract/parts'
import { parseCivilDate } from '@shared/values/civil-date'
import * as z from 'zod/mini'
import type { Content } from '../content/port'

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
const hallsFile = z.strictObject({
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
type Source = z.output<typeof source>
type Told = { value: string | null; source: Source | null }

/** When a window takes people with an appointment, and how many at a time. */
export interface Schedule {
  halfDays: { from: string; to: string }[]
  minutes: number
  capacity: number
  source: Source
}
/** One queue of a hall. */
export interface Line {
  id: string
  name: string
  /** letter before its numbers */
  prefix: string
  /** whose clerks call here */
  department: string
  schedule: Schedule
  services: { id: string; name: string; aliases: readonly string[] }[]
}
export interface HallDefinition {
  id: string
  name: string
  kind: 'centre' | 'street'
  street: { code: string; name: string } | null
  address: Told
  hours: Told
  phone: Told
  closed: { day: string; reason: string }[]
  lines: Line[]
}

type Known = Pick<Content, 'halls' | 'services' | 'departments' | 'streets'>
const english = z.locales.en().localeError

/** The halls of content/halls.yaml with the items their windows serve. Throws one Error that names every mistake. */
export function readHalls(content: Known): HallDefinition[] {
  const parsed = z.safeParse(hallsFile, content.halls, { error: english })
  const problems = parsed.success
    ? mistakes(parsed.data, content)
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  if (!parsed.success || problems.length > 0) throw new Error(`halls.yaml is wrong:\n${problems.join('\n')}`)
  return parsed.data.halls.map((hall) => defineHall(hall, parsed.data, content))
}

function mistakes({ sources, schedules, halls }: HallsFile, { departments, streets }: Known): string[] {
  const lines = halls.flatMap((hall) => hall.lines)
  const ids = [...halls, ...lines].map(({ id }) => id)
  const cited = [
    ...Object.values(schedules),
    ...halls.flatMap(({ address, hours, phone }) => [address, hours, phone].flatMap((one) => one ?? []))
  ]
  return [
    ...ids.filter((id, at) => ids.indexOf(id) < at).map((id) => `${id}: is there twice`),
    ...cited
      .filter(({ from }) => !(from in sources))
      .map(({ from }) => `names the source "${from}", which is not there`),
    ...lines.filter(({ schedule }) => !(schedule in schedules)).map(({ id }) => `${id}: names no known schedule`),
    ...lines.filter(({ department }) => !departments.has(department)).map(({ id }) => `${id}: unknown department`),
    ...halls
      .filter(({ street }) => street !== null && !streets.some(({ code }) => code === street))
      .map(({ id }) => `${id}: unknown street`)
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
const servicesAt = (guideWindow: string, { services }: Known): Line['services'] =>
  [...services.values()]
    .filter(({ guide }) => guide.windows.some(({ name }) => name === guideWindow))
    .map(({ guide, aliases }) => ({ id: guide.id, name: guide.name, aliases }))
