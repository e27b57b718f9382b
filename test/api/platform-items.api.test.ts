import { contentRoutes } from '@shared/contract/content'
import { platformDeskRoutes } from '@shared/contract/platform-desk'
import { servicesRoutes } from '@shared/contract/services'
import { catchUp } from '../safety/victims'
import { loadItems } from '../sandbox/ykb/items'
import { serviceId } from '../support/apply'
import { type Clerk, makeClerk } from '../support/clerk'
import { startProduct, type TestProduct } from '../support/start-product'

const CODE = '66999920140100101'
const ONLY_THERE = '66999920140100103'
let product: TestProduct
let editor: Clerk
let publisher: Clerk
beforeAll(async () => {
  product = await startProduct()
  editor = await makeClerk(product, 'items-editor', ['editor'], 'government-services')
  publisher = await makeClerk(product, 'items-publisher', ['publisher'], 'government-services')
  await catchUp(product)
})
afterAll(() => product.close())

const sync = async () => (await editor.call(platformDeskRoutes.syncItemsNow, {})).body
const list = async () => (await editor.call(platformDeskRoutes.listPlatformItems, {})).body
const item = async (itemCode = CODE) => (await list()).items.find((one) => one.itemCode === itemCode)
const changeThere = (change: object, itemCode = CODE) => product.control(`/ykb/desk/api/items/${itemCode}`, change)
const propose = (itemCode = CODE) => editor.call(platformDeskRoutes.proposeItem, { params: { itemCode } })
const note = (reason: string, itemCode = CODE) =>
  editor.call(platformDeskRoutes.noteItem, { params: { itemCode }, body: { reason } })
async function publish(proposalId: string) {
  const { body } = await publisher.call(contentRoutes.showProposal, { params: { proposalId } })
  await publisher.check()
  await catchUp(product)
  const seen = { revision: body.proposal.revision, inForce: body.checked.inForce }
  return publisher.call(contentRoutes.publishProposal, { params: { proposalId }, body: seen })
}
const promise = async () => {
  const { body } = await product.citizen('tang-jing').call(servicesRoutes.showGuide, { params: { serviceId } })
  return body.promise
}

test('before the platform was asked nothing differs; afterwards an item it alone has is new, and ours is not named', async () => {
  expect(await list()).toEqual({ last: null, items: [] })
  expect(await sync()).toMatchObject({ outcome: 'done', facts: { items: loadItems().length } })
  const { items } = await list()
  expect(items.map(({ itemCode }) => itemCode)).not.toContain(CODE)
  expect(items.find(({ itemCode }) => itemCode === ONLY_THERE)).toMatchObject({
    itemName: '就业困难人员认定',
    serviceId: null,
    changes: [{ kind: 'new' }],
    proposable: false,
    noted: null
  })
})

test('another promise there changes nothing here until a second person publishes the proposal, and then it is in force', async () => {
  await changeThere({ promiseDays: 3, version: 2 })
  await sync()
  expect((await promise()).value).toEqual({ days: 5, unit: 'working-days' })
  expect((await item())?.changes).toEqual([
    { kind: 'promise', here: '5 个工作日', there: '3 个工作日' },
    { kind: 'version', here: '核对过第 1 版', there: '第 2 版' }
  ])

  const { body, status } = await propose()
  expect(status).toBe(200)
  expect((await promise()).value).toEqual({ days: 5, unit: 'working-days' })
  const shown = await publisher.call(contentRoutes.showProposal, { params: { proposalId: body.proposalId } })
  expect(shown.body.checked.problems).toEqual([])
  const changed = shown.body.checked.changes.filter(({ kind }) => kind !== 'same').map(({ text }) => text.trim())
  expect(changed.join('\n')).toMatch(/渝快办事项目录/)
  // the rest of the text stays as somebody wrote it, comments too
  expect(shown.body.body).toMatch(/# No text read so far gives a time limit|# One service item a file/)

  expect((await publish(body.proposalId)).status).toBe(200)
  expect(await promise()).toMatchObject({
    value: { days: 3, unit: 'working-days' },
    source: { title: '渝快办事项目录', document: `事项编码 ${CODE} 第 2 版`, read: false }
  })
  expect(await item()).toBeUndefined()
})

test('an item the platform stops is proposed to be paused here; what is not listed any more counts as stopped', async () => {
  await changeThere({ promiseDays: 3, version: 2, removed: true })
  await sync()
  expect((await item())?.changes).toEqual([{ kind: 'withdrawn', here: '可以申请', there: '目录里没有' }])
  const { body } = await propose()
  expect((await publish(body.proposalId)).status).toBe(200)
  const guide = await product.citizen('tang-jing').call(servicesRoutes.showGuide, { params: { serviceId } })
  expect(guide.body.availability.open).toBe(false)
  expect(await item()).toBeUndefined()
})

test('a difference somebody has left as it is stays quiet with its reason, until the platform changes again', async () => {
  const other = '66999920140100301'
  expect((await note('占道审批由区城管局自己受理。', other)).status).toBe(200)
  expect((await item(other))?.noted).toBe('占道审批由区城管局自己受理。')
  await changeThere({ state: 'OFFLINE' }, other)
  await sync()
  expect(await item(other)).toBeUndefined()
  expect((await note('没有这一项', '000')).status).toBe(404)
  expect((await propose(ONLY_THERE)).status).toBe(409)
})

test('a platform that does not answer is named, and what was seen before stays', async () => {
  const before = (await list()).items
  await product.fault('ykb', 'down')
  expect(await sync()).toMatchObject({ outcome: 'unavailable' })
  expect((await list()).items).toEqual(before)
  await product.fault('ykb', 'none')
})

test('only editors change anything, and whoever edits no content sees no directory', async () => {
  const clerk = await makeClerk(product, 'items-clerk', ['clerk'], 'human-resources')
  await catchUp(product)
  expect((await clerk.call(platformDeskRoutes.listPlatformItems, {})).status).toBe(403)
  expect((await publisher.call(platformDeskRoutes.syncItemsNow, {})).status).toBe(403)
  expect((await publisher.call(platformDeskRoutes.proposeItem, { params: { itemCode: CODE } })).status).toBe(403)
})
