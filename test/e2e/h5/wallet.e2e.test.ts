import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { person } from '../../support/apply'
import { fillLocalDraft, localItem } from '../../support/apply-local'
import { openBrowser, picture } from '../../support/browser'
import { openPhoneAs, realCitizen } from '../../support/real-citizen'
import { startProduct, type TestProduct } from '../../support/start-product'
import { root } from '../../support/test-stores'

let product: TestProduct
let browser: Browser
beforeAll(async () => {
  product = await startProduct({ h5: process.env.H5_DIR ?? path.join(root, 'miniapp', 'dist', 'h5') })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await product.close()
})

const shown = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor()
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).filter({ visible: true }).first()
const field = (page: Page, name: string | RegExp) => page.getByLabel(name).filter({ visible: true }).first()
const look = async (page: Page, name: string) => (process.env.PICTURES ? picture(page, `wallet-${name}`) : undefined)

test('a citizen agrees once, finds the certificates of the library in 我的证照, and shows one', async () => {
  const citizen = await realCitizen(product, 'yang-defu')
  const { page, problems } = await openPhoneAs(browser, product, citizen)
  await page.goto(`${product.url}/#/packages/certificates/pages/list/index`)
  await shown(page, '身份证、户口簿等证照也可以放到这里')
  await look(page, 'asked')
  await button(page, '同意，查询我的证照').click()
  await shown(page, /渝中区公安分局（示例）.*查到/)
  await look(page, 'list')
  await page.getByText('居民身份证').filter({ visible: true }).first().click()
  await shown(page, '电子证照库')
  await look(page, 'held')
  await button(page, '亮证').click()
  await shown(page, /秒内有效，只能用一次/)
  await look(page, 'shown')
  expect(problems).toEqual([])
})

test('a library that is down is named, and the page of one’s own certificates stands', async () => {
  await product.fault('zzk', 'down')
  const citizen = await realCitizen(product, 'luo-shufen')
  const { page } = await openPhoneAs(browser, product, citizen)
  await page.goto(`${product.url}/#/packages/certificates/pages/list/index`)
  await button(page, '同意，查询我的证照').click()
  await shown(page, '电子证照库暂时没有答复')
  await shown(page, '还没有电子证照')
  await look(page, 'down')
  await product.fault('zzk', 'none')
  await button(page, '再查一次').click()
  await shown(page, '居民身份证')
})

test('what was begun on one phone goes on on another with the code, and the way to collect the result goes into the case', async () => {
  const citizen = await realCitizen(product, person.id)
  await fillLocalDraft(citizen)
  const first = await openPhoneAs(browser, product, citizen)
  await first.page.goto(`${product.url}/#/packages/services/pages/apply/index?serviceId=${localItem.id}`)
  await button(first.page, '换手机填，或请窗口帮忙').click()
  const code = first.page.locator('.sv-relay__code')
  await code.waitFor()
  await code.scrollIntoViewIfNeeded()
  await look(first.page, 'relay-code')

  const second = await openPhoneAs(browser, product, citizen)
  await second.page.goto(`${product.url}/#/packages/services/pages/relay/index`)
  await field(second.page, /^接力码/).fill((await code.textContent()) ?? '')
  await look(second.page, 'relay-typed')
  await button(second.page, '继续填写').click()
  await shown(second.page, '步，共')
  await second.page.getByText('核对').first().waitFor({ state: 'attached' })
  while (await button(second.page, '下一步').isVisible()) await button(second.page, '下一步').click()
  await shown(second.page, '结果领取')
  await look(second.page, 'collect')
  await second.page.getByRole('radio', { name: '邮寄给我' }).filter({ visible: true }).check()
  await field(second.page, /^收件人/).fill('赵磊')
  await field(second.page, /^收件人手机号/).fill('19900000009')
  await field(second.page, /^收件地址/).fill('重庆市渝中区示例路 99 号')
  await look(second.page, 'collect-post')
  await button(second.page, /^提交$/).click()
  await shown(second.page, '结果怎样领取还没有确定')
  await button(second.page, '寄到这个地址').click()
  await shown(second.page, '改一种领取方式')
  await button(second.page, /^提交$/).click()
  await shown(second.page, '办件编号')
  const caseId = new URL(second.page.url().replace('/#/', '/')).searchParams.get('caseId') ?? ''
  await second.page.goto(`${product.url}/#/packages/services/pages/case/index?caseId=${caseId}`)
  await shown(second.page, '等待寄出')
  await look(second.page, 'case')
  expect([...first.problems, ...second.problems]).toEqual([])
})

test('in 长辈版 both pages read the same', async () => {
  const { page } = await openPhoneAs(browser, product, await realCitizen(product, 'gong-yan'))
  await page.goto(`${product.url}/#/pages/mine/index`)
  await page.getByRole('switch', { name: '长辈版' }).first().click()
  await page.goto(`${product.url}/#/packages/certificates/pages/list/index`)
  await button(page, '同意，查询我的证照').click()
  await shown(page, '已过期')
  await look(page, 'elder-list')
  await page.goto(`${product.url}/#/packages/services/pages/relay/index`)
  await shown(page, '另一部手机上的 8 位')
  await look(page, 'elder-relay')
})

test('the code of somebody else’s application is nothing', async () => {
  const { page } = await openPhoneAs(browser, product, await realCitizen(product, 'liu-yang'))
  await page.goto(`${product.url}/#/packages/services/pages/relay/index?code=ABCD2345`)
  await button(page, '继续填写').click()
  await shown(page, '请在原来的手机上换一个码')
  await look(page, 'relay-wrong')
})
