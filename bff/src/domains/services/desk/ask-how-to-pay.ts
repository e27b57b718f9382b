import type { WorkingCalendar } from '@shared/values/working-days'
import type { Clock } from '../../../platform/clock/clock'
import type { Db } from '../../../platform/db/db'
import type { StaffCaller } from '../../../platform/http/caller'
import { isRefused } from '../../../platform/http/refused'
import { keptService, localItem } from '../kept-form'
import type { Payments } from '../port'
import type { DeskReach } from './desk-reach'
import { step } from './machine'
import { deskStateOf } from './store'

/** What the provider was asked for, and what it said. */
export interface AskedFee {
  /** 分 */
  amount: number
  until: string
  how: string
}

interface Deps {
  db: Db
  clock: Clock
  calendar: WorkingCalendar
  reach: DeskReach
  payments: Payments
  /** ms; nobody waits longer for a provider of payments */
  patienceMs?: number
}

/** A clerk waits for it in front of a button. */
const PATIENCE_MS = 3_000

/**
 * Asks how the fee of a case can be paid, before the act that asks the applicant for it and outside of any transaction:
 * a provider that is slow holds no row and no connection. null = this person cannot ask for a fee of this case now, or
 * the provider failed or did not answer in time. Never rejects because of the provider.
 */
export function makeAskHowToPay({ db, clock, calendar, reach, payments, patienceMs = PATIENCE_MS }: Deps) {
  const feeOf = async (caller: StaffCaller, caseId: string) => {
    const at = await reach.seen(db, caller, caseId)
    const item = isRefused(at) ? null : localItem(await keptService(db, at.found))
    if (isRefused(at) || !item || item.fee === null) return null
    const rules = { ...item, today: clock.today(), calendar }
    const now = step(deskStateOf(at.found, at.row), { act: 'day' }, rules)
    if ('refused' in now) return null
    const charged = step(now, { act: 'charge', by: caller.staffId }, rules)
    return 'refused' in charged || !charged.due ? null : { caseId, amount: item.fee, until: charged.due }
  }

  return async (caller: StaffCaller, caseId: string): Promise<AskedFee | null> => {
    const fee = await feeOf(caller, caseId)
    if (!fee) return null
    const patience = new AbortController()
    const late = new Promise<null>((resolve) => patience.signal.addEventListener('abort', () => resolve(null)))
    const timer = setTimeout(() => patience.abort(), patienceMs)
    const answered = payments.how(fee, patience.signal).catch(() => null)
    const how = await Promise.race([answered, late])
    clearTimeout(timer)
    return how === null ? null : { amount: fee.amount, until: fee.until, how }
  }
}
export type AskHowToPay = ReturnType<typeof makeAskHowToPay>
