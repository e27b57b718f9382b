import type { DeskCaseAct } from '@shared/contract/desk-cases'
import { addDays } from '@shared/values/civil-date'
import fc from 'fast-check'
import { freeCasesOf } from '../../bff/src/domains/services/desk/store'
import type { StaffCaller } from '../../bff/src/platform/http/caller'
import { newId } from '../../bff/src/platform/new-id'
import { localItem } from './apply-local'
import { Crash, type DeskGround } from './desk-ground'

const DAY_MS = 24 * 3_600_000

/** What somebody does; `crash` = the statement the process dies at first (0 = none), `again` = it is repeated. */
interface Move {
  does: 'deliver' | 'withdraw' | 'mend' | 'days' | 'leave' | 'opinion' | DeskCaseAct['act']
  by: number
  n: number
  crash: number
  again: boolean
}
const DOES = [
  ...(['deliver', 'deliver', 'mend', 'mend', 'days', 'accept', 'accept', 'review', 'ask', 'ask'] as const),
  ...(['pause', 'resume', 'complete', 'complete', 'refuse', 'withdraw', 'take', 'forward', 'leave'] as const),
  ...(['charge', 'paid', 'opinion', 'opinion', 'consult', 'approve', 'approve', 'send-back'] as const)
]
const move: fc.Arbitrary<Move> = fc.record({
  does: fc.constantFrom(...DOES),
  by: fc.integer({ min: 0, max: 2 }),
  n: fc.integer({ min: 1, max: 25 }),
  crash: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 30 }) }),
  again: fc.boolean()
})
export const history = fc.record({
  /** how the item is published (desk-ground.ts) */
  variant: fc.integer({ min: 0, max: 5 }),
  submitCrash: fc.integer({ min: 0, max: 30 }),
  moves: fc.array(move, { minLength: 4, maxLength: 18 })
})

/** What may follow what, written down apart from the machine. */
const LEGAL: Record<string, string[]> = {
  submitted: ['received', 'withdrawn'],
  received: ['accepted', 'refused', 'correction', 'withdrawn'],
  correction: ['submitted', 'refused', 'withdrawn'],
  accepted: ['reviewing', 'payment', 'completed'],
  reviewing: ['payment', 'completed'],
  payment: ['reviewing', 'completed'],
  completed: [],
  refused: [],
  withdrawn: []
}
const ENDED = ['completed', 'refused', 'withdrawn']

interface Look {
  id: string
  state: string
  department: string
  handler_id: string | null
  due_day: string | null
  desk_rows: number
  receipts: number
  supplements: number
  /** what is still open of a case: departments that are awaited, a decision nobody has looked at, a fee */
  loose: number
  approved: number
  /** decisions approved by who wrote them */
  own_approvals: number
  /** tasks to look afterwards at what was done at once */
  checks: number
  all: string
}

/** The cases of one draft, with everything the desk keeps of them. */
const look = (ground: DeskGround, draftId: string) =>
  ground.store.query<Look>(
    `select c.id, c.state, d.department, d.handler_id, d.due_day,
       (select count(*)::int from services_desk_cases x where x.case_id = c.id) as desk_rows,
       (select count(*)::int from services_case_events e where e.case_id = c.id and e.state = 'received') as receipts,
       (select count(*)::int from services_case_events e where e.case_id = c.id and e.state = 'submitted') as supplements,
       (jsonb_array_length(d.awaiting) + (d.proposed_by is not null)::int + (d.charged_on is not null)::int) as loose,
       (select count(*)::int from services_desk_acts a where a.case_id = c.id and a.act = 'approve') as approved,
       (select count(*)::int from services_desk_acts a where a.case_id = c.id and a.act = 'approve' and a.staff_id =
         (select p.staff_id from services_desk_acts p where p.case_id = c.id and p.act = 'propose' and p.seq < a.seq
          order by p.seq desc limit 1)) as own_approvals,
       (select count(*)::int from tasks_queue t where t.about_id = c.id and t.kind in ('filing', 'pledge')) as checks,
       md5(concat(c::text, d::text, (select string_agg(e::text, '|' order by e.event_id) from services_case_events e
         where e.case_id = c.id), (select count(*) from services_desk_acts a where a.case_id = c.id), (select string_agg(o::text, '|' order by o.id)
         from services_desk_opinions o where o.case_id = c.id))) as all
     from services_cases c left join services_desk_cases d on d.case_id = c.id where c.draft_id = $1`,
    [draftId]
  )

function judge(found: Look[], before: Look | null, variant: number): string[] {
  const [one, ...more] = found
  if (!one || more.length > 0) return [`${found.length} cases of one application`]
  const problems: string[] = []
  if (one.desk_rows !== 1) problems.push(`${one.desk_rows} desk rows`)
  const ended = ENDED.includes(one.state)
  if (!ended && !one.due_day) problems.push(`${one.state} without a deadline`)
  if (!ended && !one.department) problems.push(`${one.state} without an owner`)
  if (ended && one.due_day) problems.push(`${one.state} with a deadline`)
  if (ended && one.loose > 0) problems.push(`${one.state} with something left open`)
  if (one.own_approvals > 0) problems.push('approved by who decided')
  const decided = one.state === 'completed' || one.state === 'refused'
  const two = variant === 1 || variant === 3
  if (two && decided && one.approved === 0) problems.push(`${one.state} by one person alone`)
  if (one.checks > 0 && one.state !== 'completed') problems.push('to be checked, but not done')
  if (one.receipts > one.supplements) problems.push('more receipts than were handed in')
  const atOnce = variant >= 4 && one.checks === 1 && one.state === 'completed' && one.receipts > 0
  if (before && before.state !== one.state && !atOnce && !LEGAL[before.state]?.includes(one.state))
    problems.push(`${before.state} → ${one.state}`)
  if (before && ENDED.includes(before.state) && before.state !== one.state) problems.push('an ended case moved')
  return problems
}

const staffOf = (ground: DeskGround, by: number): StaffCaller => ({
  kind: 'staff',
  staffId: ground.staff[by] ?? ground.staff[0],
  department: localItem.department,
  roles: by === 2 ? ['head'] : ['clerk'],
  sessionHash: '',
  checkedAt: null
})

const actOf = (ground: DeskGround, { does, n, by }: Move): DeskCaseAct | null => {
  switch (does) {
    case 'take':
    case 'accept':
    case 'review':
    case 'resume':
      return { act: does }
    case 'refuse':
      return { act: 'refuse', basis: '示例办法第一条', reason: '不属于本部门。' }
    case 'ask':
      return { act: 'ask', items: [{ field: n % 2 ? 'bankCard' : 'bankName', reason: '和照片不一致。' }] }
    case 'pause':
      return { act: 'pause', reason: '上门核查。', until: addDays(ground.today(), n) }
    case 'forward':
      return { act: 'forward', to: ground.staff[(by + n) % 3] ?? ground.staff[0], note: '' }
    case 'complete': {
      const granted = n % 3 !== 0
      const why = granted ? { basis: null, reason: null } : { basis: '示例办法第二条', reason: '不符合条件。' }
      return { act: 'complete', granted, title: '发放通知', documentNo: null, ...why, fileIds: [] }
    }
    case 'consult':
      return {
        act: 'consult',
        asks: [{ department: n % 2 ? 'justice' : 'education', question: '是否同意？', days: 3 }]
      }
    case 'charge':
    case 'approve':
      return { act: does }
    case 'paid':
      return { act: 'paid', receiptNo: `示例票据${n}` }
    case 'send-back':
      return { act: 'send-back', reason: '请再核对。' }
    default:
      return null
  }
}

/** The worker does everything there is for this case, in whatever order and however often. */
async function deliver(ground: DeskGround, caseId: string) {
  const jobs = await ground.store.query<{ topic: string; key: string; payload: Record<string, string> }>(
    "select topic, key, payload from platform_outbox where payload->>'caseId' = $1 order by id desc",
    [caseId]
  )
  for (const job of jobs) {
    const topic = job.topic === 'services.supplement' ? 'services.supplement' : 'services.deliver'
    await ground.topics[topic].handle({ ...job, attempt: 1, createdAt: ground.clock.now() })
  }
}

/** A department that is asked says something; nothing when nobody is asked. */
async function answerAs(ground: DeskGround, caseId: string, { by, n }: Move): Promise<StaffAnswer> {
  const [asked] = await ground.store.query<{ id: string; department: string }>(
    'select id, department from services_desk_opinions where case_id = $1 and answered_at is null order by id limit 1',
    [caseId]
  )
  const caller = { ...staffOf(ground, by), department: asked?.department ?? '' }
  return { caller, id: asked?.id ?? 'no-opinion', given: { agrees: n % 2 === 0, words: '已核。' } }
}
interface StaffAnswer {
  caller: StaffCaller
  id: string
  given: { agrees: boolean; words: string }
}

/** One move as a call with a key of its own, so that it can be repeated. */
async function callOf(ground: DeskGround, caseId: string, given: Move): Promise<() => Promise<unknown>> {
  const { once, caller, desk, submit, answers, clock, store } = ground
  const act = { scope: `history:${caseId}`, key: newId(), fingerprint: '' }
  const staffAct = actOf(ground, given)
  if (staffAct) return () => once(act, (tx) => desk.act(tx, staffOf(ground, given.by), caseId, staffAct).then(plain))
  switch (given.does) {
    case 'deliver':
      return () => deliver(ground, caseId)
    case 'withdraw':
      return () => once(act, (tx) => desk.withdraw(tx, caller, caseId).then(plain))
    case 'mend': {
      const mended = { ...answers, bankCard: given.n % 4 === 1 ? '6222020000000000018' : '4111111111111111' }
      const whole = given.n % 2 ? mended : { ...answers, bankName: `银行${given.n}` }
      return () => once(act, (tx) => submit.answerCorrection(tx, caller, caseId, whole).then(plain))
    }
    case 'opinion': {
      const { caller: other, id, given: words } = await answerAs(ground, caseId, given)
      return () => once(act, (tx) => desk.answerOpinion(tx, other, id, words).then(plain))
    }
    case 'days': {
      clock.moveBy(given.n * DAY_MS)
      return desk.clockJob.run
    }
    default:
      return () => store.tx((tx) => freeCasesOf(tx, staffOf(ground, given.by).staffId))
  }
}
/** What once keeps of a reply: a row has dates in it, a refusal stays one. */
const plain = <T>(reply: T) => (typeof reply === 'object' && reply && 'id' in reply ? true : reply)

/** Runs the act, dying at the named statement; true = it died. */
async function dies(ground: DeskGround, statement: number, call: () => Promise<unknown>): Promise<boolean> {
  ground.breakAt(statement)
  try {
    await call()
    return false
  } catch (error) {
    // a job goes on with the next case and says at the end what failed
    const causes: unknown[] = error instanceof AggregateError ? error.errors : [error]
    if (causes.some((cause) => cause instanceof Crash)) return true
    throw error
  } finally {
    ground.breakAt(0)
  }
}

/** An act of a single transaction: what died in it has left no trace. */
const single = ({ does }: Move) => does !== 'deliver' && does !== 'days'

/** One move, first dying where it is told to, then repeated where it is told to. */
async function playMove(ground: DeskGround, draftId: string, before: Look, given: Move, variant: number) {
  const problems: string[] = []
  const call = await callOf(ground, before.id, given)
  let last = before
  const check = async () => {
    const found = await look(ground, draftId)
    problems.push(...judge(found, last, variant).map((problem) => `${given.does}: ${problem}`))
    last = found[0] ?? last
    return last
  }
  if (await dies(ground, given.crash, call)) {
    const torn = await check()
    if (single(given) && torn.all !== before.all) problems.push(`${given.does}: half done`)
    await call()
  }
  const after = await check()
  if (given.again && single(given)) {
    await call()
    if ((await check()).all !== after.all) problems.push(`${given.does}: done twice`)
  }
  return { problems, after: last }
}

/** Plays one history; every sentence returned is a broken promise. */
export async function play(
  ground: DeskGround,
  told: { variant: number; submitCrash: number; moves: Move[] }
): Promise<string[]> {
  ground.publish(told.variant)
  const { id: draftId, ...seen } = await ground.draft()
  const key = { scope: 'history', key: newId(), fingerprint: '' }
  const handIn = () => ground.once(key, (tx) => ground.submit.submit(tx, ground.caller, draftId, seen).then(plain))
  if (await dies(ground, told.submitCrash, handIn)) {
    if ((await look(ground, draftId)).length > 0) return ['submit: half done']
    await handIn()
  }
  await handIn()
  const found = await look(ground, draftId)
  const problems = judge(found, null, told.variant)
  let [now] = found
  for (const given of told.moves) {
    if (!now) break
    const played = await playMove(ground, draftId, now, given, told.variant)
    problems.push(...played.problems)
    now = played.after
  }
  return problems
}
