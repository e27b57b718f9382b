import { serviceCheckRoutes } from '@shared/contract/service-check'
import fc from 'fast-check'
import { person } from '../support/apply'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())

/** Somebody who is not signed in. */
const verdicts = async (facts: Record<string, unknown>) =>
  product.citizen(person.id).call(serviceCheckRoutes.judgeServices, { body: { facts } })
const check = async (serviceId: string, facts: Record<string, unknown>) =>
  product.citizen(person.id).call(serviceCheckRoutes.checkService, { params: { serviceId }, body: { facts } })
const itemIn = async (facts: Record<string, unknown>, serviceId: string) =>
  (await verdicts(facts)).body.items.find(({ id }) => id === serviceId)
const old = { 出生日期: '1930-01-01', 户籍: '渝中区' }

test('somebody not signed in sees what they may use, what not and why, what they may use standing first', async () => {
  expect(await itemIn(old, 'elderly-allowance')).toMatchObject({ verdict: '符合', missing: [] })
  expect(await itemIn({ ...old, 户籍: '境外' }, 'elderly-allowance')).toMatchObject({
    verdict: '不符合',
    why: [{ text: expect.stringContaining('户籍'), value: '境外' }]
  })
  const shown = (await verdicts({ ...old, 户籍: '境外' })).body.items.map(({ verdict }) => verdict)
  const order = ['符合', '还不知道', '不符合']
  expect(shown).toEqual([...shown].sort((a, b) => order.indexOf(a) - order.indexOf(b)))
  expect(new Set(shown).size).toBeGreaterThan(1)
})

test('whoever asks for an enterprise gets the items for enterprises, and is asked nothing about a person alone', async () => {
  const citizen = product.citizen(person.id)
  const { body } = await citizen.call(serviceCheckRoutes.judgeServices, { body: { facts: {}, subject: '法人' } })
  const ids = body.items.map(({ id }) => id)
  expect(ids).toContain('water-connection')
  expect(ids).not.toContain('elderly-allowance')
  expect(body.ask).not.toEqual(expect.arrayContaining(['出生日期']))
})

test('a condition that asks yes or no is told as one', async () => {
  const found = await itemIn({ 不动产已登记: true }, 'property-mortgage')
  expect(found).toMatchObject({ verdict: '符合', why: [{ text: '不动产已登记：是' }] })
})

test('what is still missing is named, the date of birth instead of the age', async () => {
  const open = await itemIn({ 户籍: '渝中区' }, 'elderly-allowance')
  expect(open).toMatchObject({ verdict: '还不知道', why: [], missing: ['出生日期'] })
})

test('the questions offered next are not answered ones, and each can still change an item', async () => {
  const { items, ask } = (await verdicts(old)).body
  expect(ask.length).toBeGreaterThan(0)
  expect(ask.length).toBeLessThanOrEqual(10)
  expect(ask).toEqual([...new Set(ask)])
  expect(ask).not.toEqual(expect.arrayContaining(['出生日期']))
  expect(ask).not.toEqual(expect.arrayContaining(['户籍']))
  const undecided = items.filter(({ verdict }) => verdict === '还不知道')
  const checks = await Promise.all(undecided.map(({ id }) => check(id, old)))
  const [first = ''] = ask
  expect(checks.some(({ body }) => body.open.includes(first))).toBe(true)
})

test('whatever is told, each item has the verdict of its own check', async () => {
  const told = fc.record(
    {
      出生日期: fc.constantFrom('1930-01-01', '1980-06-15', '2026-10-01'),
      户籍: fc.constantFrom('渝中区', '重庆市其他区县', '境外'),
      失业登记: fc.boolean(),
      残疾等级: fc.constantFrom('一级', '四级', null),
      企业规模: fc.constantFrom('微型', '大型')
    },
    { requiredKeys: [] }
  )
  await fc.assert(
    fc.asyncProperty(told, async (facts) => {
      const { items } = (await verdicts(facts)).body
      expect(items.length).toBeGreaterThan(20)
      const own = await Promise.all(items.map(async ({ id }) => (await check(id, facts)).body.eligibility?.verdict))
      expect(items.map(({ verdict }) => verdict)).toEqual(own)
    }),
    { numRuns: 5 }
  )
})

test('a wrong type, an unknown name and too many facts are refused', async () => {
  const wrong = await verdicts({ 水表口径: 25, 星座: '狮子座', 企业规模: '小型' })
  expect(wrong).toMatchObject({
    status: 400,
    error: { error: 'bad_request', fields: { 星座: expect.any(String), 水表口径: expect.stringContaining('单位') } }
  })
  expect(Object.keys(wrong.error?.fields ?? {})).toHaveLength(2)
  const many = Object.fromEntries(Array.from({ length: 301 }, (_, at) => [`第${at}项`, true]))
  const refused = await verdicts(many)
  expect(refused.status).toBe(400)
  expect(Object.keys(refused.error?.fields ?? {}).length).toBeLessThan(10)
})

test('nothing of what was told is stored', async () => {
  const { db } = product.stores
  const tables = await db.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1"
  )
  const rows = async () =>
    JSON.stringify(await Promise.all(tables.map(({ name }) => db.query(`select count(*) from ${name}`))))
  const before = await rows()
  await verdicts(old)
  expect(await rows()).toBe(before)
})
