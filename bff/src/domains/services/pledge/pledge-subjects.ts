import type { CivilDate } from '@shared/values/civil-date'
import { addWorkingDays, type WorkingCalendar } from '@shared/values/working-days'
import type { Clock } from '../../../platform/clock/clock'
import { spokenDay } from '../../../platform/clock/instant-text'
import type { Sql, Tx } from '../../../platform/db/db'
import { refuse } from '../../../platform/http/refused'
import type { Certificates } from '../../certificates/port'
import type { CitizenSeals } from '../../identity/port'
import type { Notify } from '../../messages/port'
import type { TaskSubject, Tasks } from '../../tasks/port'
import { caseNamed, WHERE_TO_LOOK } from '../case-lines'
import { noticeOf } from '../case-notice'
import { type CaseRow, caseById, lockCase } from '../case-store'
import type { Moves } from '../desk/moves'
import { deskRow } from '../desk/store'
import { keptService } from '../kept-form'
import { endPledge, markBroken, owedAt } from '../owed/store'
import type { WriteLine } from '../write-line'
import { type Pledged, pledgedOf } from './pledged'

interface Deps {
  clock: Clock
  seals: CitizenSeals
  notify: Notify
  tasks: Tasks
  journal: Moves['journal']
  writeLine: WriteLine
  certificates: Pick<Certificates, 'withdrawOf'>
  calendar: WorkingCalendar
}

interface Decided {
  found: CaseRow
  pledged: Pledged
}

const show =
  (purpose: string): TaskSubject['show'] =>
  async (sql: Sql, caseId: string) => {
    const found = await caseById(sql, caseId)
    const pledged = found && pledgedOf(await keptService(sql, found))
    const promise = pledged && (await owedAt(sql, caseId, pledged.field))
    if (!promise) return null
    return {
      ...{ ownerId: found.citizen_id, purpose, fields: [promise.label], files: [] },
      lines: [
        ...caseNamed(found),
        { label: promise.label, value: promise.promise ?? '' },
        ...(promise.due_day ? [{ label: '整改期限', value: `${spokenDay(promise.due_day)}前` }] : []),
        WHERE_TO_LOOK
      ]
    }
  }

/**
 * The check of a promise a licence was granted on (渝府发〔2019〕33号: 责令限期整改, 逾期不整改或整改后仍达不到要求的, 依法撤销):
 * what is not kept is a broken promise and to be mended; at the second look, when the days for it are over, the licence
 * stays or is revoked.
 */
export function makePledgeSubjects({ clock, calendar, seals, notify, tasks, journal, writeLine, certificates }: Deps) {
  const decided = async (tx: Tx, caseId: string) => {
    const found = await lockCase(tx, caseId)
    const pledged = found && pledgedOf(await keptService(tx, found))
    return pledged ? { found, pledged } : null
  }

  const tell = (tx: Tx, found: CaseRow, event: 'case.pledge-mend' | 'case.pledge-mended', day?: CivilDate) => {
    const notice = noticeOf(found, event)
    return notify(tx, { ...notice, data: { ...notice.data, ...(day ? { day } : {}) } })
  }

  const mend = async (tx: Tx, found: CaseRow, reason: string, { field, mendDays, lookDays }: Pledged) => {
    const seal = await seals.of(tx, found.citizen_id)
    const reasonSealed = seal.seal(reason, `services_owed.broken_reason:${found.id}:${field}`)
    const mendUntil = addWorkingDays(clock.today(), mendDays, calendar).day
    await markBroken(tx, { caseId: found.id, field, on: clock.today(), reasonSealed, mendUntil })
    const words = `事后核查与承诺不符，请在 ${spokenDay(mendUntil)}前整改；逾期不整改，或者整改后仍达不到要求的，许可会被撤销。原因：${reason}`
    await writeLine(tx, found, words, true)
    await tell(tx, found, 'case.pledge-mend', mendUntil)
    await tasks.open(tx, {
      ...{ kind: 'pledge-mended', department: (await deskRow(tx, found.id))?.department ?? '', aboutId: found.id },
      title: `告知承诺 ${found.number} 待复查整改`,
      dueInWorkingDays: mendDays + lookDays
    })
  }

  const check: TaskSubject = {
    show: show('事后核查告知承诺'),
    decisions: [
      { id: 'kept', label: '与承诺相符', needsReason: false },
      { id: 'not-kept', label: '与承诺不符，责令限期整改', needsReason: true }
    ],
    decide: async (tx, caseId, decision, reason, by) => {
      const at = await decided(tx, caseId)
      if (!at) return false
      if (decision === 'not-kept') await mend(tx, at.found, reason, at.pledged)
      await journal(tx, at.found, { act: `pledge-${decision}`, staffId: by.staffId, note: reason })
      return true
    }
  }

  /** Only when the days to mend are over (逾期不整改或整改后仍达不到要求). */
  const revoke = async (tx: Tx, { found, pledged }: Decided, reason: string) => {
    const until = (await owedAt(tx, found.id, pledged.field))?.due_day ?? ''
    if (clock.today() <= until)
      return refuse('form_invalid', { reason: `整改期限到 ${spokenDay(until)}，过了这一天才能撤销许可。` })
    const why = `${reason}（依据：${pledged.basis}）`
    // its certificate is made a moment after the decision: what is not there yet cannot be revoked
    if (!(await certificates.withdrawOf(tx, found.id, why))) return false
    await endPledge(tx, { caseId: found.id, field: pledged.field, state: 'revoked', at: clock.now() })
    await writeLine(tx, found, `许可已撤销：${why}`, true)
    return true
  }

  const keep = async (tx: Tx, { found, pledged }: Decided) => {
    await endPledge(tx, { caseId: found.id, field: pledged.field, state: 'mended', at: clock.now() })
    await writeLine(tx, found, '复查：整改后达到要求，许可继续有效', true)
    await tell(tx, found, 'case.pledge-mended')
    return true
  }

  const recheck: TaskSubject = {
    show: show('复查告知承诺的整改'),
    decisions: [
      { id: 'mended', label: '整改后达到要求', needsReason: false },
      { id: 'revoked', label: '逾期没有整改，或者整改后仍达不到要求，撤销许可', needsReason: true }
    ],
    decide: async (tx, caseId, decision, reason, by) => {
      const at = await decided(tx, caseId)
      if (!at) return false
      const ended = decision === 'revoked' ? await revoke(tx, at, reason) : await keep(tx, at)
      if (ended !== true) return ended
      await journal(tx, at.found, { act: `pledge-${decision}`, staffId: by.staffId, note: reason })
      return true
    }
  }
  return { pledge: check, 'pledge-mended': recheck }
}
