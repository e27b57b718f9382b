import { localItem } from '../../../../../test/support/apply-local'
import { type DeskGround, makeDeskGround } from '../../../../../test/support/desk-ground'
import { openTestDb } from '../../../../../test/support/test-stores'
import type { Db } from '../../../platform/db/db'
import type { StaffCaller } from '../../../platform/http/caller'
import { newId } from '../../../platform/new-id'
import type { Payments } from '../port'
import { makeAskHowToPay } from './ask-how-to-pay'
import { deskReach } from './desk-reach'

const AT_WINDOW = '请到窗口缴费'
let db: Db
let how: Payments['how']
let ground: DeskGround

beforeAll(async () => {
  db = await openTestDb()
  ground = await makeDeskGround(db, { how: (fee, signal) => how(fee, signal) })
})
afterAll(() => db.close())

const clerk = (): StaffCaller => ({
  ...{ kind: 'staff', staffId: ground.staff[0], roles: ['clerk'], sessionHash: '', checkedAt: null },
  department: localItem.department
})

/** A case with a fee (80 元) that has been accepted. */
async function accepted(): Promise<string> {
  ground.publish(2)
  const { id, formVersion, revision } = await ground.draft()
  const body = { formVersion, revision }
  const made = await db.tx((tx) => ground.submit.submit(tx, ground.caller, id, body))
  if (!('id' in made)) throw new Error(made.code)
  const job = { topic: 'services.deliver', key: newId(), payload: { caseId: made.id } }
  await ground.topics['services.deliver'].handle({ ...job, attempt: 1, createdAt: ground.clock.now() })
  await db.tx((tx) => ground.desk.act(tx, clerk(), made.id, { act: 'accept' }))
  return made.id
}

const charge = async (caseId: string) => {
  const fee = await ground.desk.askHowToPay(clerk(), caseId)
  return db.tx((tx) => ground.desk.act(tx, clerk(), caseId, { act: 'charge' }, fee))
}
const shown = async (caseId: string) => {
  const found = await ground.desk.cases.show(ground.caller, caseId)
  if (!('row' in found)) throw new Error(found.code)
  return { payment: found.desk?.payment, told: found.events.map(({ note }) => note).join('\n') }
}

it('the provider is asked once, before the fee is asked for, and its words stay on the case', async () => {
  const caseId = await accepted()
  const asked: Parameters<Payments['how']>[0][] = []
  how = async (fee) => {
    asked.push(fee)
    return '请扫码缴费（示例）。'
  }
  expect(await charge(caseId)).toBe(true)
  const first = await shown(caseId)
  expect(first.payment).toMatchObject({ amount: 8000, how: '请扫码缴费（示例）。' })
  expect(first.told).toContain('请扫码缴费（示例）。')
  expect((await shown(caseId)).payment).toEqual(first.payment)
  expect(asked).toEqual([{ caseId, amount: 8000, until: first.payment?.dueDay }])
})

it('a provider that is slow holds no row: the case can be worked on while it thinks', async () => {
  const caseId = await accepted()
  how = async () => {
    expect(await db.tx((tx) => ground.desk.act(tx, clerk(), caseId, { act: 'review' }))).toBe(true)
    return '请扫码缴费（示例）。'
  }
  expect(await charge(caseId)).toBe(true)
  expect((await shown(caseId)).payment?.how).toBe('请扫码缴费（示例）。')
})

it('a provider that never answers is waited for no longer than its time: the fee is paid at the window', async () => {
  const caseId = await accepted()
  let told = false
  const never: Payments['how'] = (_fee, signal) => {
    signal.addEventListener('abort', () => {
      told = true
    })
    return new Promise(() => undefined)
  }
  const { clock, calendar } = ground
  const impatient = makeAskHowToPay({ db, clock, calendar, reach: deskReach, payments: { how: never }, patienceMs: 20 })
  const fee = await impatient(clerk(), caseId)
  expect([fee, told]).toEqual([null, true])
  expect(await db.tx((tx) => ground.desk.act(tx, clerk(), caseId, { act: 'charge' }, fee))).toBe(true)
  expect((await shown(caseId)).payment?.how).toContain(AT_WINDOW)
})

it('a provider that fails, and words that were said to another day, send to the window', async () => {
  const failing = await accepted()
  how = () => Promise.reject(new Error('down'))
  expect(await charge(failing)).toBe(true)
  expect((await shown(failing)).payment?.how).toContain(AT_WINDOW)
  const late = await accepted()
  const fee = { amount: 8000, until: '2020-01-01', how: '请扫码缴费（示例）。' }
  expect(await db.tx((tx) => ground.desk.act(tx, clerk(), late, { act: 'charge' }, fee))).toBe(true)
  expect((await shown(late)).payment?.how).toContain(AT_WINDOW)
})

it('nobody is asked for a case of another department, or one whose fee cannot be asked for now', async () => {
  const caseId = await accepted()
  how = () => Promise.reject(new Error('asked'))
  expect(await ground.desk.askHowToPay({ ...clerk(), department: 'justice' }, caseId)).toBeNull()
  let times = 0
  how = async () => {
    times += 1
    return '请扫码缴费（示例）。'
  }
  expect(await charge(caseId)).toBe(true)
  expect(await ground.desk.askHowToPay(clerk(), caseId)).toBeNull()
  expect(times).toBe(1)
})
