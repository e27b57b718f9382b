import { tasksRoutes } from '@shared/contract/tasks'
import { addWorkingDays } from '@shared/values/working-days'
import { type Clerk, makeClerk } from '../../../../test/support/clerk'
import { startProduct, type TestProduct } from '../../../../test/support/start-product'
import { openTestDb } from '../../../../test/support/test-stores'
import { parseCalendars } from '../../platform/clock/calendar'
import { movableClock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import type { StaffCaller } from '../../platform/http/caller'
import { isRefused } from '../../platform/http/refused'
import type { DataRead } from '../ledger/port'
import { makeTasks } from './open-task'
import type { TaskKind, TaskSubject } from './port'
import { makeTaskQueue } from './queue'

const noHolidays = parseCalendars([])
const HOUR = 3_600_000

describe('the queue over the API', () => {
  let product: TestProduct
  let clerk: Clerk
  let colleague: Clerk
  let stranger: Clerk
  beforeAll(async () => {
    product = await startProduct()
    clerk = await makeClerk(product, 'clerk-one', ['clerk'])
    colleague = await makeClerk(product, 'clerk-two', ['clerk'])
    stranger = await makeClerk(product, 'clerk-elsewhere', ['clerk'], 'education')
  })
  afterAll(() => product.close())

  const open = async (aboutId: string, kind: TaskKind = 'not-me', department = 'human-resources') => {
    const tasks = makeTasks({ clock: product.clock, calendar: noHolidays })
    const title = `核查 ${aboutId}`
    for (let twice = 0; twice < 2; twice += 1)
      await product.stores.db.tx((tx) => tasks.open(tx, { kind, department, title, aboutId, dueInWorkingDays: 2 }))
    const [row] = await product.stores.db.query<{ id: string }>('select id from tasks_queue where about_id = $1', [
      aboutId
    ])
    return { taskId: row?.id ?? '' }
  }

  it('the same matter opened twice is one task, with a deadline counted in working days', async () => {
    const { taskId } = await open('once')
    const { items } = (await clerk.call(tasksRoutes.listTasks, {})).body
    const mine = items.filter(({ title }) => title === '核查 once')
    expect(mine.map(({ id }) => id)).toEqual([taskId])
    expect(mine[0]?.dueDay).toBe(addWorkingDays(product.clock.today(), 2, noHolidays).day)
  })

  it('another department’s staff find nothing: not in the list, not by its id, whatever they try', async () => {
    const params = await open('hidden')
    const { items } = (await stranger.call(tasksRoutes.listTasks, {})).body
    expect(items).toEqual([])
    const body = { decision: 'harmless', reason: '想办别人的事' }
    await stranger.check()
    const tries = [
      await stranger.call(tasksRoutes.showTask, { params }),
      await stranger.call(tasksRoutes.takeTask, { params }),
      await stranger.call(tasksRoutes.releaseTask, { params }),
      await stranger.call(tasksRoutes.decideTask, { params, body }),
      await stranger.call(tasksRoutes.showTaskFile, { params: { ...params, fileId: 'a' } })
    ]
    expect(tries.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
  })

  it('administrators see no department’s task, the security administrator every strange sign-in', async () => {
    const system = await makeClerk(product, 'sys', ['system'])
    const security = await makeClerk(product, 'sec', ['security'], 'government-services')
    const params = await open('strange')
    const other = await open('stuck', 'parked')
    expect((await system.call(tasksRoutes.listTasks, {})).body).toMatchObject({ items: [], open: 0 })
    expect((await system.call(tasksRoutes.showTask, { params })).status).toBe(404)
    expect((await security.call(tasksRoutes.showTask, { params })).status).toBe(200)
    expect((await security.call(tasksRoutes.showTask, { params: other })).status).toBe(404)
  })

  it('is taken by one; only the owner sees the matter and decides, once', async () => {
    const params = await open('taken')
    const taken = await Promise.all([clerk, colleague].map((one) => one.call(tasksRoutes.takeTask, { params })))
    expect(taken.map(({ status }) => status).sort()).toEqual([200, 409])
    const [owner, other] = taken[0]?.status === 200 ? [clerk, colleague] : [colleague, clerk]
    expect((await other.call(tasksRoutes.showTask, { params })).body).toMatchObject({
      task: { state: 'taken', owner: { mine: false, name: '陈静' } },
      subject: null
    })
    const shown = (await owner.call(tasksRoutes.showTask, { params })).body
    expect(shown.subject?.lines.map(({ value }) => value)).toContain('taken')
    const decide = (by: Clerk, reason: string, key?: string) =>
      by.call(tasksRoutes.decideTask, { params, body: { decision: 'harmless', reason } }, key)
    product.clock.moveBy(5 * 60_000)
    expect((await decide(owner, '已电话核实')).error).toBe('fresh_check_required')
    for (const one of [owner, other]) await one.check()
    expect((await decide(other, '我来办')).error).toBe('conflict')
    expect((await decide(owner, '')).fields).toHaveProperty('reason')
    const key = 'k'.repeat(20)
    const once = await decide(owner, '已电话核实', key)
    expect(once.body).toMatchObject({ state: 'decided' })
    expect((await decide(owner, '已电话核实', key)).body).toEqual(once.body)
    expect((await decide(owner, '再办一次')).error).toBe('conflict')
    const [kept] = await product.stores.db.query<{ decision: string; reason_sealed: string }>(
      'select decision, reason_sealed from tasks_queue where id = $1',
      [params.taskId]
    )
    expect(kept?.decision).toBe('harmless')
    expect(kept?.reason_sealed).not.toContain('电话')
    const decided = (await owner.call(tasksRoutes.listTasks, { query: { view: 'decided' } })).body
    expect(decided.items.map(({ id }) => id)).toContain(params.taskId)
  })

  it('given back it is free again; overdue is said when the last day is over', async () => {
    const params = await open('back')
    await clerk.call(tasksRoutes.takeTask, { params })
    expect((await colleague.call(tasksRoutes.releaseTask, { params })).error).toBe('conflict')
    expect((await clerk.call(tasksRoutes.releaseTask, { params })).body).toMatchObject({ state: 'open', owner: null })
    expect((await colleague.call(tasksRoutes.takeTask, { params })).body).toMatchObject({ overdue: false })
    product.clock.moveBy(7 * 24 * HOUR)
    await colleague.signIn()
    expect((await colleague.call(tasksRoutes.showTask, { params })).body.task.overdue).toBe(true)
  })

  it('work of the outbox that is parked becomes a task of the office that runs the platform, and can be tried anew', async () => {
    const office = await makeClerk(product, 'office', ['clerk'], 'government-services')
    await product.stores.db.query(
      `insert into platform_outbox (topic, key, payload, created_at, next_at)
       values ('services.fetch-result', 'no-such-case', '{"caseId":"no-such-case"}', $1, $1)`,
      [product.clock.now()]
    )
    await product.drain()
    const find = async () => (await office.call(tasksRoutes.listTasks, {})).body.items
    const [task] = await find()
    expect(task).toMatchObject({ kind: 'parked', title: '办理结果的详情没有取回' })
    const params = { taskId: task?.id ?? '' }
    await office.call(tasksRoutes.takeTask, { params })
    expect((await office.call(tasksRoutes.showTask, { params })).body.subject?.lines).toContainEqual({
      label: '最后一次回应',
      value: 'no such case'
    })
    await office.check()
    const decided = await office.call(tasksRoutes.decideTask, { params, body: { decision: 'retry', reason: '' } })
    expect(decided.status).toBe(200)
    expect(await find()).toEqual([])
    product.clock.moveBy(1000)
    await product.drain()
    expect((await find()).map(({ id }) => id)).not.toContain(params.taskId)
    expect(await find()).toHaveLength(1)
  })
})

describe('a matter with somebody’s data', () => {
  let db: Db
  const clock = movableClock()
  const reads: DataRead[] = []
  let away = false
  const subject: TaskSubject = {
    show: async (_sql, aboutId) =>
      aboutId === 'gone'
        ? null
        : {
            ownerId: 'citizen-1',
            purpose: '核验护照',
            fields: ['姓名', '证件号码'],
            lines: [{ label: '姓名', value: '测试' }],
            files: [{ id: 'photo', name: '护照照片', type: 'image/jpeg' }]
          },
    file: async () => ({ name: '护照.jpg', type: 'image/jpeg', bytes: Buffer.from('x') }),
    decisions: [{ id: 'pass', label: '通过', needsReason: false }],
    decide: async (_tx, aboutId) => aboutId !== 'decided-elsewhere'
  }
  const clerk: StaffCaller = {
    kind: 'staff',
    staffId: 'staff-1',
    department: 'public-security',
    roles: ['reviewer'],
    sessionHash: '',
    checkedAt: null
  }
  const queue = () =>
    makeTaskQueue({
      db,
      clock,
      ledger: {
        record: async (_sql, read) => {
          if (away) throw new Error('the ledger is away')
          reads.push(read)
        }
      },
      staff: {
        ofDepartment: async () => [],
        publicName: async () => '审核人员 · 区公安分局',
        names: async () => new Map()
      },
      departmentName: (id) => id,
      subjects: { review: subject }
    })
  const taken = async (aboutId: string) => {
    const tasks = makeTasks({ clock, calendar: noHolidays })
    const task = {
      kind: 'review',
      department: 'public-security',
      title: '护照人工核验',
      aboutId,
      dueInWorkingDays: 3
    } as const
    await db.tx((tx) => tasks.open(tx, task))
    const [row] = await db.query<{ id: string }>('select id from tasks_queue where about_id = $1', [aboutId])
    await queue().take(clerk, row?.id ?? '')
    return row?.id ?? ''
  }
  beforeAll(async () => {
    db = await openTestDb()
  })
  afterAll(() => db.close())
  beforeEach(() => {
    reads.length = 0
    away = false
  })

  it('each look at it, and at each file, is in the owner’s ledger under title and department', async () => {
    const id = await taken('passport')
    await queue().show(clerk, id)
    await queue().file(clerk, id, 'photo')
    const reader = { kind: 'staff', id: 'staff-1', name: '审核人员 · 区公安分局' }
    expect(reads).toEqual([
      { ownerId: 'citizen-1', reader, purpose: '核验护照', fields: ['姓名', '证件号码'] },
      { ownerId: 'citizen-1', reader, purpose: '核验护照', fields: ['文件：照片'] }
    ])
  })

  it('is not shown when the look cannot be written down', async () => {
    const id = await taken('unwritten')
    away = true
    await expect(queue().show(clerk, id)).rejects.toThrow('the ledger is away')
    await expect(queue().file(clerk, id, 'photo')).rejects.toThrow('the ledger is away')
  })

  it('is not shown to a colleague who has not taken it, and leaves nothing in the ledger then', async () => {
    const id = await taken('not-theirs')
    const other = { ...clerk, staffId: 'staff-2' }
    expect(await queue().show(other, id)).toMatchObject({ subject: null, gone: false })
    expect(isRefused(await queue().file(other, id, 'photo'))).toBe(true)
    expect(reads).toEqual([])
  })

  it('a file that is not listed with it is not there', async () => {
    const id = await taken('one-file')
    expect(await queue().file(clerk, id, 'another')).toMatchObject({ code: 'not_found' })
    expect(reads).toEqual([])
  })

  it('that is gone says so, and its task waits for nobody any more', async () => {
    const id = await taken('gone')
    expect(await queue().show(clerk, id)).toMatchObject({ subject: null, gone: true })
    const open = await queue().list(clerk, 'mine', 1)
    expect(open.items.map(({ row }) => row.id)).not.toContain(id)
    const decided = await queue().list(clerk, 'decided', 1)
    expect(decided.items.map(({ row }) => row.id)).toContain(id)
  })

  it('that was decided elsewhere stays as it is', async () => {
    const id = await taken('decided-elsewhere')
    const outcome = await db
      .tx(async (tx) => {
        const decided = await queue().decide(tx, clerk, id, { decision: 'pass', reason: '' })
        if (isRefused(decided)) throw new Error(decided.code)
      })
      .catch((error: Error) => error.message)
    expect(outcome).toBe('conflict')
    expect(await queue().show(clerk, id)).toMatchObject({ task: { row: { decided_at: null } } })
  })
})
