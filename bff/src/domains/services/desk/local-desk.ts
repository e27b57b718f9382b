import type { Answers } from '@shared/contract/form'
import type { WorkingCalendar } from '@shared/values/working-days'
import type { Clock } from '../../../platform/clock/clock'
import type { Sql, Tx } from '../../../platform/db/db'
import type { ServiceDefinition } from '../../content/port'
import type { CitizenSeal, CitizenSeals } from '../../identity/port'
import type { CaseRow } from '../case-store'
import { namedFiles } from '../drafts'
import { filesOfCase } from '../file-store'
import { type KeptDefinition, keptService, localItem } from '../kept-form'
import { opened } from './machine'
import type { Mends } from './mends'
import type { Moves } from './moves'
import type { Opinions } from './opinions'
import { type DeskRow, deskRow, insertDesk, payHowPlace } from './store'
import { PAY_AT_WINDOW } from './window-payments'

interface Deps {
  clock: Clock
  calendar: WorkingCalendar
  seals: CitizenSeals
  mends: Mends
  moves: Moves
  opinions: Pick<Opinions, 'of'>
}

/** What the applicant's side of a case asks of the desk; items of departments with a system pass it by. */
export function makeLocalDesk({ clock, calendar, seals, mends, moves, opinions }: Deps) {
  /** What is owed now; null = nothing. */
  const owed = (found: CaseRow, row: DeskRow, amount: number | null, seal: CitizenSeal) => {
    if (found.state !== 'payment' || amount === null || !row.due_day) return null
    const how = row.pay_how_sealed && seal.open(row.pay_how_sealed, payHowPlace(found.id))
    return { amount, dueDay: row.due_day, how: how ?? PAY_AT_WINDOW }
  }
  return {
    /** A case of a local item has an owner (the department) and a deadline from the moment it exists. */
    begin: async (tx: Tx, caseId: string, { guide, acceptance }: ServiceDefinition): Promise<void> => {
      if (!acceptance || !('local' in acceptance)) return
      const first = opened({ today: clock.today(), calendar, acceptDays: acceptance.acceptDays })
      await insertDesk(tx, caseId, guide.department.id, first.due)
    },
    /** The fields the citizen may mend; null = the whole form (a department's own system asked). */
    reopened: async (sql: Sql, caseId: string): Promise<readonly string[] | null> =>
      (await deskRow(sql, caseId))?.open_fields ?? null,
    /** The citizen has mended: 受理 is awaited again. Called once answers and files are written. */
    mended: async (tx: Tx, found: CaseRow, before: Answers, after: Answers): Promise<void> => {
      const row = await deskRow(tx, found.id)
      if (!row) return
      const { form } = await keptService(tx, found)
      await mends.mended(tx, found, { at: clock.now(), form, before, after })
      await moves.make(tx, found, row, { act: 'mend' })
    },
    /** What the desk adds to a case as it is shown; null = no case of ours. */
    shown: async (sql: Sql, found: CaseRow, kept: KeptDefinition) => {
      const item = localItem(kept)
      const row = item && (await deskRow(sql, found.id))
      if (!row) return null
      const seal = await seals.of(sql, found.citizen_id)
      const reason = row.pause_reason_sealed
      const files = await filesOfCase(sql, found, row.result_files)
      return {
        row,
        overdue: row.due_day !== null && row.due_day < clock.today(),
        pauseReason: reason && seal.open(reason, `services_desk_cases.pause_reason:${found.id}`),
        mends: await mends.of(sql, found),
        opinions: await opinions.of(sql, found),
        payment: owed(found, row, item.fee, seal),
        receiptNo: row.receipt_sealed && seal.open(row.receipt_sealed, `services_desk_cases.receipt:${found.id}`),
        resultFiles: await namedFiles(
          sql,
          seals,
          files.filter((file) => file.case_id === found.id)
        )
      }
    }
  }
}
export type LocalDesk = ReturnType<typeof makeLocalDesk>
export type ShownDesk = NonNullable<Awaited<ReturnType<LocalDesk['shown']>>>
