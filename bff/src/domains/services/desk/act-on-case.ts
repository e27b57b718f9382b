import { type DeskCaseAct, deskCaseAct } from '@shared/contract/desk-cases'
import { formFields } from '@shared/contract/form'
import { formatMoney } from '@shared/values/money'
import type { Clock } from '../../../platform/clock/clock'
import { spokenDay } from '../../../platform/clock/instant-text'
import type { Sql, Tx } from '../../../platform/db/db'
import type { StaffCaller } from '../../../platform/http/caller'
import { isRefused, refuse } from '../../../platform/http/refused'
import { newId } from '../../../platform/new-id'
import type { Content } from '../../content/port'
import type { CitizenSeals } from '../../identity/port'
import { answersSeal } from '../answers-seal'
import { type CaseRow, changeCase, lockCase } from '../case-store'
import { filesOfCase, linkToCase } from '../file-store'
import { keptService, localItem } from '../kept-form'
import type { CaseStep } from '../port'
import type { RecordStep } from '../record-step'
import type { AskedFee } from './ask-how-to-pay'
import { askWithAnswers } from './ask-with-answers'
import { withTerm } from './certificate-term'
import type { Colleagues, DeskReach } from './desk-reach'
import type { Mends } from './mends'
import type { Moves } from './moves'
import type { Opinions } from './opinions'
import { type DeskRow, deskRow, keepPayHow, keepProposal, keepReceipt, keepResultFiles, payHowPlace } from './store'
import type { DeskAct, DeskRefusal } from './transitions'
import { PAY_AT_WINDOW } from './window-payments'

interface Deps {
  clock: Clock
  seals: CitizenSeals
  reach: DeskReach
  colleagues: Colleagues
  moves: Moves
  mends: Mends
  opinions: Pick<Opinions, 'ask'>
  recordStep: RecordStep
  content: Pick<Content, 'departments'>
}

type Given<A extends DeskCaseAct['act']> = Extract<DeskCaseAct, { act: A }>

/** What the clerk reads when the machine says no. */
const refusalOf = ({ refused }: DeskRefusal) => {
  if (refused === 'until') return refuse('form_invalid', { until: '请选择明天以后、180 天以内的日期。' })
  if (refused === 'asked-before')
    return refuse('form_invalid', { items: '补正要一次告知。再次补正只能针对第一次通知里的内容。' })
  if (refused === 'second-person') return refuse('second_person_required')
  if (refused === 'awaiting') return refuse('form_invalid', { act: '还有部门没有答复会办意见。' })
  if (refused === 'unpaid') return refuse('form_invalid', { act: '费用还没有缴清。' })
  return refuse('conflict')
}

const machineAct = (given: DeskCaseAct, caller: StaffCaller, secondPerson: boolean): DeskAct => {
  const by = caller.staffId
  switch (given.act) {
    case 'complete':
    case 'refuse': {
      const granted = given.act === 'complete' && given.granted
      if (secondPerson) return { act: 'propose', by, decision: given.act, granted }
      return given.act === 'complete' ? { act: 'complete', by, granted } : { act: 'refuse', by }
    }
    case 'consult':
      return { act: 'consult', by, departments: given.asks.map(({ department }) => department) }
    case 'ask':
      return { act: 'ask', by, fields: given.items.map(({ field }) => field) }
    case 'pause':
      return { act: 'pause', by, until: given.until }
    case 'forward':
      return { act: 'forward', by, head: caller.roles.includes('head'), to: given.to }
    default:
      return { act: given.act, by }
  }
}

/** What is written down of an act at the desk. */
const noteOf = (given: DeskCaseAct): string | null => {
  switch (given.act) {
    case 'refuse':
      return `${given.reason}（依据：${given.basis}）`
    case 'ask':
      return `${given.items.length} 项`
    case 'pause':
      return `到 ${given.until}：${given.reason}`
    case 'forward':
      return given.note || null
    case 'consult':
      return given.asks.map(({ question }) => question).join('；')
    case 'paid':
      return `票据号 ${given.receiptNo}`
    case 'send-back':
      return given.reason
    case 'complete':
      return given.granted ? given.title : `不予批准：${given.reason ?? ''}（依据：${given.basis ?? ''}）`
    default:
      return null
  }
}

/** Every act a clerk does on a case, in the caller's once-only transaction. */
export function makeActOnCase(deps: Deps) {
  const { clock, seals, reach, colleagues, moves, mends, opinions, recordStep, content } = deps

  /** The department's report, as one of its systems would send it. */
  const report = (tx: Tx, found: CaseRow, more: Pick<CaseStep, 'state'> & Partial<CaseStep>) => {
    const base = { eventId: newId(), outerId: found.id, receiptNo: found.number, at: clock.now() }
    return recordStep.stepIn(tx, { ...base, note: null, correction: [], result: null, ...more })
  }

  const answersOf = async (tx: Tx, found: CaseRow) => {
    const seal = await seals.of(tx, found.citizen_id)
    return answersSeal(seal, `services_cases.answers:${found.id}`).open(found.answers_sealed)
  }

  const ask = async (tx: Tx, found: CaseRow, { items }: Given<'ask'>) => {
    const { form } = await keptService(tx, found)
    const answers = await answersOf(tx, found)
    const labels = new Map(formFields(form).map(({ id, label }) => [id, label]))
    const notice = { eventId: newId(), at: clock.now(), form, answers, items }
    await mends.asked(tx, found, notice)
    const correction = items.map(({ field, reason }) => ({ item: labels.get(field) ?? field, reason }))
    await report(tx, found, { state: 'correction', eventId: notice.eventId, correction })
  }

  const complete = async (tx: Tx, found: CaseRow, given: Given<'complete'>) => {
    await linkToCase(tx, [found.citizen_id], found.id, given.fileIds)
    await keepResultFiles(tx, found.id, given.fileIds)
    const { title, documentNo, granted } = given
    const validUntil = granted ? (given.validUntil ?? null) : null
    const result = { title, documentNo, issuedAt: clock.now(), granted, validUntil }
    await report(tx, found, { state: 'completed', result })
    const details = [
      { label: '结论', value: granted ? '准予' : '不予批准' },
      ...(validUntil ? [{ label: '有效期至', value: validUntil }] : []),
      ...(given.basis ? [{ label: '依据', value: given.basis }] : []),
      ...(given.reason ? [{ label: '理由', value: given.reason }] : [])
    ]
    const seal = await seals.of(tx, found.citizen_id)
    const place = `services_cases.result_details:${found.id}`
    await changeCase(tx, found.id, { result_details_sealed: seal.seal(JSON.stringify(details), place) })
  }

  /** 会办 the item itself asks for: at the same time, as soon as the case is accepted. */
  const askCoHandlers = async (tx: Tx, caseId: string, by: string) => {
    const found = await lockCase(tx, caseId)
    const row = found && (await deskRow(tx, caseId))
    const kept = found && (await keptService(tx, found))
    const asks = (kept && localItem(kept)?.coHandlers) ?? []
    if (!found || !row || !kept || asks.length === 0) return
    const moved = await moves.make(tx, found, row, {
      act: 'consult',
      by,
      departments: asks.map((one) => one.department)
    })
    if ('refused' in moved) return
    const answers = await answersOf(tx, found)
    const told = asks.map((one) => askWithAnswers(one, kept.form, answers))
    await opinions.ask(tx, moved.found, told, null)
  }

  /** 待缴费: the clock stands still until the fee is paid. */
  const charge = async (tx: Tx, found: CaseRow, row: DeskRow, asked: AskedFee | null) => {
    const amount = localItem(await keptService(tx, found))?.fee ?? 0
    const until = row.due_day ?? clock.today()
    // what was said to another amount or day (midnight came between) is no answer to this one
    const how = asked?.amount === amount && asked.until === until ? asked.how : PAY_AT_WINDOW
    const seal = await seals.of(tx, found.citizen_id)
    await keepPayHow(tx, found.id, seal.seal(how, payHowPlace(found.id)))
    await moves.note(tx, found, `需要缴费 ${formatMoney(amount)} 元，最晚 ${spokenDay(until)}。${how}`)
    await moves.tell(tx, found, 'case.payment', newId())
  }

  const paid = async (tx: Tx, found: CaseRow, { receiptNo }: Given<'paid'>) => {
    const seal = await seals.of(tx, found.citizen_id)
    await keepReceipt(tx, found.id, seal.seal(receiptNo, `services_desk_cases.receipt:${found.id}`))
    await moves.note(tx, found, '已登记缴费，恢复计算办理时限')
    await moves.tell(tx, found, 'case.paid', newId())
  }

  const proposalPlace = (caseId: string) => `services_desk_cases.proposal:${caseId}`

  /** A decision written by one, kept for a second person; what it names must not be tidied away meanwhile. */
  const keep = async (tx: Tx, found: CaseRow, given: DeskCaseAct) => {
    const seal = await seals.of(tx, found.citizen_id)
    await keepProposal(tx, found.id, seal.seal(JSON.stringify(given), proposalPlace(found.id)))
    if (given.act === 'complete') await linkToCase(tx, [found.citizen_id], found.id, given.fileIds)
  }

  /** The decision that is approved. */
  const proposed = async (tx: Tx, found: CaseRow, row: DeskRow): Promise<DeskCaseAct | null> => {
    if (!row.proposal_sealed) return null
    const seal = await seals.of(tx, found.citizen_id)
    return deskCaseAct.parse(JSON.parse(seal.open(row.proposal_sealed, proposalPlace(found.id))))
  }

  /** What the applicant sees of it. */
  const follow = async (
    tx: Tx,
    found: CaseRow,
    row: DeskRow,
    given: DeskCaseAct,
    by: string,
    asked: AskedFee | null
  ) => {
    switch (given.act) {
      case 'accept':
        await report(tx, found, { state: 'accepted' })
        return askCoHandlers(tx, found.id, by)
      case 'consult':
        return opinions.ask(tx, found, given.asks, by)
      case 'charge':
        return charge(tx, found, row, asked)
      case 'paid':
        return paid(tx, found, given)
      case 'review':
        return report(tx, found, { state: 'reviewing' })
      case 'refuse':
        return report(tx, found, { state: 'refused', note: `${given.reason}（依据：${given.basis}）` })
      case 'ask':
        return ask(tx, found, given)
      case 'complete':
        return complete(tx, found, given)
      case 'pause':
        await moves.note(tx, found, `暂停计算办理时限，到 ${spokenDay(given.until)}为止：${given.reason}`)
        return moves.tell(tx, found, 'case.paused', newId())
      case 'resume':
        await moves.note(tx, found, '恢复计算办理时限')
        return moves.tell(tx, found, 'case.resumed', newId())
      case 'take':
      case 'forward':
      case 'approve':
      case 'send-back':
        return
    }
  }

  /** What the form of the act still lacks; null = nothing. */
  const lacking = async (sql: Sql, found: CaseRow, row: DeskRow, given: DeskCaseAct) => {
    if (given.act === 'ask') {
      const known = new Set(formFields((await keptService(sql, found)).form).map(({ id }) => id))
      const named = given.items.map(({ field }) => field)
      const right = named.every((field) => known.has(field)) && new Set(named).size === named.length
      return right ? null : refuse('form_invalid', { items: '请重新勾选要补正的内容。' })
    }
    if (given.act === 'forward') {
      const known = await colleagues(sql, row.department)
      return known.some(({ staffId }) => staffId === given.to)
        ? null
        : refuse('form_invalid', { to: '请选择本部门的同事。' })
    }
    if (given.act === 'consult') {
      const named = given.asks.map(({ department }) => department)
      const right = named.every((one) => one !== row.department && content.departments.has(one))
      return right && new Set(named).size === named.length
        ? null
        : refuse('form_invalid', { asks: '请选择别的部门，每个部门一次。' })
    }
    if (given.act !== 'complete') return null
    if (!given.granted && !given.basis) return refuse('form_invalid', { basis: '不予批准要写明法律依据。' })
    if (!given.granted && !given.reason) return refuse('form_invalid', { reason: '不予批准要写明理由。' })
    if (given.granted && given.validUntil && given.validUntil <= clock.today())
      return refuse('form_invalid', { validUntil: '请选择今天以后的日期。' })
    const there = await filesOfCase(sql, found, given.fileIds)
    return given.fileIds.every((id) => row.result_files.includes(id) && there.some((file) => file.id === id))
      ? null
      : refuse('form_invalid', { fileIds: '文件没有传好，请重新上传。' })
  }

  /**
   * `fee`: what the provider of payments said beforehand, for `charge`; null = at the window.
   * Refused: not_found (another department's, too), conflict, form_invalid.
   */
  return async (tx: Tx, caller: StaffCaller, caseId: string, said: DeskCaseAct, fee: AskedFee | null = null) => {
    const at = await reach.locked(tx, caller, caseId)
    if (isRefused(at)) return at
    const item = localItem(await keptService(tx, at.found))
    const given = withTerm(said, item, clock.today())
    const wrong = await lacking(tx, at.found, at.row, given)
    if (wrong) return wrong
    const secondPerson = item?.secondPerson ?? false
    const decision = given.act === 'approve' ? await proposed(tx, at.found, at.row) : null
    const pauseReason = given.act === 'pause' ? { pauseReason: given.reason } : {}
    const asked = machineAct(given, caller, secondPerson)
    const moved = await moves.make(tx, at.found, at.row, asked, { note: noteOf(decision ?? given), ...pauseReason })
    if ('refused' in moved) return refusalOf(moved)
    if (asked.act === 'propose') await keep(tx, moved.found, given)
    else await follow(tx, moved.found, moved.row, decision ?? given, caller.staffId, fee)
    return true
  }
}
export type ActOnCase = ReturnType<typeof makeActOnCase>
