import { type Role, staffRoutes } from '@shared/contract/desk'
import { type Clerk, makeClerk, takeUp } from '../../../../test/support/clerk'
import { startProduct, type TestProduct } from '../../../../test/support/start-product'

let product: TestProduct
let system: Clerk
let security: Clerk
let audit: Clerk
beforeAll(async () => {
  product = await startProduct()
  system = await makeClerk(product, 'sys', ['system'], 'government-services')
  security = await makeClerk(product, 'sec', ['security'], 'government-services')
  audit = await makeClerk(product, 'aud', ['audit'], 'government-services')
})
afterAll(() => product.close())
// the check of one test is too old for the next
beforeEach(async () => {
  for (const person of [system, security, audit]) await person.check()
})

const invite = async (login: string) => {
  const made = await system.call(staffRoutes.invite, {
    body: { login, department: 'human-resources', title: '窗口受理人员' }
  })
  return { id: made.body.account.id, token: made.body.token, roles: made.body.account.roles }
}
const assign = (by: Clerk, accountId: string, roles: Role[]) =>
  by.call(staffRoutes.assignRoles, { params: { accountId }, body: { roles } })

it('the system administrator makes an account that can do nothing, the security administrator gives it a role', async () => {
  const made = await invite('zhao-window')
  expect(made.roles).toEqual([])
  expect((await assign(security, made.id, ['clerk'])).error).toBe('conflict')
  const person = await takeUp(product, made.token)
  expect(person.me.roles).toEqual([])
  expect((await assign(system, made.id, ['clerk'])).error).toBe('forbidden')
  expect((await assign(security, made.id, ['clerk', 'reviewer'])).body.roles).toEqual(['clerk', 'reviewer'])
  expect((await person.call(staffRoutes.me, {})).error).toBe('sign_in_required')
  expect((await person.signIn()).body.me.roles).toEqual(['clerk', 'reviewer'])
})

it('each administrator opens only their own page', async () => {
  const seen = await Promise.all(
    [system, security, audit].map(async (person) => [
      (await person.call(staffRoutes.listAccounts, {})).status,
      (await person.call(staffRoutes.listRoles, {})).status,
      (await person.call(staffRoutes.readAudit, {})).status
    ])
  )
  expect(seen).toEqual([
    [200, 403, 403],
    [403, 200, 403],
    [403, 403, 200]
  ])
})

it('nobody is two of the three, or one of them beside a business role; nobody changes their own roles', async () => {
  const { id, token } = await invite('qian-window')
  await takeUp(product, token)
  for (const roles of [
    ['system', 'audit'],
    ['security', 'clerk'],
    ['audit', 'gate']
  ] satisfies Role[][])
    expect((await assign(security, id, roles)).fields?.roles).toContain('互相分开')
  expect((await assign(security, security.me.staffId, ['security', 'clerk'])).error).toBe('conflict')
})

it('a reset takes the roles away, so that the link that resets it carries no rights', async () => {
  const { id, token } = await invite('sun-window')
  const person = await takeUp(product, token)
  await assign(security, id, ['clerk'])
  await person.signIn()
  const reset = await system.call(staffRoutes.resetAccount, { params: { accountId: id } })
  expect(reset.body.account).toMatchObject({ state: 'invited', roles: [] })
  expect((await person.call(staffRoutes.me, {})).error).toBe('sign_in_required')
  expect((await person.signIn()).error).toBe('sign_in_failed')
  expect((await takeUp(product, reset.body.token)).me.roles).toEqual([])
})

it('a closed account is out at once and cannot sign in; nobody closes their own', async () => {
  const { id, token } = await invite('li-window')
  const person = await takeUp(product, token)
  expect((await system.call(staffRoutes.disableAccount, { params: { accountId: id } })).body.state).toBe('disabled')
  expect((await person.call(staffRoutes.me, {})).error).toBe('sign_in_required')
  expect((await person.signIn()).error).toBe('sign_in_failed')
  const own = await system.call(staffRoutes.disableAccount, { params: { accountId: system.me.staffId } })
  expect(own.error).toBe('conflict')
})

it('the acts of administrators need a second factor of the last five minutes', async () => {
  product.clock.moveBy(6 * 60_000)
  const stale = await system.call(staffRoutes.invite, {
    body: { login: 'x-late', department: 'education', title: '窗口' }
  })
  expect(stale.error).toBe('fresh_check_required')
  await system.check()
  const fresh = await system.call(staffRoutes.invite, {
    body: { login: 'x-late', department: 'education', title: '窗口' }
  })
  expect(fresh.status).toBe(200)
})

it('a login is there once, and a department must exist', async () => {
  await invite('twice')
  const call = (login: string, department: string) =>
    system.call(staffRoutes.invite, { body: { login, department, title: '窗口受理人员' } })
  expect((await call('twice', 'education')).fields).toHaveProperty('login')
  expect((await call('thrice', 'no-such-department')).fields).toHaveProperty('department')
})

describe('the audit log', () => {
  it('names who did what and how it ended, also who failed to sign in, and that it was read', async () => {
    await system.call(staffRoutes.listAccounts, {})
    await invite('audited')
    await system.call(staffRoutes.signIn, { body: { login: 'sys', password: 'wrong password', code: '123456' } })
    await audit.call(staffRoutes.readAudit, {})
    const read = await audit.call(staffRoutes.readAudit, {})
    const lines = read.body.items.map(({ route, login, outcome }) => `${route} ${login} ${outcome}`)
    expect(lines).toEqual(
      expect.arrayContaining(['staff.readAudit aud done', 'staff.invite sys done', 'staff.signIn sys sign_in_failed'])
    )
    expect(read.body.items.map(({ id }) => id)).toEqual(
      read.body.items.map(({ id }) => id).sort((one, other) => other - one)
    )
  })

  it('is filtered by time, route, caller and outcome, and turned page by page', async () => {
    const filter = async (query: Record<string, string>) => (await audit.call(staffRoutes.readAudit, { query })).body
    const ofSystem = await filter({ caller: 'sys' })
    expect(new Set(ofSystem.items.map(({ caller }) => caller))).toEqual(new Set([`staff:${system.me.staffId}`]))
    const failed = await filter({ route: 'staff.', outcome: 'sign_in_failed' })
    expect(failed.items.length).toBeGreaterThan(0)
    expect(failed.items.every(({ route, outcome }) => route.startsWith('staff.') && outcome === 'sign_in_failed')).toBe(
      true
    )
    expect((await filter({ to: '2020-01-01' })).items).toEqual([])
    expect((await filter({ from: '2020-01-01' })).items.length).toBeGreaterThan(0)
    const body = { token: 'x'.repeat(43) }
    await Promise.all(Array.from({ length: 60 }, () => system.call(staffRoutes.openInvitation, { body })))
    const first = await filter({})
    const last = first.items.at(-1)
    expect([first.items.length, first.more]).toEqual([50, true])
    const second = await filter({ before: String(last?.id) })
    expect(second.items[0]?.id).toBeLessThan(last?.id ?? 0)
  })
})
