import { type IntakeWork, intakesRoutes } from '@shared/contract/intakes'
import { localItem } from '../support/apply-local'
import { type Clerk, makeClerk } from '../support/clerk'
import { startProduct, type TestProduct } from '../support/start-product'
import { beginWith, fillAtCounter, handInFor, scan } from '../support/walk-in'

let product: TestProduct
let clerk: Clerk
let colleague: Clerk
beforeAll(async () => {
  product = await startProduct()
  clerk = await makeClerk(product, 'li-clerk', ['clerk'], localItem.department)
  colleague = await makeClerk(product, 'wu-clerk', ['clerk'], localItem.department)
  // staff codes move our clock alone: the outside systems catch up
  await product.control('/control/clock', { resetClock: true })
  await product.control('/control/clock', { moveMs: product.clock.now().getTime() - Date.now() })
})
afterAll(() => product.close())

const luoShufen = { name: '罗淑芬', idNumber: '669999195810210240', phone: '19900000003' }
const openOf = async (who: Clerk) => (await who.call(intakesRoutes.showOpenIntake, {})).body.open
const keep = (who: Clerk, intakeId: string, revision: number, work: IntakeWork) =>
  who.call(intakesRoutes.keepIntakeWork, { params: { intakeId }, body: { revision, work } })
const half = (bankName: string): IntakeWork => ({ answers: { bankName }, agreed: [], situation: 'eighty' })

it('a clerk who reloads the page gets back the person at the counter with everything filled in, a colleague does not', async () => {
  expect(await openOf(clerk)).toBeNull()
  const { body: intake } = await beginWith(clerk, luoShufen)
  const { name, idNumber } = intake.fields
  const begun = await openOf(clerk)
  expect(begun).toEqual({
    ...{ intake, revision: 0 },
    work: { answers: { [name]: luoShufen.name, [idNumber]: luoShufen.idNumber }, agreed: [] }
  })
  const work = { ...half('示例银行大坪支行'), signature: await scan(product, clerk, intake.id) }
  expect((await keep(clerk, intake.id, 0, work)).body).toEqual({ revision: 1 })
  expect(await openOf(clerk)).toEqual({ intake, work, revision: 1 })
  expect(await openOf(colleague)).toBeNull()
  expect((await keep(colleague, intake.id, 1, work)).error).toBe('not_found')
  const params = { intakeId: intake.id }
  expect((await colleague.call(intakesRoutes.endIntake, { params })).error).toBe('not_found')
  const [row] = await product.stores.db.query('select * from services_intakes where id = $1', [intake.id])
  expect(JSON.stringify(row)).not.toContain('示例银行')
})

it('two tabs do not overwrite each other silently, and a save whose reply was lost is no second tab', async () => {
  const { body: intake } = await beginWith(clerk, luoShufen)
  expect((await keep(clerk, intake.id, 0, half('甲银行'))).body).toEqual({ revision: 1 })
  expect((await keep(clerk, intake.id, 0, half('甲银行'))).body).toEqual({ revision: 1 })
  expect((await keep(clerk, intake.id, 0, half('乙银行'))).error).toBe('conflict')
  expect((await openOf(clerk))?.work.answers).toEqual({ bankName: '甲银行' })
})

it('what is given up is gone at once with its papers; what is handed in or over its time is open no more', async () => {
  const { db, files } = product.stores
  for (let open = await openOf(clerk); open; open = await openOf(clerk))
    expect((await clerk.call(intakesRoutes.endIntake, { params: { intakeId: open.intake.id } })).status).toBe(200)
  expect(await db.query('select 1 from services_intakes')).toEqual([])
  const given = await beginWith(clerk, luoShufen)
  const params = { intakeId: given.body.id }
  const fileId = await scan(product, clerk, given.body.id)
  expect((await clerk.call(intakesRoutes.endIntake, { params })).status).toBe(200)
  expect((await clerk.call(intakesRoutes.endIntake, { params })).error).toBe('not_found')
  expect(await db.query('select 1 from services_files where id = $1', [fileId])).toEqual([])
  expect(await files.get(fileId)).toBeNull()

  const { body: intake } = await beginWith(clerk, luoShufen)
  const answers = await fillAtCounter(product, clerk, intake, luoShufen)
  await keep(clerk, intake.id, 0, { answers, agreed: [] })
  const signed = { by: 'signature' as const, fileId: await scan(product, clerk, intake.id) }
  expect((await handInFor(clerk, intake, answers, signed)).status).toBe(200)
  expect(await openOf(clerk)).toBeNull()
  expect((await keep(clerk, intake.id, 1, half('丙银行'))).error).toBe('conflict')
  expect((await clerk.call(intakesRoutes.endIntake, { params: { intakeId: intake.id } })).error).toBe('conflict')
  expect(await db.query('select 1 from services_intakes where work_sealed is not null')).toEqual([])

  const { body: late } = await beginWith(clerk, luoShufen)
  product.clock.moveBy(25 * 3_600_000)
  await clerk.signIn()
  expect(await openOf(clerk)).toBeNull()
  expect((await keep(clerk, late.id, 0, half('丁银行'))).error).toBe('conflict')
})
