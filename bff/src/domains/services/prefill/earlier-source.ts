import { type Field, type Form, formFields, holdsFiles } from '@shared/contract/form'
import { civilDateAt } from '@shared/values/civil-date'
import type { Db } from '../../../platform/db/db'
import type { CitizenSeals } from '../../identity/port'
import { reachOf } from '../../mandates/port'
import { answersSeal } from '../answers-seal'
import { type CaseRow, casesPage } from '../case-store'
import { keptService } from '../kept-form'
import type { Found, PrefillSource, Wanted } from './source'

/** How many of the newest applications are looked through. */
const LOOK_BACK = 10

/** The field of an earlier form that asked for the same thing: under the same name, or the same field of the same item. */
const sameThing = (form: Form, { field, names }: Wanted, sameItem: boolean): Field | undefined =>
  formFields(form).find(
    (one) =>
      one.kind === field.kind &&
      ((sameItem && one.id === field.id) || one.prefill?.from.some((name) => names.includes(name)))
  )

const dayInWords = (at: Date): string => {
  const [year, month, day] = civilDateAt(at).split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** What the person wrote themselves in an earlier application, newest first. Files and signatures are made anew. */
export const makeEarlierSource = ({ db, seals }: { db: Db; seals: CitizenSeals }): PrefillSource => {
  const openCase = async (row: CaseRow) => {
    const seal = await seals.of(db, row.citizen_id)
    const answers = answersSeal(seal, `services_cases.answers:${row.id}`).open(row.answers_sealed)
    return { row, answers, form: (await keptService(db, row)).form }
  }
  return {
    id: 'earlier',
    name: '以前的申请',
    ask: async ({ caller, serviceId, wanted }) => {
      // who acts under 亲情代办 reads the principal's applications masked only
      if (caller.capacity.kind === 'proxy') return { found: [] }
      const asked = { ownerIds: caller.ownerIds, reach: reachOf(caller), before: null }
      const cases = await Promise.all((await casesPage(db, asked, LOOK_BACK)).map(openCase))
      const found = wanted.flatMap((want): Found[] => {
        if (holdsFiles(want.field)) return []
        for (const { row, answers, form } of cases) {
          const value = answers[sameThing(form, want, row.service_id === serviceId)?.id ?? '']
          if (value === undefined) continue
          const source = `您 ${dayInWords(row.submitted_at)}的“${row.service_name}”申请`
          const name = want.names[0] ?? ''
          return [{ field: want.field.id, name, value, source, department: null, at: row.submitted_at }]
        }
        return []
      })
      return { found }
    }
  }
}
