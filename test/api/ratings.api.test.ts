import { feedbackRoutes } from '@shared/contract/feedback'
import { ledgerRoutes } from '@shared/contract/ledger'
import { messagesRoutes } from '@shared/contract/messages'
import { rightsRoutes } from '@shared/contract/rights'
import { tasksRoutes } from '@shared/contract/tasks'
import { apply, person } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { startProduct, type TestProduct } from '../support/start-product'

const HOUR = 3_600_000
const DEPARTMENT = 'human-resources'
const WORDS = '窗口让我跑了三次，我的电话是 13912345678'

let product: TestProduct
let citizen: Citizen
let caseId: string
let caseNumber: string
beforeEach(async () => {
  product = await startProduct()
  citizen = product.citizen(person.id)
  await citizen.signIn()
  await citizen.verify()
  const handedIn = await apply(citizen)
  caseId = handedIn.id
  caseNumber = handedIn.number
})
afterEach(() => product.close())

const end = async () => {
  await product.drain()
  for (const state of ['ACCEPTED', 'REVIEWING', 'DONE']) await product.advance(caseId, state)
}
const show = async () => (await citizen.call(feedbackRoutes.showRating, { params: { caseId } })).body
const rate = (level: 'very-good' | 'bad', reasons: string[] = [], text?: string) =>
  citizen.call(feedbackRoutes.rateCase, { params: { caseId }, body: { level, reasons, text } })

/** Everything the desk has said to this person so far. */
const heard: string[] = []
async function work(clerk: Clerk, decision: string, reason: string) {
  const list = await clerk.call(tasksRoutes.listTasks, { query: { view: 'mine' } })
  const params = { taskId: list.body.items[0]?.id ?? '' }
  const shown = await clerk.call(tasksRoutes.showTask, { params })
  heard.push(JSON.stringify([list.body, shown.body]))
  await clerk.check()
  return clerk.call(tasksRoutes.decideTask, { params, body: { decision, reason } })
}

it('a case is rated after its result is there, once, and only with reasons of the chosen level', async () => {
  expect(await show()).toMatchObject({ rating: null, notYet: '办结后就可以评价。' })
  expect((await rate('very-good')).error?.error).toBe('conflict')
  await end()
  expect((await show()).notYet).toMatch(/^办理结果还在登记/)
  expect((await rate('very-good')).error?.error).toBe('conflict')
  await product.drain()
  expect((await show()).notYet).toBeNull()
  expect((await rate('very-good', ['charged'])).error?.error).toBe('form_invalid')
  expect((await rate('very-good', ['fast'])).body.rating).toMatchObject({ reasons: ['办得很快'], mending: null })
  expect((await rate('bad')).error?.error).toBe('conflict')
  expect((await show()).rating?.level).toBe('very-good')
})

it('a result that never comes keeps nobody from rating', async () => {
  await end()
  product.clock.moveBy(6 * 24 * HOUR)
  await citizen.signIn()
  expect((await show()).notYet).toBeNull()
  expect((await rate('bad')).status).toBe(200)
})

describe('a bad rating', () => {
  let first: Clerk
  let second: Clerk
  let office: Clerk
  beforeEach(async () => {
    await end()
    await product.drain()
    first = await makeClerk(product, 'first', ['clerk'], DEPARTMENT)
    office = await makeClerk(product, 'office', ['clerk', 'reviewer'], 'government-services')
    expect((await rate('bad', ['slow'], WORDS)).status).toBe(200)
    second = await makeClerk(product, 'second', ['reviewer'], DEPARTMENT)
    heard.length = 0
  })

  it('has an owner at once, is contacted, mended and checked by somebody else, and the rater has the last word', async () => {
    expect((await show()).rating?.mending).toMatchObject({ state: 'contact', mayAnswer: false })
    expect((await work(first, 'contacted', '我们正在核实，一周内改好。')).status).toBe(200)
    expect((await work(first, 'mended', '已把要求写进指南。')).status).toBe(200)
    expect((await work(second, 'passed', '')).status).toBe(200)
    const { rating } = await show()
    expect(rating?.mending?.steps.map(({ label, note }) => [label, note])).toEqual([
      ['已提交评价', null],
      ['部门已联系', '我们正在核实，一周内改好。'],
      ['部门已整改', '已把要求写进指南。'],
      ['复核通过', null],
      ['请您确认是否已整改', null]
    ])
    expect(rating?.mending?.mayAnswer).toBe(true)
    const answer = (mended: boolean) =>
      citizen.call(feedbackRoutes.answerMending, { params: { caseId }, body: { mended, text: '还是要跑两次' } })
    expect((await answer(false)).body.rating?.mending?.state).toBe('recheck')
    expect((await answer(false)).error?.error).toBe('conflict')
    expect((await work(office, 'passed', '')).status).toBe(200)
    expect((await show()).rating?.mending?.state).toBe('closed')
    const titles = (await citizen.call(messagesRoutes.listMessages, { query: {} })).body.items.map(({ title }) => title)
    expect(titles).toEqual(expect.arrayContaining(['评价正在处理', '评价已整改', '评价处理完毕']))
    const reads = (await citizen.call(ledgerRoutes.listReads, { query: {} })).body.items
    expect(reads.map(({ purpose }) => purpose)).toContain('整改差评')
  })

  it('is shown to the desk without person, phone, case and moment; strangers to it see nothing', async () => {
    await work(first, 'contacted', '我们正在核实。')
    const bad = await second.call(feedbackRoutes.listBadRatings, { query: {} })
    expect(bad.body).toMatchObject({
      open: 1,
      overdue: 0,
      items: [{ level: 'bad', reasons: ['办得慢'], state: 'mend' }]
    })
    const said = [...heard, JSON.stringify(bad.body)].join('\n')
    expect(said).toContain('窗口让我跑了三次')
    for (const secret of [person.name, person.phone, '13912345678', caseId, caseNumber, '张*'])
      expect(said).not.toContain(secret)
    expect((await first.call(feedbackRoutes.listBadRatings, { query: {} })).error).toBe('forbidden')
    const elsewhere = await makeClerk(product, 'elsewhere', ['reviewer'], 'education')
    expect((await elsewhere.call(feedbackRoutes.listBadRatings, { query: {} })).body.items).toEqual([])
    expect((await office.call(feedbackRoutes.listBadRatings, { query: {} })).body.items).toHaveLength(1)
    const rows = await product.stores.db.query<{ row: string }>(
      'select row_to_json(r)::text as row from feedback_ratings r'
    )
    expect(rows.map(({ row }) => row).join()).not.toContain('窗口')
  })

  it('who mended it cannot take the check', async () => {
    await work(first, 'contacted', '我们正在核实。')
    await work(first, 'mended', '已经改好。')
    const { items } = (await second.call(tasksRoutes.listTasks, { query: { view: 'mine' } })).body
    const params = { taskId: items[0]?.id ?? '' }
    await second.call(tasksRoutes.releaseTask, { params })
    expect((await first.call(tasksRoutes.takeTask, { params })).error).toBe('forbidden')
    expect((await second.call(tasksRoutes.takeTask, { params })).status).toBe(200)
  })

  it('loses its person when the account is closed, and stays in the figures of its month', async () => {
    const counted = 'select count(*)::int as n from feedback_ratings where department = $1'
    await citizen.check()
    await citizen.call(rightsRoutes.closeAccount, { body: { understood: true } })
    product.clock.moveBy(13 * HOUR)
    for (const job of product.product.jobs) if (job.name === 'rights.close-due') await job.run()
    const [row] = await product.stores.db.query('select owner_id, case_id, text_sealed from feedback_ratings')
    expect(row).toEqual({ owner_id: null, case_id: null, text_sealed: null })
    expect(await product.stores.db.query(counted, [DEPARTMENT])).toEqual([{ n: 1 }])
    expect(await product.stores.db.query('select 1 from feedback_steps')).toEqual([])
    await second.signIn()
    expect((await second.call(feedbackRoutes.listBadRatings, { query: {} })).body).toMatchObject({ items: [], open: 0 })
  })
})

it('figures are of months that are over, and nothing below five is told', async () => {
  await end()
  await product.drain()
  await rate('bad')
  product.clock.moveBy(35 * 24 * HOUR)
  const chief = await makeClerk(product, 'chief', ['reviewer'], DEPARTMENT)
  const month = new Date(product.clock.now().getTime() + 8 * HOUR).toISOString().slice(0, 7)
  const figures = (query: { month?: string }) => chief.call(feedbackRoutes.showRatingFigures, { query })
  expect((await figures({ month })).error).toBe('bad_request')
  const [few] = (await figures({})).body.departments
  expect(few).toMatchObject({ id: DEPARTMENT, counts: null, services: [] })
  await product.stores.db.query(
    `insert into feedback_ratings (id, service_id, service_name, department, level, reasons, rated_at)
     select 'made-' || n, service_id, service_name, department, 'good', '[]', rated_at
     from feedback_ratings, generate_series(1, 4) n`
  )
  const [five] = (await figures({})).body.departments
  expect(five?.counts).toEqual({ total: 5, levels: { 'very-good': 0, good: 4, fair: 0, bad: 1, 'very-bad': 0 } })
})
