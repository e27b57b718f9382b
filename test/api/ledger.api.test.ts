import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ledgerRoutes } from '@shared/contract/ledger'
import { messagesRoutes } from '@shared/contract/messages'
import { servicesRoutes } from '@shared/contract/services'
import { makeCommands } from '../../bff/src/commands'
import { makeCitizenSeals } from '../../bff/src/domains/identity/seals'
import { makeLedger, makeLedgerService } from '../../bff/src/domains/ledger/service'
import { makeNotify } from '../../bff/src/domains/messages/service'
import { apply, person } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { actAs, entrust, given } from '../support/entrust'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
let citizen: Citizen
let caseId: string
beforeAll(async () => {
  product = await startProduct()
  citizen = product.citizen(person.id)
  await citizen.signIn()
  caseId = (await apply(citizen)).id
  await product.drain()
})
afterAll(() => product.close())

const reads = async (who = citizen) => (await who.call(ledgerRoutes.listReads, { query: { limit: '50' } })).body.items
const dispute = async (entryId: string, text = '我没有在这个时间办过事') =>
  citizen.call(ledgerRoutes.disputeRead, { params: { entryId }, body: { text } })
const tick = async () => {
  for (const { run } of product.product.tickers) await run()
}
const handOver = async () => {
  const found = (await reads()).find((read) => read.caseId === caseId)
  if (!found) throw new Error('the hand-over is not in the ledger')
  return found
}
const record = async (n: number) => {
  const [row] = await product.stores.db.query<{ citizen_id: string }>(
    'select citizen_id from services_cases where id = $1',
    [caseId]
  )
  await makeLedger(product.clock).record(product.stores.db, {
    ownerId: row?.citizen_id ?? '',
    reader: { kind: 'staff', id: `staff-${n}`, name: '窗口受理人员 · 区人力社保局' },
    purpose: `核对材料 ${n}`,
    fields: ['身份证照片']
  })
}

it('a read shows at once, and has its place in the chain a moment later', async () => {
  expect((await handOver()).position).toBeNull()
  await tick()
  expect((await handOver()).position).toBe(1)
})

it('pages through what was read, newest first, each once; nobody else sees any of it', async () => {
  for (let n = 1; n <= 5; n++) await record(n)
  const purposes: string[] = []
  for (let before: string | undefined, more = true; more; ) {
    const page = (await citizen.call(ledgerRoutes.listReads, { query: { limit: '2', ...(before ? { before } : {}) } }))
      .body
    purposes.push(...page.items.map(({ purpose }) => purpose))
    before = page.items.at(-1)?.id
    more = page.more
  }
  expect(purposes.slice(0, 5)).toEqual([5, 4, 3, 2, 1].map((n) => `核对材料 ${n}`))
  expect(new Set(purposes).size).toBe(purposes.length)
  const stranger = product.citizen('chen-guoqiang')
  await stranger.signIn()
  expect(await reads(stranger)).toEqual([])
})

it('shows titles and departments, never who it was by id', async () => {
  const text = JSON.stringify(await reads())
  expect(text).toContain('窗口受理人员')
  expect(text).not.toContain('staff-1')
})

it('a dispute is a task for the district, once per read, sealed; its answer comes back to the citizen', async () => {
  const { id } = await handOver()
  const words = '我没有申请过这件事，请说明'
  expect((await dispute(id, words)).body.dispute).toMatchObject({ state: 'open', answer: null })
  expect((await dispute(id, words)).error?.error).toBe('conflict')
  const { db } = product.stores
  const [row] = await db.query<{ id: string; text_sealed: string }>('select id, text_sealed from ledger_disputes')
  expect(row?.text_sealed).not.toContain('申请')
  const tasks = await db.query("select kind, department from tasks_queue where kind = 'dispute'")
  expect(tasks).toEqual([{ kind: 'dispute', department: 'government-services' }])

  const { disputes } = makeLedgerService({
    db,
    clock: product.clock,
    seals: makeCitizenSeals(product.product.sealer),
    tasks: { open: async () => undefined },
    notify: makeNotify(product.clock),
    dataDir: product.folder,
    signKey: '1'.repeat(64)
  })
  const shown = await disputes.show(db, row?.id ?? '')
  expect(shown?.lines.map(({ value }) => value)).toEqual(expect.arrayContaining([words, '区人力社保局']))
  const by = { staffId: 's1', publicName: '工作人员 · 区政务服务办' }
  const answer = () => db.tx((tx) => disputes.decide(tx, row?.id ?? '', 'lawful', '办理您的参保申请所需', by))
  expect([await answer(), await answer()]).toEqual([true, false])
  expect((await handOver()).dispute).toMatchObject({ state: 'answered', answer: '办理您的参保申请所需' })
  const { body } = await citizen.call(messagesRoutes.listMessages, { query: { limit: '50' } })
  expect(body.items.filter(({ about }) => about?.kind === 'dispute').map(({ title }) => title)).toEqual(['异议已答复'])
})

it('what a relative reads of the case under 亲情代办 is in the principal’s ledger, by masked name; one’s own reads are not', async () => {
  const son = product.citizen('liu-yang')
  await son.signIn()
  await son.verify()
  await citizen.check()
  const mandate = await entrust(citizen, son)
  const before = (await reads()).length
  const showCase = (who: Citizen) => who.call(servicesRoutes.showCase, { params: { caseId } })
  const own = given('case', await showCase(citizen))
  expect(await reads()).toHaveLength(before)
  await actAs(son, mandate.id)
  given('case', await showCase(son))
  const bytes = await fetch(`${product.url}/api/v1/files/${own.files[0]?.id}`, {
    headers: { authorization: `Bearer ${son.token()}` }
  })
  expect(bytes.status).toBe(200)
  const fresh = (await reads()).slice(0, 2)
  expect(fresh.map(({ reader, purpose, caseNumber }) => [reader.kind, reader.name, purpose, caseNumber])).toEqual([
    ['proxy', '代办人刘*', '亲情代办', own.number],
    ['proxy', '代办人刘*', '亲情代办', own.number]
  ])
  expect(fresh.map(({ fields }) => fields[0])).toEqual(['申请材料', '办件进度'])
})

it('nobody disputes a read of somebody else’s data', async () => {
  const { id } = await handOver()
  const stranger = product.citizen('chen-guoqiang')
  await stranger.signIn()
  const tried = await stranger.call(ledgerRoutes.disputeRead, { params: { entryId: id }, body: { text: '想知道是谁' } })
  expect(tried.status).toBe(404)
})

it('the signed head of the day is public and beside the database; the command finds chain and heads whole, or broken', async () => {
  const jobs = product.product.jobs.filter(({ name }) => name === 'ledger.head')
  expect(jobs).toHaveLength(1)
  for (const { run } of jobs) await run()
  const { body } = await product.citizen('chen-guoqiang').call(ledgerRoutes.showHead, {})
  const file = path.join(product.folder, 'ledger-heads', `${product.clock.today()}.json`)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(body.head)

  const { db } = product.stores
  const commands = makeCommands({
    db,
    clock: product.clock,
    sealer: product.product.sealer,
    dataDir: product.folder,
    content: product.releases,
    about: {}
  })
  expect(await commands['ledger-verify']?.('')).toMatchObject({ heads: 1, ok: true, brokenAt: null })
  await db.tx((tx) =>
    tx.exec(`alter table ledger_entries disable trigger user; update ledger_entries set purpose = '别的' where position = 2;
      alter table ledger_entries enable trigger user`)
  )
  expect(await commands['ledger-verify']?.('')).toMatchObject({ ok: false, brokenAt: 'entry 2 was changed' })
})
