import { noticesRoutes } from '@shared/contract/notices'
import { startProduct, type TestProduct } from '../../../../test/support/start-product'

let product: TestProduct
beforeAll(async () => {
  product = await startProduct({ settings: { SITE_OPERATOR: '示例单位', SITE_RECORD_NUMBER: '' } })
})
afterAll(() => product.close())

const signedIn = async (person: string) => {
  const citizen = product.citizen(person)
  const { me } = await citizen.signIn()
  return { ...citizen, citizenId: me.citizenId }
}
type Person = Awaited<ReturnType<typeof signedIn>>
const mine = async (citizen: Person) => (await citizen.call(noticesRoutes.listMyTerms, {})).body.items
const versionOf = async (citizen: Person, id: 'privacy' | 'service') =>
  (await mine(citizen)).find((one) => one.id === id)?.version ?? ''

test('anybody can read both terms and who runs this, without signing in', async () => {
  const nobody = product.citizen('zhang-min')
  for (const termsId of ['privacy', 'service'] as const) {
    const { body } = await nobody.call(noticesRoutes.showTerms, { params: { termsId } })
    expect(body.note).toBe('待主管部门审定')
    expect(body.sections.length).toBeGreaterThan(5)
  }
  const { body: site } = await nobody.call(noticesRoutes.showSite, {})
  expect(site).toEqual({ operator: '示例单位', recordNumber: null, complaints: null, wechatAnywhere: true })
})

test('a citizen has agreed to what they agreed to, once, and to nothing else', async () => {
  const citizen = await signedIn('zhang-min')
  expect((await mine(citizen)).map(({ agreed }) => agreed)).toEqual([false, false])
  const body = { id: 'privacy' as const, version: await versionOf(citizen, 'privacy') }
  for (let again = 0; again < 2; again += 1)
    expect((await citizen.call(noticesRoutes.agreeToTerms, { body })).status).toBe(200)
  expect((await mine(citizen)).filter(({ agreed }) => agreed).map(({ id }) => id)).toEqual(['privacy'])
  const rows = await product.stores.db.query('select digest from notices_agreements where citizen_id = $1', [
    citizen.citizenId
  ])
  expect(rows).toEqual([{ digest: expect.stringMatching(/^[0-9a-f]{16}$/) }])
})

test('a version that is not in force cannot be agreed to, and an agreement to an old one does not count', async () => {
  const citizen = await signedIn('chen-guoqiang')
  const old = await citizen.call(noticesRoutes.agreeToTerms, { body: { id: 'service', version: '2020-01' } })
  expect(old.error?.error).toBe('conflict')
  const version = await versionOf(citizen, 'service')
  await citizen.call(noticesRoutes.agreeToTerms, { body: { id: 'service', version } })
  // as after the publication of a newer version
  await product.stores.db.query(`update notices_agreements set version = '2020-01' where citizen_id = $1`, [
    citizen.citizenId
  ])
  expect((await mine(citizen)).find(({ id }) => id === 'service')?.agreed).toBe(false)
})
