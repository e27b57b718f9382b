import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { person } from '../../support/apply'
import { localItem } from '../../support/apply-local'
import { openBrowser, openWindow } from '../../support/browser'
import { photo } from '../../support/citizen'
import { makeClerk } from '../../support/clerk'
import { tidy } from '../../support/desk-window'
import { openPhoneAs, realCitizen } from '../../support/real-citizen'
import { startProduct, type TestProduct } from '../../support/start-product'
import { root } from '../../support/test-stores'
import { until } from '../../support/until'

const DESK = { width: 1280, height: 800 }
let product: TestProduct
let browser: Browser
beforeAll(async () => {
  product = await startProduct({ h5: process.env.H5_DIR ?? path.join(root, 'miniapp', 'dist', 'h5'), work: true })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await product.close()
})

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).filter({ visible: true })
const exactly = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).filter({ visible: true })
const text = (page: Page, label: string | RegExp) =>
  page.getByRole('textbox', { name: label }).filter({ visible: true }).first()
const shown = (page: Page, words: string | RegExp) => page.getByText(words).filter({ visible: true }).first().waitFor()

async function addPhoto(page: Page, label: string) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, `添加${label}`).click()])
  await chooser.setFiles({ name: `${label}.jpg`, mimeType: 'image/jpeg', buffer: photo() })
  await button(page, `查看${label}.jpg`).waitFor()
}

/** Fills in the form of 高龄津贴 and hands it in. */
async function applyOnPhone(page: Page) {
  await page.goto(`${product.url}/#/packages/services/pages/guide/index?serviceId=${localItem.id}`)
  await button(page, '立即申请').click()
  await text(page, /老人姓名/).fill(person.name)
  await text(page, /老人身份证号码/).fill(person.citizenId)
  await text(page, /联系手机号码/).fill(person.phone)
  await page.getByRole('combobox', { name: /户籍所在街道/ }).selectOption({ label: '大坪街道' })
  await page.getByText('已保存').waitFor()
  await button(page, '下一步').click()
  await text(page, /开户银行/).fill('示例银行')
  await text(page, /银行卡号/).fill('6222020000000000000')
  await page.getByText('已保存').waitFor()
  await button(page, '下一步').click()
  for (const label of ['身份证人像面', '户口簿本人页', '银行卡照片']) await addPhoto(page, label)
  await button(page, '下一步').click()
  await page.getByRole('checkbox').filter({ visible: true }).click()
  await button(page, '下一步').click()
  await page.getByRole('heading', { name: /核对/ }).first().waitFor()
  await button(page, /^提交/).click()
  await button(page, '同意并提交').click()
  await page.getByRole('heading', { name: '提交成功', level: 2 }).waitFor()
  await button(page, /进度/).click()
  await shown(page, '办理时限')
}

/** The desk's browser of a clerk of the item's department, at the work list. */
async function openDesk() {
  const clerk = await makeClerk(product, 'li.clerk', ['clerk'], localItem.department)
  const desk = await openWindow(browser, { viewport: DESK, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  const [name = '', value = ''] = clerk.cookie().split('=')
  await desk.context.addCookies([{ name, value, url: product.url, httpOnly: true }])
  await desk.page.goto(`${product.url}/#/packages/desk/pages/cases/index`)
  await shown(desk.page, /在办 1 件/)
  return desk
}

async function askOnDesk(page: Page) {
  await button(page, '通知补正').click()
  await page.getByRole('checkbox', { name: '银行卡号' }).check()
  await page
    .getByLabel(/^原因：银行卡号/)
    .filter({ visible: true })
    .first()
    .fill('卡号和照片上的不一致。')
  await tidy(page, 'case-ask')
  await button(page, '发出补正通知').click()
  await shown(page, '等待补正')
}

async function completeOnDesk(page: Page) {
  await page.reload()
  await shown(page, '**** 0018')
  await tidy(page, 'case-mended')
  await exactly(page, '受理').click()
  await shown(page, '承诺办结')
  await exactly(page, '办结').click()
  await page
    .getByLabel(/^结果名称/)
    .filter({ visible: true })
    .first()
    .fill('高龄津贴发放通知')
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, '上传结果文件').click()])
  await chooser.setFiles({ name: '通知.jpg', mimeType: 'image/jpeg', buffer: photo() })
  await shown(page, '结果文件：通知.jpg')
  await button(page, '办结并告知').click()
  await shown(page, '附 1 个文件')
}

test('a citizen applies for an item of a department without a system, mends only what a clerk ticked, and reads the result', async () => {
  const phone = await openPhoneAs(browser, product, await realCitizen(product, person.id))
  await applyOnPhone(phone.page)
  const caseId = new URL(phone.page.url().replace('#/', '')).searchParams.get('caseId') ?? ''
  await product.untilDelivered(caseId)

  const desk = await openDesk()
  await tidy(desk.page, 'cases')
  await desk.page.getByRole('link', { name: '高龄津贴申领' }).click()
  await shown(desk.page, '申请内容')
  expect(await desk.page.getByText(person.citizenId).count()).toBe(0)
  await desk.page.getByLabel(/查看完整信息和材料的原因/).selectOption({ label: '核对申请材料' })
  await button(desk.page, '显示完整信息').click()
  await shown(desk.page, person.citizenId)
  await askOnDesk(desk.page)

  await phone.page.goto(`${product.url}/#/pages/index/index`)
  await phone.page
    .getByRole('link', { name: /“高龄津贴申领”需要补正/ })
    .filter({ visible: true })
    .first()
    .click()
  await button(phone.page, '去补正').click()
  await text(phone.page, /银行卡号/).fill('6222020000000000018')
  expect(await text(phone.page, /开户银行/).count()).toBe(0)
  await button(phone.page, '提交补正').click()
  await shown(phone.page, '补正后：**** 0018')
  const receipts = "select 1 from services_case_events where case_id = $1 and state = 'received'"
  await until('the mended case is back', async () => (await product.stores.db.query(receipts, [caseId])).length > 1)

  await completeOnDesk(desk.page)
  await phone.page.reload()
  await shown(phone.page, '高龄津贴发放通知')
  await shown(phone.page, '通知.jpg')
  for (const { problems, context } of [desk, phone]) {
    expect(problems).toEqual([])
    await context.close()
  }
})
