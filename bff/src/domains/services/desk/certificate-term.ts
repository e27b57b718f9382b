import type { DeskCaseAct } from '@shared/contract/desk-cases'
import { addMonths, readDay, writeDay } from '@shared/rules/days'
import type { CivilDate } from '@shared/values/civil-date'
import type { localItem } from '../kept-form'

type Item = Pick<NonNullable<ReturnType<typeof localItem>>, 'certificate'> | null

/**
 * The last day of what is granted on `day`: three years from 22 November end on 21 November, and where the month has no
 * such day, on its last one (民法典 art. 202: one month from 31 January on 28 February); null = it holds for good.
 */
export function lastDayOf(item: Item, day: CivilDate): CivilDate | null {
  const from = readDay(day)
  if (!item?.certificate || from === undefined) return null
  const after = addMonths(from, item.certificate.months)
  const hasSuchDay = writeDay(after).slice(-2) === day.slice(-2)
  return writeDay(hasSuchDay ? after - 1 : after)
}

/** A decision that grants without a word on how long holds as long as the item says; null stays 长期, as the clerk says. */
export const withTerm = (given: DeskCaseAct, item: Item, day: CivilDate): DeskCaseAct =>
  given.act === 'complete' && given.granted && given.validUntil === undefined
    ? { ...given, validUntil: lastDayOf(item, day) }
    : given
