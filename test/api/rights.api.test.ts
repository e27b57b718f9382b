import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { consentsRoutes } from '@shared/contract/consents'
import { messagesRoutes } from '@shared/contract/messages'
import { archiveRoutes, rightsRoutes } from '@shared/contract/rights'
import { servicesRoutes } from '@shared/contract/services'
import { tasksRoutes } from '@shared/contract/tasks'
import { setMergedInto } from '../../bff/src/domains/identity/account-store'
import { shreddedIds } from '../../bff/src/domains/rights/shredded'
import { closeAtOnce } from '../../bff/src/domains/rights/store'
import { apply, fillDraft, person, serviceId } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { makeClerk } from '../support/clerk'
import { actAs, entrust } from '../support/entrust'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
beforeEach(async () => {
  product = await startProduct()
})
afterEach(() => product.close())

const zhang = async (): Promise<Citizen> => {
  const citizen = product.citizen(person.id)
  await citizen.signIn()
  await citizen.verify()
  return citizen
}
/** A case the bureau has finished. */
const finishedCase = async (citizen: Citizen) => {
  const opened = await apply(citizen)
  await product.drain()
  for (const step of ['ACCEPTED', 'REVIEWING', 'DONE']) await product.advance(opened.id, step)
  await product.drain()
  return opened
}
const text = async (citizen: Citizen, route: { path: string }) => {
  const reply = await fetch(`${product.url}${route.path}`, { headers: { authorization: `Bearer ${citizen.token()}` } })
  return { status: reply.status, text: await reply.text(), type: reply.headers.get('content-type') ?? '' }
}
const run = async (name: string) => {
  const job = product.product.jobs.find((one) => one.name === name)
  if (!job) throw new Error(`no job ${name}`)
  await job.run()
}
const HOURS = 3_600_000
/** Every value of every row, as a thief of the database would read it. */
const wholeDatabase = async () => {
  const { db } = product.stores
  const tables = await db.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public'"
  )
  const rows = await Promise.all(
    tables.map(({ name }) => db.query<{ row: string }>(`select row_to_json(t)::text as row from ${name} t`))
  )
  return rows
    .flat()
    .map(({ row }) => row)
    .join('\n')
}

describe('export', () => {
  it('gives somebody who has just proved who they are everything of their own, and nothing of others', async () => {
    const other = product.citizen('liu-yang')
    await other.signIn()
    await other.verify()
    const citizen = await zhang()
    await apply(citizen)
    product.clock.moveBy(5 * 60_000)
    expect((await text(citizen, rightsRoutes.exportMyData)).text).toContain('fresh_check_required')

    await citizen.check()
    const json = await text(citizen, rightsRoutes.exportMyData)
    expect(json.status).toBe(200)
    for (const own of [person.name, person.citizenId, person.phone, '灵活就业人员社会保险参保登记', '身份证.jpg'])
      expect(json.text).toContain(own)
    for (const foreign of ['刘洋', '669999199911300534', '19900000006']) expect(json.text).not.toContain(foreign)

    const page = await text(citizen, rightsRoutes.exportMyPage)
    expect(page).toMatchObject({ status: 200, type: expect.stringContaining('text/html') })
    expect(page.text).toContain(person.citizenId)
    expect(page.text).not.toMatch(/<script|\bon\w+=|src=|href=/)
  })
})

describe('correction', () => {
  it('is a task for staff, and the person reads the answer', async () => {
    const citizen = await zhang()
    const asked = await citizen.call(rightsRoutes.askCorrection, {
      body: { what: 'name', text: '姓名里的“敏”字应为“闽”字' }
    })
    expect(asked.status).toBe(200)
    const clerk = await makeClerk(product, 'clerk-one', ['clerk'], 'government-services')
    const { body: queue } = await clerk.call(tasksRoutes.listTasks, { query: {} })
    const task = queue.items.find((one) => one.title.includes('更正'))
    if (!task) throw new Error('no task')
    await clerk.call(tasksRoutes.takeTask, { params: { taskId: task.id } })
    const shown = await clerk.call(tasksRoutes.showTask, { params: { taskId: task.id } })
    expect(JSON.stringify(shown.body)).toContain('闽')
    await clerk.check()
    const decided = await clerk.call(tasksRoutes.decideTask, {
      params: { taskId: task.id },
      body: { decision: 'done', reason: '已按户口簿更正' }
    })
    expect(decided.error).toBeNull()
    const { body } = await citizen.call(rightsRoutes.listCorrections, {})
    expect(body.items).toMatchObject([{ what: 'name', state: 'corrected', answer: '已按户口簿更正' }])
    // neither the request nor the answer lies readable in the database
    expect(await wholeDatabase()).not.toMatch(/闽|已按户口簿更正/)
  })
})

describe('closing an account', () => {
  it('waits until no department works for the person, and can be taken back', async () => {
    const citizen = await zhang()
    const opened = await apply(citizen)
    await citizen.check()
    const refused = await citizen.call(rightsRoutes.closeAccount, { body: { understood: true } })
    expect(refused.error).toMatchObject({
      error: 'cases_open',
      fields: { [opened.number]: '灵活就业人员社会保险参保登记' }
    })
    await product.drain()
    for (const step of ['ACCEPTED', 'REVIEWING', 'DONE']) await product.advance(opened.id, step)
    await citizen.check()
    const closing = await citizen.call(rightsRoutes.closeAccount, { body: { understood: true } })
    expect(closing.body).toMatchObject({ state: 'waiting', openCases: [] })
    expect((await citizen.call(rightsRoutes.closeAccount, { body: { understood: true } })).error?.error).toBe(
      'conflict'
    )
    product.clock.moveBy(11 * HOURS)
    await run('rights.close-due')
    expect((await citizen.call(rightsRoutes.keepAccount, {})).body.state).toBe('none')
    product.clock.moveBy(24 * HOURS)
    await run('rights.close-due')
    expect((await citizen.call(servicesRoutes.showCase, { params: { caseId: opened.id } })).status).toBe(200)
  })

  it('is open to whom WeChat alone vouches for: signing in anew is their fresh check', async () => {
    const citizen = product.citizen('liu-yang')
    const { me } = await citizen.signIn()
    const close = () => citizen.call(rightsRoutes.closeAccount, { body: { understood: true } })
    product.clock.moveBy(5 * 60_000)
    expect((await close()).error?.error).toBe('fresh_check_required')
    await citizen.signIn()
    product.clock.moveBy(4 * 60_000)
    expect((await close()).body.state).toBe('waiting')
    product.clock.moveBy(13 * HOURS)
    await run('rights.close-due')
    const gone = await product.stores.db.query("select id from identity_citizens where wrapped_key = ''")
    expect(gone).toEqual([{ id: me.citizenId }])
  })

  it('asks somebody with a phone for its code, however lately they signed in', async () => {
    const citizen = product.citizen('liu-yang')
    await citizen.signIn()
    await citizen.bindPhone()
    await citizen.signIn()
    const close = () => citizen.call(rightsRoutes.closeAccount, { body: { understood: true } })
    expect((await close()).error?.error).toBe('fresh_check_required')
    await citizen.check()
    expect((await close()).body.state).toBe('waiting')
  })

  it('shreds the key within 24 hours, erases what no law keeps, and shows the rest to the audit role with a reason only', async () => {
    const citizen = await zhang()
    const opened = await finishedCase(citizen)
    await fillDraft(citizen)
    const { me } = await citizen.signIn()
    await citizen.check()
    const [before] = await product.stores.db.query<{ wrapped_key: string }>(
      'select wrapped_key from identity_citizens where id = $1',
      [me.citizenId]
    )
    expect(before?.wrapped_key).not.toBe('')
    const files = await product.stores.db.query<{ id: string }>('select id from services_files')
    await citizen.call(rightsRoutes.closeAccount, { body: { understood: true } })
    product.clock.moveBy(12 * HOURS + 10 * 60_000)
    await run('rights.close-due')

    const database = await wholeDatabase()
    expect(database).not.toContain(before?.wrapped_key)
    for (const { id } of files) expect(await product.stores.files.get(id)).toBeNull()
    const left = await product.stores.db.query<{ n: number }>(
      `select (select count(*) from services_cases)::int + (select count(*) from services_drafts)::int
         + (select count(*) from identity_real_names)::int + (select count(*) from identity_phones)::int
         + (select count(*) from identity_wechat_accounts)::int + (select count(*) from messages_inbox)::int as n`
    )
    expect(left).toEqual([{ n: 0 }])
    expect((await citizen.call(servicesRoutes.listCases, { query: {} })).error?.error).toBe('sign_in_required')
    // a new sign-in is a new account that knows nothing
    const again = await citizen.signIn()
    expect(again.me).toMatchObject({ level: 'session' })
    expect(again.me.citizenId).not.toBe(me.citizenId)

    // outside the database: whose key is gone, so that an old backup cannot bring it back
    const noted = readdirSync(path.join(product.folder, 'shredded')).map((file) =>
      readFileSync(path.join(product.folder, 'shredded', file), 'utf8')
    )
    expect(noted.join('')).toContain(me.citizenId)

    const clerk = await makeClerk(product, 'clerk-two', ['clerk'], 'government-services')
    expect((await clerk.call(archiveRoutes.listArchive, { query: {} })).error).toBe('forbidden')
    const auditor = await makeClerk(product, 'auditor', ['audit'], 'government-services')
    const { body: archive } = await auditor.call(archiveRoutes.listArchive, { query: { reference: opened.number } })
    expect(archive.items).toMatchObject([{ title: '灵活就业人员社会保险参保登记', reference: opened.number }])
    expect(JSON.stringify(archive)).not.toContain(person.name)
    const recordId = archive.items[0]?.id ?? ''
    const short = await auditor.call(archiveRoutes.openArchive, { params: { recordId }, body: { reason: '看' } })
    expect(short.error).toBe('bad_request')
    const read = await auditor.call(archiveRoutes.openArchive, {
      params: { recordId },
      body: { reason: '行政复议案卷调取，文号示例 1 号' }
    })
    expect(read.body.content).toContain(person.citizenId)
    const noticed = await product.stores.db.query("select 1 from ledger_entries where purpose like '%文号示例 1 号%'")
    expect(noticed).toHaveLength(1)
    expect(await wholeDatabase()).not.toContain(person.citizenId)
  })

  it('of somebody who acts for others: they are told by name, and no kept answer of what was done for them is left', async () => {
    const [citizen, principal] = [await zhang(), product.citizen('wang-xiaoli')]
    await principal.signIn()
    await principal.verify()
    const mandate = await entrust(principal, citizen)
    await actAs(citizen, mandate.id)
    const { body } = await citizen.call(consentsRoutes.listNeeded, { params: { serviceId } })
    const { id: sharingId, version } = body.items[0]?.sharing ?? { id: '', version: '' }
    const agreed = await citizen.call(consentsRoutes.giveConsent, { body: { sharingId, version } })
    expect(agreed.status).toBe(200)
    await actAs(citizen, null)
    await citizen.check()
    await citizen.call(rightsRoutes.closeAccount, { body: { understood: true } })
    product.clock.moveBy(13 * HOURS)
    await run('rights.close-due')

    const { items } = (await principal.call(messagesRoutes.listMessages, { query: {} })).body
    expect(items.map((item) => item.body).join()).toContain('张*')
    expect(items.map((item) => item.body).join()).not.toContain('未实名用户')
    expect(await product.stores.db.query("select scope from platform_idempotency where scope like '%:%'")).toEqual([])
  })

  it('with a file that was uploaded under a merged account goes through', async () => {
    const citizen = await zhang()
    const { id: caseId } = await finishedCase(citizen)
    const other = product.citizen('liu-yang')
    const { me } = await other.signIn()
    await other.upload()
    const { me: own } = await citizen.signIn()
    const { db } = product.stores
    await db.query('update services_files set case_id = $1 where citizen_id = $2', [caseId, me.citizenId])
    await db.tx((tx) => setMergedInto(tx, me.citizenId, own.citizenId))
    await citizen.check()
    await citizen.call(rightsRoutes.closeAccount, { body: { understood: true } })
    product.clock.moveBy(13 * HOURS)
    await run('rights.close-due')
    expect(await db.query("select id from identity_citizens where wrapped_key = ''")).toHaveLength(2)
  })

  it('is written down outside the database by the next run when a crash kept the first from it', async () => {
    const [citizen, other] = [await zhang(), product.citizen('liu-yang')]
    const ids = [(await citizen.signIn()).me.citizenId, (await other.signIn()).me.citizenId]
    const [own, merged] = ids
    const { db } = product.stores
    await db.tx((tx) => setMergedInto(tx, merged ?? '', own ?? ''))
    await closeAtOnce(db, [own ?? ''], product.clock.now())
    const list = path.join(product.folder, 'shredded')
    writeFileSync(list, 'in the way')
    await run('rights.close-due').catch(() => undefined)
    expect(await db.query("select id from identity_citizens where wrapped_key = ''")).toHaveLength(2)
    rmSync(list)
    await run('rights.close-due')
    expect(shreddedIds(product.folder).sort()).toEqual(ids.sort())
    // once is enough
    rmSync(list, { recursive: true })
    await run('rights.close-due')
    expect(shreddedIds(product.folder)).toEqual([])
  })

  it('is done again in a copy from an older backup, with what the law keeps; the person then gets a new account', async () => {
    const citizen = await zhang()
    const { number } = await finishedCase(citizen)
    const { me } = await citizen.signIn()
    const { db } = product.stores
    await closeAtOnce(db, [me.citizenId, 'made-after-the-backup'], product.clock.now())
    await run('rights.close-due')
    expect(await db.query('select reference from rights_archive')).toEqual([{ reference: number }])
    expect(await db.query("select id from identity_citizens where wrapped_key = ''")).toEqual([{ id: me.citizenId }])
    expect(await db.query('select 1 from rights_closures where done_at is null and cancelled_at is null')).toEqual([])
    const again = await citizen.signIn()
    expect(again.me.citizenId).not.toBe(me.citizenId)
  })

  it('happens when WeChat reports that the authorisation was revoked', async () => {
    const citizen = await zhang()
    await product.control('/wechat/device/revoke', { person: person.id })
    expect((await citizen.call(rightsRoutes.showClosure, {})).body.state).toBe('waiting')
    // somebody who only took one permission back can still stop it
    const { items } = (await citizen.call(messagesRoutes.listMessages, { query: {} })).body
    expect(items[0]).toMatchObject({ title: '账户将注销', body: expect.stringContaining('在微信里撤回') })
    product.clock.moveBy(13 * HOURS)
    await run('rights.close-due')
    const rows = await product.stores.db.query("select 1 from identity_citizens where wrapped_key = ''")
    expect(rows).toHaveLength(1)
  })
})

it('every clean-up that the retention table names runs', async () => {
  const names = new Set(product.product.jobs.map((job) => job.name))
  const { loadContent } = await import('../../bff/src/domains/content/load')
  const { readRetention } = await import('../../bff/src/domains/rights/retention')
  const { root } = await import('../support/test-stores')
  const { tables } = readRetention(loadContent(path.join(root, 'bff', 'content')).retention)
  const named = tables.flatMap(({ deletedBy }) => deletedBy.match(/[a-z-]+\.[a-z-]+/g) ?? [])
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((name) => !names.has(name))).toEqual([])
})
