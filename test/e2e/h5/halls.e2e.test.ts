import path from 'node:path'
import type { HallBooking } from '@shared/contract/halls'
import type { Browser, Page } from 'playwright-core'
import { bookHall, bringToday } from '../../support/book-hall'
import { openBrowser, openWindow, picture, showsByItself } from '../../support/browser'
import type { Citizen } from '../../support/citizen'
import { makeClerk } from '../../support/clerk'
import { tenInTheMorning } from '../../support/office-hours'
import { openPhoneAs, realCitizen } from '../../support/real-citizen'
import { startProduct, type TestProduct } from '../../support/start-product'
import { root } from '../../support/test-stores'

let product: TestProduct
let browser: Browser
beforeAll(async () => {
  product = await startProduct({ h5: process.env.H5_DIR ?? path.join(root, 'miniapp', 'dist', 'h5') })
  await tenInTheMorning(product)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await product.close()
})

const shown = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor()
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).filter({ visible: true }).first()
/** What the page of the appointment finds by itself while somebody waits. */
const calledTo = (page: Page, words: string | RegExp) => showsByItself(page, words, 10_000)
const look = async (page: Page, name: string) => (process.env.PICTURES ? picture(page, `halls-${name}`) : undefined)

/** From the guide to the appointment; the address ends with its id. */
async function bookFromGuide(page: Page): Promise<string> {
  await page.goto(`${product.url}/#/packages/services/pages/guide/index?serviceId=minimum-living`)
  await button(page, '预约到窗口办理').click()
  await page
    .getByRole('link', { name: /大坪街道政务服务窗口/ })
    .filter({ visible: true })
    .first()
    .click()
  await shown(page, '以下时段和数量是示例')
  await page
    .getByRole('button', { name: /^日期：/ })
    .filter({ visible: true })
    .last()
    .click()
  await look(page, 'times')
  await button(page, /^14:00–14:30\s*剩 [23] 个/).click()
  await button(page, '确认预约').click()
  await shown(page, '取号码')
  return new URL(page.url().replace('/#/', '/')).searchParams.get('bookingId') ?? ''
}

/** The desk of a clerk of the office that calls at 大坪街道. */
async function openQueue(login: string) {
  const clerk = await makeClerk(product, login, ['clerk'], 'government-services')
  const desk = await openWindow(browser, { viewport: { width: 1280, height: 800 }, locale: 'zh-CN' })
  const [name = '', value = ''] = clerk.cookie().split('=')
  await desk.context.addCookies([{ name, value, url: product.url, httpOnly: true }])
  await desk.page.goto(`${product.url}/#/packages/desk/pages/queue/index`)
  await button(desk.page, /大坪街道政务服务窗口/).click()
  return desk
}

async function takeNumber(page: Page, code: string) {
  await page.getByLabel(/^取号码/).fill(code)
  await page.keyboard.press('Enter')
}

test('a citizen books from the guide, takes a number, is called while the page is open; another time they cancel', async () => {
  const citizen = await realCitizen(product, 'zhang-min')
  const { page, problems } = await openPhoneAs(browser, product, citizen)
  await page.clock.install()
  const bookingId = await bookFromGuide(page)
  const code = await page.locator('.ha-code').filter({ visible: true }).first().innerText()
  expect(code).toMatch(/^\d{6}$/)
  await look(page, 'booked')

  await bringToday(product, bookingId)
  const desk = await openQueue('window')
  await takeNumber(desk.page, code)
  await shown(desk.page, 'J001')
  await calledTo(page, '下一个就是您')
  await look(page, 'waiting')
  await desk.page.getByLabel(/^窗口号/).fill('2')
  await button(desk.page, '叫下一位').click()
  await shown(desk.page, '正在办理：J001')
  await look(desk.page, 'desk')
  await calledTo(page, '请 J001 号到 2 号窗口办理。')
  await button(desk.page, '办完了').click()
  await shown(desk.page, '今天已办 1 位')
  await calledTo(page, '已办理')

  await button(page, '评价这次服务').click()
  await page.getByRole('radio', { name: '非常满意' }).filter({ visible: true }).first().click()
  await button(page, '提交评价').click()
  await shown(page, '谢谢您的评价')

  await bookFromGuide(page)
  await button(page, '取消预约').click()
  await page.getByRole('dialog').getByRole('button', { name: '取消预约' }).click()
  await shown(page, '已取消')
  expect([...problems, ...desk.problems]).toEqual([])
})

/** Somebody with an appointment now, and its page on their phone. */
async function comesNow(citizen: Citizen): Promise<{ page: Page; problems: string[]; booking: HallBooking }> {
  const booking = await bookHall(citizen)
  await bringToday(product, booking.id)
  const phone = await openPhoneAs(browser, product, citizen)
  await phone.page.clock.install()
  await phone.page.goto(`${product.url}/#/packages/halls/pages/booking/index?bookingId=${booking.id}`)
  await shown(phone.page, '取号码')
  return { ...phone, booking }
}

test('of two who wait, the second reads how many are before; who does not come is passed over and takes a number again', async () => {
  const first = await comesNow(await realCitizen(product, 'luo-shufen'))
  const second = await comesNow(await realCitizen(product, 'zhao-lei'))
  const desk = await openQueue('window-2')
  await takeNumber(desk.page, '000000')
  await shown(desk.page, '这个窗口今天没有这个取号码')
  for (const [at, { booking }] of [first, second].entries()) {
    await takeNumber(desk.page, booking.code ?? '')
    await shown(desk.page, `现在有 ${at + 1} 位在等。`)
  }
  await calledTo(first.page, '下一个就是您')
  await calledTo(second.page, '前面还有 1 位，请留意叫号。')
  await look(second.page, 'one-before')
  await desk.page.getByLabel(/^窗口号/).fill('3')
  await look(desk.page, 'desk-two-waiting')
  await button(desk.page, '叫下一位').click()
  await shown(desk.page, '正在办理')
  await calledTo(first.page, /号到 3 号窗口办理/)
  await calledTo(second.page, '下一个就是您')
  await button(desk.page, '没有来，过号').click()
  await look(first.page, 'passed-over')
  await button(desk.page, '叫下一位').click()
  await shown(desk.page, '正在办理')
  await calledTo(second.page, /号到 3 号窗口办理/)
  await look(second.page, 'called')
  await look(desk.page, 'desk-second-called')
  await button(desk.page, '办完了').click()
  await shown(desk.page, '现在有 0 位在等。')
  await takeNumber(desk.page, first.booking.code ?? '')
  await calledTo(first.page, '下一个就是您')
  expect([...first.problems, ...second.problems, ...desk.problems]).toEqual([])
})
