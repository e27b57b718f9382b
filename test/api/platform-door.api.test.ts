import { platformDoorRoutes } from '@shared/contract/platform-door'
import { hmacSm3 } from '../sandbox/hmac-sm3'
import { serviceId } from '../support/apply'
import { startProduct, type TestProduct } from '../support/start-product'

const OURS = '66999920140100101'
/** An item of the directory that bears the name of a guide without a form here. */
const GUIDE_ONLY = '66999920140100401'
const GUIDE = 'collective-contract'
let product: TestProduct
const nameHere = () => product.releases.content.services.get(GUIDE)?.guide.name ?? ''
const sync = async () => {
  for (const job of product.product.jobs) if (job.name === 'services.sync-items') await job.run()
}
beforeAll(async () => {
  product = await startProduct({ settings: { PUBLIC_URL: 'https://zhijianban.example/' } })
  await product.control(`/ykb/desk/api/items/${GUIDE_ONLY}`, { itemName: nameHere() })
  await sync()
})
afterAll(() => product.close())

/** The link 渝快办 shows, as it stands in the browser's address after its redirect. */
async function linkTo(itemCode: string): Promise<Record<string, string>> {
  const reply = await fetch(`${product.sandboxUrl}/ykb/portal/go/${itemCode}`, { redirect: 'manual' })
  const link = reply.headers.get('location') ?? ''
  expect(link.startsWith(`${product.url}/#/packages/services/pages/entry/index?`)).toBe(true)
  return Object.fromEntries(new URLSearchParams(link.split('?')[1]))
}
const entryOf = ({ item = '', back = '', ts = '', nonce = '', sign = '' }: Record<string, string>) => ({
  ...{ itemCode: item, returnUrl: back, timestamp: ts, nonce, signature: sign }
})
const enter = (link: Record<string, string>) =>
  product.citizen('tang-jing').call(platformDoorRoutes.enterFromPlatform, { body: entryOf(link) })
const resigned = (link: Record<string, string>, secret = product.secrets.ykb.callbackSecret) => ({
  ...link,
  sign: hmacSm3(secret, ['ENTER', link.item, link.back, link.ts, link.nonce].join('\n'))
})

test('somebody who comes from 渝快办 is at the guide of that item, and can be led back, once', async () => {
  const link = await linkTo(OURS)
  const back = `${product.sandboxUrl}/ykb/portal`
  expect((await enter(link)).body).toEqual({ serviceId, returnTo: back })
  // the same link again, from the history of the browser: the public guide, and no way back
  expect((await enter(link)).body).toEqual({ serviceId, returnTo: null })
})

test.each<[string, (link: Record<string, string>) => Record<string, string>]>([
  ['signed with another secret', (link) => resigned(link, 'guessed')],
  ['signed with our own secret', (link) => resigned(link, product.secrets.ykb.secret)],
  ['with another way back written into it', (link) => ({ ...link, back: 'https://elsewhere.example/' })],
  ['with another item written into it', (link) => ({ ...link, item: GUIDE_ONLY })],
  ['ten minutes old', (link) => resigned({ ...link, ts: String(Number(link.ts) - 600_000) })],
  ['with a nonce too short', (link) => resigned({ ...link, nonce: 'short' })],
  [
    'rightly signed, to a place that is not on the list',
    (link) => resigned({ ...link, back: 'https://elsewhere.example/' })
  ],
  ['rightly signed, with a script as the way back', (link) => resigned({ ...link, back: 'javascript:alert(1)' })]
])('an entry %s leads nobody anywhere but to a public guide', async (_what, changed) => {
  expect((await enter(changed(await linkTo(OURS)))).body).toMatchObject({ returnTo: null })
})

test('a forged entry does not use up the one it was copied from', async () => {
  const link = await linkTo(OURS)
  await enter({ ...link, back: 'https://elsewhere.example/' })
  expect((await enter(link)).body.returnTo).toBe(`${product.sandboxUrl}/ykb/portal`)
})

test('an item nobody here knows is not found, and one that has only a guide here leads to it by its name', async () => {
  expect((await enter(await linkTo('66999999999999999'))).status).toBe(404)
  expect((await enter(await linkTo(GUIDE_ONLY))).body.serviceId).toBe(GUIDE)
})

test('from a guide that cannot be applied for here one goes to 渝快办, which knows the link is ours, and back', async () => {
  const elsewhere = async (id: string) =>
    (await product.citizen('tang-jing').call(platformDoorRoutes.showElsewhere, { params: { serviceId: id } })).body.url
  const url = (await elsewhere(GUIDE)) ?? ''
  const theirs = await fetch(url)
  expect([theirs.status, (await theirs.text()).includes(nameHere())]).toEqual([200, true])
  expect(new URL(url).searchParams.get('back')).toBe(
    `https://zhijianban.example/#/packages/services/pages/guide/index?serviceId=${GUIDE}`
  )
  const forged = new URL(url)
  forged.searchParams.set('back', 'https://elsewhere.example/')
  expect((await fetch(forged)).status).toBe(403)
  expect(await elsewhere(serviceId)).toBeNull()
  expect(await elsewhere('no-such-item')).toBeUndefined()

  await product.control(`/ykb/desk/api/items/${GUIDE_ONLY}`, { state: 'OFFLINE' })
  await sync()
  expect(await elsewhere(GUIDE)).toBeNull()
})
