import path from 'node:path'
import type { Role } from '@shared/contract/desk'
import type { Browser, Page } from 'playwright-core'
import { apply, person } from '../../support/apply'
import { axeViolations } from '../../support/axe'
import { openBrowser, openWindow, PHONE, picture } from '../../support/browser'
import { makeClerk } from '../../support/clerk'
import { realCitizen } from '../../support/real-citizen'
import { startProduct, type TestProduct } from '../../support/start-product'
import { root } from '../../support/test-stores'

const DESK = { width: 1280, height: 800 }
const ITEM = '66999920140100101'
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

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).filter({ visible: true })
const shown = (page: Page, words: string | RegExp) => page.getByText(words).filter({ visible: true }).first().waitFor()
/** Nothing axe complains about, nothing cut off at the right edge. */
async function tidy(page: Page, name: string, width: number) {
  if (process.env.PICTURES) await picture(page, `platform-${name}`)
  expect((await axeViolations(page)).map((line) => `${name} ${line}`)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
}
async function openDesk(login: string, role: Role, department: string) {
  const clerk = await makeClerk(product, login, [role], department)
  await product.control('/control/clock', { resetClock: true })
  await product.control('/control/clock', { moveMs: product.clock.now().getTime() - Date.now() })
  const desk = await openWindow(browser, { viewport: DESK, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  const [name = '', value = ''] = clerk.cookie().split('=')
  await desk.context.addCookies([{ name, value, url: product.url, httpOnly: true }])
  await desk.page.goto(`${product.url}/#/packages/desk/pages/platform/index`)
  return desk
}

test('a clerk sees a report that never came, compares, and reads what healed it', async () => {
  const citizen = await realCitizen(product, person.id)
  const { id, number } = await apply(citizen)
  await product.drain()
  await product.fault('ykb', 'lost', 1)
  await product.advance(id, 'ACCEPTED')
  product.clock.moveBy(3 * 60_000)
  const { page, problems } = await openDesk('platform.clerk', 'clerk', 'human-resources')
  await shown(page, '还没有核对过')
  await button(page, '现在核对').click()
  await shown(page, '已补取进度')
  await shown(page, number)
  await shown(page, '没有不一致的办件')
  await tidy(page, 'cases', DESK.width)
  expect(problems).toEqual([])
})

test('an editor takes the directory, and sends what it changed to the second person', async () => {
  await product.control(`/ykb/desk/api/items/${ITEM}`, { promiseDays: 4, version: 2 })
  const { page, problems } = await openDesk('platform.editor', 'editor', 'government-services')
  await button(page, '现在取目录').click()
  await shown(page, /这里“5 个工作日”，渝快办“4 个工作日”/)
  await tidy(page, 'items', DESK.width)
  await button(page, /^保留现状 就业困难/).click()
  await page
    .getByLabel(/怎么处理的/)
    .filter({ visible: true })
    .fill('这里只有指南，先不接通。')
  await button(page, '记录').click()
  await shown(page, '已看过：这里只有指南，先不接通。')
  await button(page, /^按渝快办修改 灵活就业/).click()
  await shown(page, '待审核')
  await shown(page, /渝快办事项目录/)
  expect(problems).toEqual([])
})

test('somebody comes from 渝快办 to the guide, and goes back from there; the way there leads to 渝快办’s page', async () => {
  const { page, problems } = await openWindow(browser, { viewport: PHONE, locale: 'zh-CN' })
  await page.goto(`${product.sandboxUrl}/ykb/portal`)
  await page.getByRole('link', { name: '去指尖办办理' }).first().click()
  await shown(page, '灵活就业人员社会保险参保登记')
  await tidy(page, 'came-from', PHONE.width)
  await button(page, '返回渝快办').click()
  await page.waitForURL(`${product.sandboxUrl}/ykb/portal`)

  const guide = product.releases.content.services.get('collective-contract')?.guide.name ?? ''
  await product.control(`/ykb/desk/api/items/66999920140100401`, { itemName: guide })
  for (const job of product.product.jobs) if (job.name === 'services.sync-items') await job.run()
  await page.goto(`${product.url}/#/packages/services/pages/guide/index?serviceId=collective-contract`)
  await button(page, '去渝快办办理').click()
  await page.getByText('这是渝快办的办理页面').waitFor()
  expect(problems).toEqual([])
})
