import {
  type Answer,
  type Answers,
  type Field,
  type Form,
  formFields,
  holdsFiles,
  textsOf
} from '@shared/contract/form'
import * as z from 'zod/mini'
import type { Sql, Tx } from '../../../platform/db/db'
import type { CitizenSeals } from '../../identity/port'
import type { CaseRow } from '../case-store'
import { namedFiles } from '../drafts'
import { filesOfCase } from '../file-store'
import { same, withFollowers } from './reopened'
import { closeMend, insertMend, type MendRow, mendsOf } from './store'

const keptItems = z.array(
  z.object({
    field: z.string(),
    label: z.string(),
    reason: z.string(),
    before: z.nullable(z.string()),
    after: z.nullable(z.string()),
    changed: z.boolean()
  })
)
export interface OpenedMend {
  askedAt: Date
  mendedAt: Date | null
  items: z.output<typeof keptItems>
}

/** 补正差异单: for every notice what stood there before and what stands there after, in masked words, sealed. */
export function makeMends({
  seals,
  inWords
}: {
  seals: CitizenSeals
  /** one answer in masked words; null = nothing to say */
  inWords(field: Field, value: Answer | undefined): string | null
}) {
  const place = (caseId: string, eventId: string) => `services_desk_mends.items:${caseId}:${eventId}`

  const words = async (sql: Sql, found: CaseRow, field: Field, value: Answer | undefined): Promise<string | null> => {
    if (!holdsFiles(field) || textsOf(value).length === 0) return inWords(field, value)
    const ids = textsOf(value)
    const named = await namedFiles(sql, seals, await filesOfCase(sql, found, ids))
    return named.length > 0 ? named.map(({ name }) => name).join('、') : null
  }

  const open = async (sql: Sql, found: Pick<CaseRow, 'id' | 'citizen_id'>, row: MendRow): Promise<OpenedMend> => {
    const seal = await seals.of(sql, found.citizen_id)
    const items = keptItems.parse(JSON.parse(seal.open(row.items_sealed, place(found.id, row.event_id))))
    return { askedAt: row.asked_at, mendedAt: row.mended_at, items }
  }

  /** What was mended because it hangs on a ticked field. */
  const followers = async (
    sql: Sql,
    found: CaseRow,
    items: OpenedMend['items'],
    { form, before, after }: { form: Form; before: Answers; after: Answers }
  ): Promise<OpenedMend['items']> => {
    const ticked = items.map(({ field }) => field)
    const open = withFollowers(form, ticked)
    const changed = formFields(form).filter(
      ({ id }) => open.includes(id) && !ticked.includes(id) && !same(before[id], after[id])
    )
    return Promise.all(
      changed.map(async (field) => ({
        ...{ field: field.id, label: field.label, reason: '随上面的改动一起重填' },
        ...{ before: await words(sql, found, field, before[field.id]), after: null, changed: true }
      }))
    )
  }

  return {
    of: async (sql: Sql, found: Pick<CaseRow, 'id' | 'citizen_id'>): Promise<OpenedMend[]> =>
      Promise.all((await mendsOf(sql, found.id)).map((row) => open(sql, found, row))),

    /** A notice goes out: what stands there now is kept. */
    asked: async (
      tx: Tx,
      found: CaseRow,
      notice: { eventId: string; at: Date; form: Form; answers: Answers; items: { field: string; reason: string }[] }
    ): Promise<void> => {
      const seal = await seals.of(tx, found.citizen_id)
      const items = await Promise.all(
        notice.items.flatMap(({ field: id, reason }) => {
          const field = formFields(notice.form).find((one) => one.id === id)
          if (!field) return []
          return words(tx, found, field, notice.answers[id]).then((before) => ({
            ...{ field: id, label: field.label, reason, before, after: null, changed: false }
          }))
        })
      )
      const sealed = seal.seal(JSON.stringify(items), place(found.id, notice.eventId))
      await insertMend(tx, found.id, { event_id: notice.eventId, asked_at: notice.at, items_sealed: sealed })
    },

    /** The citizen has mended: what stands there now is kept beside it. */
    mended: async (
      tx: Tx,
      found: CaseRow,
      given: { at: Date; form: Form; before: Answers; after: Answers }
    ): Promise<void> => {
      const row = (await mendsOf(tx, found.id)).findLast(({ mended_at }) => mended_at === null)
      if (!row) return
      const { items } = await open(tx, found, row)
      const fields = formFields(given.form)
      const closed = await Promise.all(
        [...items, ...(await followers(tx, found, items, given))].map(async (item) => {
          const field = fields.find(({ id }) => id === item.field)
          const after = field ? await words(tx, found, field, given.after[item.field]) : null
          return { ...item, after, changed: !same(given.before[item.field], given.after[item.field]) }
        })
      )
      const seal = await seals.of(tx, found.citizen_id)
      const sealed = seal.seal(JSON.stringify(closed), place(found.id, row.event_id))
      await closeMend(tx, found.id, { ...row, mended_at: given.at, items_sealed: sealed })
    }
  }
}
export type Mends = ReturnType<typeof makeMends>
