import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, openPhone, picture } from '../../support/browser'
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
const look = async (page: Page, name: string) => (process.env.PICTURES ? picture(page, `consult-${name}`) : undefined)

test('somebody who is not signed in searches in vain, asks with the same words, then asks otherwise, reads the lines of the guide, and goes from there to the whole of it', async () => {
  const { page, problems } = await openPhone(browser)
  await page.goto(`${product.url}/#/pages/search/index`)
  await page.getByRole('textbox').filter({ visible: true }).first().fill('护照过期了怎么换')
  await shown(page, '没有找到')
  await page.getByRole('link', { name: '问一问' }).filter({ visible: true }).first().click()
  await shown(page, '没有找到答案')
  expect(await field(page, '想问什么').inputValue()).toBe('护照过期了怎么换')
  await look(page, 'nothing')
  await field(page, '想问什么').fill('高龄津贴要带什么材料')
  await button(page, '问一问').click()
  await shown(page, '老人的户口簿')
  await look(page, 'answered')
  await page
    .getByRole('link', { name: /高龄津贴申领/ })
    .filter({ visible: true })
    .first()
    .click()
  await shown(page, '办理材料')
  expect(problems).toEqual([])
})

test('a citizen hands in a 随手拍 from the guide’s page, agrees once, and reads the answer of the unit', async () => {
  const citizen = await realCitizen(product, 'zhang-min')
  const { page, problems } = await openPhoneAs(browser, product, citizen)
  await page.goto(`${product.url}/#/packages/consult/pages/requests/index`)
  await shown(page, '还没有诉求')
  await button(page, '写给 12345').click()
  await shown(page, '我同意提供给 12345 热线')
  await button(page, '提交').click()
  await shown(page, '请写明在哪里。')
  await button(page, /^类别：道路设施/).click()
  await field(page, /^内容/).fill('井盖松了，车一过就响。')
  await field(page, /^在哪里/).fill('大坪街道示例路 18 号')
  await page
    .getByRole('switch', { name: /我同意提供给 12345 热线/ })
    .filter({ visible: true })
    .first()
    .click()
  await look(page, 'written')
  await button(page, '提交').click()
  await shown(page, '正在送出')
  const requestId = new URL(page.url().replace('/#/', '/')).searchParams.get('requestId') ?? ''
  await product.drain()
  await product.control(`/hotline/desk/orders/${requestId}`, { to: 'ANSWERED', unit: '区城市管理局', note: '已更换。' })
  await product.sandbox.settled()
  await page.reload()
  await shown(page, '区城市管理局：已更换。')
  await look(page, 'request')
  expect(problems).toEqual([])
})
