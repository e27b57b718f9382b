import { type Answer, type Answers, formFields } from '@shared/contract/form'
import type { Tx } from '../../../platform/db/db'
import { sm3 } from '../../../platform/gm/sm3'
import type { CitizenSeals } from '../../identity/port'
import type { Acting } from '../../mandates/port'
import { answersSeal } from '../answers-seal'
import type { CaseRow } from '../case-store'
import type { Arrived, EndAtOnce } from '../desk/end-at-once'
import type { Moves } from '../desk/moves'
import { mayFollow } from '../desk/transitions'
import type { KeptDefinition } from '../kept-form'
import { brokenBefore, insertOwed } from '../owed/store'
import type { Pledged } from './pledged'

interface Deps {
  seals: CitizenSeals
  note: Moves['note']
  endAtOnce: EndAtOnce
  acting: Pick<Acting, 'enterpriseOf'>
}

/** One spelling of a registered name: full-width and half-width brackets are the same, blanks do not count. */
const spelled = (text: Answer | undefined): string =>
  typeof text === 'string' ? text.normalize('NFKC').replace(/\s/g, '') : ''

/**
 * 告知承诺 (渝府发〔2019〕33号: 要当场作出审批决定): with all papers and the promise made, the licence is granted as soon as
 * the department has the case; the promise is kept word for word and a task asks the department to check it afterwards.
 * Without the promise, for anybody but the registered enterprise itself, and for whoever has broken a promise before, the
 * case goes the ordinary way. Repeated at will.
 */
export function makeGrantAtOnce({ seals, note, endAtOnce, acting }: Deps) {
  const answersOf = async (tx: Tx, found: CaseRow) =>
    answersSeal(await seals.of(tx, found.citizen_id), `services_cases.answers:${found.id}`).open(found.answers_sealed)

  /** Why the case goes the ordinary way, for the applicant; null = it is granted at once. */
  const hindrance = async (tx: Tx, found: CaseRow, { acceptance }: KeptDefinition, answers: Answers) => {
    const { holder } = acceptance
    const enterprise = found.capacity === 'enterprise' ? await acting.enterpriseOf(tx, found.citizen_id) : null
    const isHolder =
      holder &&
      enterprise &&
      spelled(answers[holder.name]) === spelled(enterprise.name) &&
      answers[holder.code] === enterprise.creditCode
    if (!isHolder) return '没有用企业身份提交，或者填写的企业和登记的不一致'
    const broken = await brokenBefore(tx, [found.citizen_id], found.id)
    return broken.length > 0 ? '以前作出的承诺没有兑现' : null
  }

  return async (tx: Tx, arrived: Arrived, pledged: Pledged): Promise<void> => {
    const { found, kept } = arrived
    if (!mayFollow(found.state, 'grant')) return
    const answers = await answersOf(tx, found)
    const promise = formFields(kept.form).find(({ id }) => id === pledged.field)
    if (promise?.kind !== 'agreement' || answers[pledged.field] !== true) return
    const why = await hindrance(tx, found, kept, answers)
    if (why) return note(tx, found, `没有当场决定：${why}。这件按一般程序审查。`, `examined:${found.id}`)
    const ended = await endAtOnce(tx, arrived, {
      ...{ act: 'grant', eventId: `pledged:${found.id}`, note: '已作承诺、材料齐全，按告知承诺当场准予许可。' },
      title: kept.guide.result?.value ?? found.service_name,
      task: {
        kind: 'pledge',
        title: `告知承诺 ${found.number} 待事后核查`,
        dueInWorkingDays: pledged.checkDays
      }
    })
    if (!ended) return
    await insertOwed(tx, {
      ...{ case_id: found.id, field: pledged.field, label: promise.label, kind: 'pledge', due_day: null },
      ...{ promise: promise.text, promise_hash: sm3(Buffer.from(promise.text)).toString('hex'), state: 'standing' }
    })
  }
}
