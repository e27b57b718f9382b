import { factsRoutes } from '@shared/contract/facts'
import { serviceCheckRoutes } from '@shared/contract/service-check'
import { servicesRoutes } from '@shared/contract/services'
import { addDays } from '@shared/values/civil-date'
import { person } from '../support/apply'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())

/** Somebody who is not signed in. */
const check = async (serviceId: string, facts: Record<string, unknown>) =>
  product.citizen(person.id).call(serviceCheckRoutes.checkService, { params: { serviceId }, body: { facts } })
const water = { 水表口径: { value: 25, unit: 'mm' }, 涉及行政审批: false }

test('somebody not signed in is led by a few questions to the variant of the guide that is theirs', async () => {
  const start = (await check('water-connection', {})).body
  expect(start).toMatchObject({ eligibility: { verdict: '还不知道' }, situation: null, guide: null })
  expect(start.open[0]).toBe('水表口径')
  const asked = (await check('water-connection', water)).body
  expect(asked.eligibility?.verdict).toBe('符合')
  expect(asked.open).toEqual(['企业规模', '外资工商企业'])
  const small = (await check('water-connection', { ...water, 企业规模: '微型' })).body
  expect(small).toMatchObject({
    open: [],
    situation: { id: 'dn40-free' },
    guide: {
      promise: { value: { days: 4, unit: 'working-days' }, source: { read: true } },
      fee: { value: { amount: 0, text: '免收水表安装费' } }
    }
  })
  const digging = (
    await check('water-connection', { ...water, 涉及行政审批: true, 企业规模: '大型', 外资工商企业: false })
  ).body
  expect(digging).toMatchObject({
    situation: { id: 'dn100' },
    guide: { promise: { value: { days: 7 } }, fee: { value: null } }
  })
  expect(digging.guide?.materials.length).toBeGreaterThan(0)
})

test('who does not qualify reads why, and from which day it is otherwise', async () => {
  const eighty = addDays(product.clock.today(), 100)
  const born = `${Number(eighty.slice(0, 4)) - 80}${eighty.slice(4)}`
  const { body } = await check('elderly-allowance', { 出生日期: born, 户籍: '渝中区' })
  expect(body.eligibility).toMatchObject({
    verdict: '不符合',
    nearest: { changes: [{ fact: '年龄', day: eighty }] }
  })
  expect(body.eligibility?.reasons).toContainEqual(
    expect.objectContaining({ fact: '年龄', outcome: '不满足', decides: true, value: '79 周岁' })
  )
  // nobody is asked on for a variant of what they cannot have
  expect(body.open).toEqual([])
})

test('the date of birth is asked for instead of the age, for then the day is exact', async () => {
  const { body } = await check('elderly-allowance', {})
  expect(body.questions).toEqual(['出生日期', '户籍'])
  const facts = (await product.citizen(person.id).call(factsRoutes.listFacts, {})).body.items.map(({ name }) => name)
  expect(facts).toEqual(expect.arrayContaining(body.questions))
})

test('a wrong type and an unknown name are refused by name, and an item that asks nothing is not found', async () => {
  const wrong = await check('water-connection', { 水表口径: 25, 星座: '狮子座', 企业规模: '小型' })
  expect(wrong).toMatchObject({
    status: 400,
    error: { error: 'bad_request', fields: { 星座: expect.any(String), 水表口径: expect.stringContaining('单位') } }
  })
  expect(Object.keys(wrong.error?.fields ?? {})).toHaveLength(2)
  expect((await check('no-such-item', {})).error?.error).toBe('not_found')
})

test('nothing of what was told is stored', async () => {
  const { db } = product.stores
  const tables = await db.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1"
  )
  const rows = async () => {
    const counts = await Promise.all(tables.map(({ name }) => db.query(`select count(*) from ${name}`)))
    return JSON.stringify(counts)
  }
  const before = await rows()
  await check('water-connection', { ...water, 企业规模: '微型' })
  expect(await rows()).toBe(before)
})

test('the guide tells of citizens like oneself, with the verdict the rules come to', async () => {
  const { body } = await product.citizen(person.id).call(servicesRoutes.showGuide, {
    params: { serviceId: 'elderly-allowance' }
  })
  expect(body.asking?.situations).toEqual(['年满 100 周岁', '80 至 99 周岁'])
  expect(body.asking?.examples).toContainEqual({
    who: '李爷爷，再过几个月满 80 岁，户口在渝中区',
    verdict: '不符合',
    why: [expect.stringContaining('年龄'), expect.stringContaining('2027-03-05')],
    situation: null
  })
})
