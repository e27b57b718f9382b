import type { Draft } from '@shared/contract/applications'
import fc from 'fast-check'
import type { EditBatch } from '@/drafts/edit-batch'
import { emptyDraft, keptDraft } from '@/drafts/kept-draft'
import { makeDraftKeeper } from '@/packages/services/draft/draft-keeper'
import { answersSeal } from '../../bff/src/domains/services/answers-seal'
import { presentDraft } from '../../bff/src/domains/services/present'
import { newId } from '../../bff/src/platform/new-id'
import type { AutosaveGround } from './autosave-ground'
import { Crash } from './desk-ground'

/**
 * Where something dies: nowhere; the request never arrives; the server at its n-th statement; the server after its commit
 * (the reply is lost); or the phone, while the request is on its way.
 */
type Death = 'none' | 'request' | 'statement' | 'reply' | 'phone'
interface Move {
  does: 'type' | 'send' | 'kill-typing' | 'kill-kept'
  field: 'bankName' | 'phone'
  n: number
  death: Death
  statement: number
  /** an old save is delivered a second time afterwards */
  again: boolean
}

const death = fc.constantFrom<Death>('none', 'request', 'statement', 'statement', 'statement', 'reply', 'phone')
const statement = fc.integer({ min: 1, max: 24 })
const move: fc.Arbitrary<Move> = fc.record({
  does: fc.constantFrom('type', 'send', 'send', 'send', 'kill-typing', 'kill-kept'),
  field: fc.constantFrom('bankName', 'phone'),
  n: fc.integer({ min: 0, max: 9999 }),
  death,
  statement,
  again: fc.boolean()
})
export const autosaveHistory = fc.record({
  moves: fc.array(move, { minLength: 8, maxLength: 24 }),
  submits: fc.array(fc.record({ death, statement }), { minLength: 1, maxLength: 4 })
})
export type AutosaveHistory = { moves: Move[]; submits: { death: Death; statement: number }[] }

const FIELDS = ['bankName', 'phone'] as const
const textFor = ({ field, n }: Move) =>
  field === 'phone' ? `1990000${String(n).padStart(4, '0')}` : `示例银行${n}号支行`

/** The flash of a phone: what was written to it survives; a write that is on its way when the phone dies does not. */
function makePhone() {
  let flash: string | undefined
  const place = (alive: () => boolean) => ({
    read: async () => (flash === undefined ? undefined : JSON.parse(flash)),
    write: async (value: unknown) => {
      await Promise.resolve()
      if (alive()) flash = JSON.stringify(value)
      return true
    },
    drop: async () => {
      if (alive()) flash = undefined
    }
  })
  return { place, isEmpty: () => flash === undefined }
}

class PhoneDied extends Error {}

/** One application of one person: the phone's real keeper, the server's real drafts, and whatever dies on the way. */
async function begin(ground: AutosaveGround) {
  const { caller, answers } = await ground.newPerson()
  const phone = makePhone()
  const problems: string[] = []
  const sent: EditBatch[] = []
  /** per field: what was acknowledged last, and everything typed after it */
  const possible: Record<string, unknown[]> = {}
  let next: { death: Death; statement: number } = { death: 'none', statement: 0 }
  let crashes = 0
  let online = false
  let life = { alive: true }

  const serverDies = async () => {
    crashes += 1
    await ground.reboot()
  }
  /** Runs a call of the server under the planned death; throws what the phone would see. */
  const through = async <T>(call: () => Promise<T>): Promise<T> => {
    const { death, statement } = next
    next = { death: 'none', statement: 0 }
    if (death === 'request') {
      crashes += 1
      throw new Error('offline')
    }
    if (death === 'statement') ground.server().dieAt(statement)
    try {
      const reply = await call()
      ground.server().dieAt(0)
      if (death === 'reply') {
        await serverDies()
        throw new Error('the reply is lost')
      }
      if (death === 'phone') throw new PhoneDied()
      return reply
    } catch (error) {
      if (error instanceof Crash) await serverDies()
      throw error
    }
  }
  const take = async (batch: EditBatch): Promise<Draft> => {
    const opened = await ground.server().drafts.open(caller, ground.serviceId, batch)
    if (!('row' in opened)) throw new Error(opened.code)
    return presentDraft(opened)
  }
  const saveOf = (mine: { alive: boolean }) => async (batch: EditBatch) => {
    // outside the saves of the history there is no network, also for what the phone sends by itself
    if (!mine.alive || !online) throw new Error('offline')
    sent.push(batch)
    return through(() => take(batch))
  }
  const start = async () => {
    const mine = { alive: true }
    life = mine
    const place = phone.place(() => mine.alive)
    const read = await place.read()
    const kept = read === undefined ? emptyDraft(ground.serviceId, caller.citizenId) : keptDraft.parse(read)
    return makeDraftKeeper(kept, place, saveOf(mine), newId())
  }
  let keeper = await start()

  const killPhone = async () => {
    crashes += 1
    life.alive = false
    keeper.close()
    keeper = await start()
  }
  const acknowledged = () => {
    for (const [field, values] of Object.entries(possible)) possible[field] = values.slice(-1)
  }
  /** Everything the person was told is safe must be there: on the server, or on the phone. */
  const look = (when: string) => {
    for (const field of FIELDS) {
      const there = keeper.view().answers[field]
      const allowed = possible[field]
      if (allowed && !allowed.includes(there)) problems.push(`${when}: ${field} is ${there}, not one of ${allowed}`)
    }
  }
  const flush = async (): Promise<boolean> => {
    online = true
    try {
      return await keeper.flush()
    } finally {
      online = false
    }
  }
  const send = async (planned: { death: Death; statement: number }, again: number | null) => {
    next = planned
    const there = await flush()
    if (planned.death === 'phone' && !there) await killPhone()
    else if (there && Object.keys(keeper.view().conflicts).length === 0) acknowledged()
    next = { death: 'none', statement: 0 }
    const old = again === null ? undefined : sent[again % sent.length]
    if (old) await take(old)
  }
  const conflicts = () => Object.keys(keeper.view().conflicts)
  return {
    ...{
      ground,
      caller,
      answers,
      problems,
      possible,
      phone,
      conflicts,
      killPhone,
      acknowledged,
      look,
      send,
      flush,
      through
    },
    keeper: () => keeper,
    crashes: () => crashes,
    plan: (planned: { death: Death; statement: number }) => {
      next = planned
    }
  }
}
type Begun = Awaited<ReturnType<typeof begin>>

async function doMove(run: Begun, given: Move): Promise<void> {
  const { possible, acknowledged, killPhone, look } = run
  if (given.does === 'send') {
    await run.send(given, given.again ? given.n : null)
    look('after a save')
    return
  }
  const text = textFor(given)
  run.keeper().edit(given.field, text)
  possible[given.field] = [...(possible[given.field] ?? []), text]
  if (given.does === 'kill-typing') await killPhone()
  else {
    await run.keeper().kept()
    acknowledged()
    if (given.does === 'kill-kept') await killPhone()
  }
  // what the phone still shows after its death is what it goes on with
  for (const field of FIELDS) {
    const shown = run.keeper().view().answers[field]
    if (given.does === 'kill-typing' && possible[field]?.includes(shown)) possible[field] = [shown]
  }
  look(`after ${given.does}`)
}

/** Hands in as the phone does: one key, kept before anything is sent, until the outcome is known. */
async function handIn(run: Begun, planned: { death: Death; statement: number }): Promise<string | null> {
  const { ground, caller } = run
  const { base, attempt: open } = run.keeper().view()
  const attempt =
    open ?? (base && { key: newId(), draftId: base.id, formVersion: base.formVersion, revision: base.revision })
  if (!attempt) return null
  await run.keeper().keepAttempt(attempt)
  run.plan(planned)
  const act = { scope: caller.citizenId, key: attempt.key, fingerprint: attempt.draftId }
  try {
    const answer = await run.through(() => {
      const { once, submit } = ground.server()
      return once(act, async (tx) => {
        const handedIn = await submit(tx, caller, attempt.draftId, attempt)
        return 'id' in handedIn ? { caseId: handedIn.id } : handedIn
      })
    })
    if (!('reply' in answer)) {
      run.problems.push(`submit: ${answer.code}`)
      return null
    }
    await run.keeper().forget()
    return answer.reply.caseId
  } catch (error) {
    if (error instanceof PhoneDied) await run.killPhone()
    return null
  }
}

/** The cases of this person, with their answers opened. */
async function casesOf({ ground, caller }: Begun) {
  const { store, seals } = ground.server()
  const rows = await store.query<{ id: string; answers_sealed: string }>(
    'select id, answers_sealed from services_cases where citizen_id = $1',
    [caller.citizenId]
  )
  const seal = await seals.of(store, caller.citizenId)
  return rows.map(({ id, answers_sealed }) => ({
    id,
    answers: answersSeal(seal, `services_cases.answers:${id}`).open(answers_sealed)
  }))
}

/** Plays one history; what was not as promised, and how often something died. */
export async function playAutosave(
  ground: AutosaveGround,
  { moves, submits }: AutosaveHistory
): Promise<{ problems: string[]; crashes: number }> {
  const run = await begin(ground)
  for (const [field, value] of Object.entries(run.answers)) run.keeper().edit(field, value)
  for (const field of FIELDS) run.possible[field] = [run.answers[field]]
  await run.keeper().kept()
  for (const given of moves) await doMove(run, given)
  for (let tries = 0; tries < 5 && !(await run.flush()); tries += 1);
  if (run.conflicts().length > 0) run.problems.push(`asked about ${run.conflicts()} although only one phone typed`)
  run.acknowledged()
  run.look('before handing in')
  let caseId: string | null = null
  for (const planned of [...submits, { death: 'none' as const, statement: 0 }]) caseId ??= await handIn(run, planned)
  const cases = await casesOf(run)
  if (cases.length !== 1 || cases[0]?.id !== caseId) run.problems.push(`${cases.length} cases, receipt ${caseId}`)
  for (const field of FIELDS)
    if (cases[0] && cases[0].answers[field] !== run.possible[field]?.[0])
      run.problems.push(`the case says ${cases[0].answers[field]}, the person typed ${run.possible[field]?.[0]}`)
  if (!run.phone.isEmpty()) run.problems.push('the phone still keeps the application')
  run.keeper().close()
  return { problems: run.problems, crashes: run.crashes() }
}
