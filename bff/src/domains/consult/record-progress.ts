import { REQUEST_STATES, type RequestState } from '@shared/contract/consult-requests'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import { DepartmentUnavailable } from '../../platform/department-client/errors'
import { refuse } from '../../platform/http/refused'
import type { RecurringJob } from '../../platform/jobs/recurring'
import type { CitizenSeals } from '../identity/port'
import type { Notify } from '../messages/port'
import type { Hotline, OrderStep } from './port'
import { sealNote } from './request-seal'
import { changeState, insertStep, lockRequest, type RequestRow, takeUnasked } from './request-store'

/** A report can be lost: an order that is not at its end is asked about this often. */
const ASK_AFTER_MS = 30 * 60_000

/** States with a result to read. */
const ENDS: readonly RequestState[] = ['closed', 'rejected', 'unfit']

interface Deps {
  db: Db
  clock: Clock
  seals: CitizenSeals
  notify: Notify
  hotline: Pick<Hotline, 'steps'>
}

/** What the hotline reports: each event once; one that was overtaken is filed at its place and changes nothing else. */
export function makeProgress({ db, clock, seals, notify, hotline }: Deps) {
  const tell = (tx: Tx, row: RequestRow, state: RequestState, key: string) =>
    notify(tx, {
      event: 'request.step',
      to: row.citizen_id,
      key: `request:${row.id}:${key}`,
      data: { state: REQUEST_STATES[state], ended: ENDS.includes(state) },
      about: { kind: 'request', id: row.id }
    })

  /** Refused: not_found. */
  const record = async (tx: Tx, step: OrderStep) => {
    const row = await lockRequest(tx, step.outerId)
    if (!row) return refuse('not_found')
    const seal = await seals.of(tx, row.citizen_id)
    const words = [step.unit, step.note].filter(Boolean).join('：')
    const note_sealed = sealNote(seal, row.id, step.eventId, words || null)
    const isNew = await insertStep(tx, row.id, { event_id: step.eventId, state: step.state, at: step.at, note_sealed })
    const counts = isNew && (row.state === 'sending' || step.at >= row.state_at)
    if (!counts) return row
    await changeState(tx, row.id, { state: step.state, at: step.at, orderNo: step.orderNo })
    if (step.state !== row.state) await tell(tx, row, step.state, step.eventId)
    return row
  }

  /** False = the hotline did not answer; the others are asked next time as well. */
  const askAbout = async (id: string): Promise<boolean> => {
    try {
      const steps = (await hotline.steps(id)) ?? []
      for (const step of steps) await db.tx((tx) => record(tx, step))
      return true
    } catch (error) {
      if (error instanceof DepartmentUnavailable) return false
      throw error
    }
  }

  /** WeChat found the words unfit after they were taken in: they go nowhere, and the person is told. */
  const stop = async (tx: Tx, row: RequestRow) => {
    await changeState(tx, row.id, { state: 'unfit', at: clock.now(), orderNo: null })
    await tell(tx, row, 'unfit', 'unfit')
  }

  return {
    record,
    stop,
    ask: {
      name: 'consult.ask-hotline',
      everyMs: 5 * 60_000,
      run: async () => {
        const now = clock.now()
        const open = await takeUnasked(db, { before: new Date(now.getTime() - ASK_AFTER_MS), now })
        for (const { id } of open) if (!(await askAbout(id))) return
      }
    } satisfies RecurringJob
  }
}
export type Progress = ReturnType<typeof makeProgress>
