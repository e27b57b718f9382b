import path from 'node:path'
import { servicesRoutes } from '@shared/contract/services'
import type { Browser, Page } from 'playwright-core'
import { apply, nextMonth, person, serviceId } from '../../support/apply'
import { openBrowser, picture } from '../../support/browser'
import { photo } from '../../support/citizen'
import { openPhoneAs, realCitizen } from '../../support/real-citizen'
import { startProduct, type TestProduct } from '../../support/start-product'
import { root } from '../../support/test-stores'

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

/** The browser of somebody with a real name, on the home page. */
async function phoneOf(who: string) {
  const phone = await openPhoneAs(browser, product, await realCitizen(product, who))
  await phone.page.goto(product.url)
  await phone.page.getByText('正在办理').first().waitFor()
  return phone
}

const open = (page: Page, route: string) => page.goto(`${product.url}/#/${route}`)
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const text = (page: Page, label: string) => page.getByRole('textbox', { name: new RegExp(label) })
const list = (page: Page, label: string | RegExp) => page.getByRole('combobox', { name: label })
/** The bureau's details come a moment after 办结; an open page looks for them by itself, but only every 15 s. */
async function detailsShown(page: Page) {
  const details = page.getByText('个人编号')
  for (let looks = 0; looks < 12; looks++) {
    await page.reload()
    const shown = await details.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false
    )
    if (shown) return
  }
  throw new Error('the details of the result did not come')
}
const saved = (page: Page) => page.getByText('已保存').waitFor()

async function fillPerson(page: Page) {
  await text(page, '姓名').fill(person.name)
  await text(page, '身份证号码').fill(person.citizenId)
  await text(page, '手机号码').fill(person.phone)
  await saved(page)
  await button(page, '下一步').click()
}

async function fillInsurance(page: Page) {
  await page.getByRole('radio', { name: '渝中区户籍' }).click()
  await page.getByRole('checkbox', { name: '基本养老保险' }).click()
  await list(page, /居住街道/).selectOption({ label: '大坪街道' })
  const [year, month] = nextMonth().split('-').map(Number)
  await list(page, '年').selectOption({ label: `${year} 年` })
  await list(page, '月').selectOption({ label: `${month} 月` })
  await saved(page)
  await button(page, '下一步').click()
}

async function addPhoto(page: Page, label: string) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, `添加${label}`).click()])
  await chooser.setFiles({ name: `${label}.jpg`, mimeType: 'image/jpeg', buffer: photo() })
  await button(page, `查看${label}.jpg`).waitFor()
}

async function finishForm(page: Page) {
  await addPhoto(page, '身份证人像面')
  await addPhoto(page, '身份证国徽面')
  await button(page, '下一步').click()
  await page.getByRole('checkbox').click()
  await button(page, '下一步').click()
}

test('a citizen finds, applies, is served and reads the result, all in the browser', async () => {
  const { page, problems, context } = await phoneOf(person.id)
  await open(page, 'pages/services/index')
  await page.getByRole('textbox').fill('lhjy')
  await page.getByRole('link', { name: /^灵活就业人员社会保险参保登记/ }).click()
  await button(page, '立即申请').click()
  await fillPerson(page)
  await fillInsurance(page)
  await finishForm(page)
  await page.getByRole('heading', { name: /核对/ }).first().waitFor()
  await button(page, /^提交/).dblclick()
  await page.getByRole('switch').filter({ visible: true }).first().waitFor()
  for (const each of await page.getByRole('switch').filter({ visible: true }).all()) await each.click()
  await button(page, '确认并提交').dblclick()
  await page.getByRole('heading', { name: '提交成功', level: 2 }).waitFor()
  await picture(page, 'receipt')
  await button(page, /进度/).click()
  await page.getByText('已提交').first().waitFor()
  const caseId = new URL(page.url().replace('#/', '')).searchParams.get('caseId') ?? ''

  const desk = JSON.parse(await (await fetch(`${product.sandboxUrl}/ykb/desk/api/cases`)).text())
  await product.untilDelivered(caseId)
  for (const state of ['ACCEPTED', 'REVIEWING', 'DONE']) await product.advance(caseId, state)
  expect(desk.cases.length).toBeLessThanOrEqual(1)

  await detailsShown(page)
  await picture(page, 'case')
  await open(page, 'pages/messages/index')
  await page.getByText('申请已办结').first().waitFor()
  await page.getByText('办理结果已送达').first().click()
  await page.getByText('已办结').filter({ visible: true }).first().waitFor()
  expect(problems).toEqual([])
  await context.close()
})

test('a citizen mends what the department asks for, and the timeline tells both rounds', async () => {
  const zhao = await realCitizen(product, 'zhao-lei')
  const { id: caseId } = await apply(zhao)
  await product.untilDelivered(caseId)
  const asked = { correction: [{ item: '身份证国徽面', reason: '看不清有效期限' }] }
  await product.advance(caseId, 'ACCEPTED')
  await product.advance(caseId, 'CORRECTION', asked)

  const { page, problems, context } = await phoneOf('zhao-lei')
  await open(page, `packages/services/pages/case/index?caseId=${caseId}`)
  await button(page, '去补正').click()
  const back = page.getByRole('group', { name: /身份证国徽面/ })
  await back.getByRole('button', { name: /^删除/ }).click()
  await addPhoto(page, '身份证国徽面')
  await button(page, '下一步').click()
  await button(page, '下一步').click()
  await button(page, '提交补正').click()
  await page.getByText('已补正，再次提交').waitFor()
  await page.getByText('部门已接收').nth(1).waitFor()
  for (const state of ['ACCEPTED', 'REVIEWING', 'DONE']) await product.advance(caseId, state)
  await detailsShown(page)
  const labels = await page.getByRole('list').locator('.zj-timeline__label').allTextContents()
  const round = ['部门已接收', '已受理']
  expect(labels).toEqual(['已提交', ...round, '需要补正', '已补正，再次提交', ...round, '审查中', '已办结'])
  expect(problems).toEqual([])
  await context.close()
})

test('a draft begun on one phone goes on on another, at the step where it was left', async () => {
  const first = await phoneOf('chen-guoqiang')
  await open(first.page, `packages/services/pages/apply/index?serviceId=${serviceId}`)
  await fillPerson(first.page)
  await first.page.getByText('参保信息').waitFor()
  await first.context.close()

  const second = await phoneOf('chen-guoqiang')
  await second.page.getByText('没填完的申请').first().waitFor()
  await open(second.page, `packages/services/pages/apply/index?serviceId=${serviceId}`)
  await second.page.getByText('参保信息').waitFor()
  await button(second.page, '上一步').click()
  expect(await text(second.page, '姓名').inputValue()).toBe(person.name)
  expect(second.problems).toEqual([])
  await second.context.close()
})

test('a wrong ID number is told in plain words beside the field, and the step is not left', async () => {
  const { page, context } = await phoneOf('luo-shufen')
  await open(page, `packages/services/pages/apply/index?serviceId=${serviceId}`)
  await text(page, '姓名').fill('罗淑芬')
  await text(page, '身份证号码').fill('669999198803120022')
  await text(page, '手机号码').fill('1990000')
  await button(page, '下一步').click()
  await page
    .getByText(/身份证号码有误/)
    .first()
    .waitFor()
  expect(await page.getByText(/手机号码?应为 ?11 ?位/).count()).toBeGreaterThan(0)
  expect(await page.getByText('第 1 步').count()).toBe(1)
  await context.close()
})

test('without a network the answers stay on the phone and are sent when it is back', async () => {
  const { page, context } = await phoneOf('liu-yang')
  await open(page, `packages/services/pages/apply/index?serviceId=${serviceId}`)
  await text(page, '姓名').fill('刘洋')
  await saved(page)
  await context.setOffline(true)
  await text(page, '手机号码').fill('19900000088')
  await page.getByText(/未联网/).waitFor()
  await context.setOffline(false)
  await saved(page)
  const liu = product.citizen('liu-yang')
  await liu.signIn()
  const draft = await liu.call(servicesRoutes.openDraft, { params: { serviceId }, body: { edits: {} } })
  expect(draft.body.answers).toMatchObject({ name: '刘洋', phone: '19900000088' })
  await context.close()
})

/** The file of a page. */
const FILE = /\/js\/.*\.js$/
const SUITED = 'packages/services/pages/suited/index'
const suitedShown = (page: Page) => page.getByText('我能办什么').filter({ visible: true }).first()

test('a page whose file comes late does not cover the page one has gone on to', async () => {
  const { page, context, problems } = await phoneOf('yang-defu')
  const late: Promise<unknown>[] = []
  let letIn = () => {}
  const gate = new Promise<void>((open) => {
    letIn = open
  })
  let slow = true
  await page.route(FILE, async (route) => {
    if (slow) {
      late.push(page.waitForResponse(route.request().url()).then((came) => came.finished()))
      await gate
    }
    await route.continue()
  })
  await Promise.all([page.waitForRequest(FILE), open(page, SUITED)])
  slow = false
  await open(page, 'pages/mine/index')
  const mine = page.getByText('账号尾号').filter({ visible: true })
  await mine.waitFor()
  letIn()
  await Promise.all(late)
  // what has come is run and drawn
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
  expect(await mine.count()).toBe(1)
  expect(await suitedShown(page).count()).toBe(0)

  await open(page, SUITED)
  await suitedShown(page).waitFor()
  await page.goBack()
  await mine.waitFor()
  expect(problems).toEqual([])
  await context.close()
})

test('a page whose file does not come says so, and opens at the second try or with the new version', async () => {
  const { page, context, problems } = await phoneOf('ayguli')
  const dialog = page.getByRole('dialog', { name: '这一页没有打开' })
  await page.route(FILE, (route) => route.abort())
  await open(page, SUITED)
  await dialog.getByText('网络不好').waitFor()
  await picture(page, 'page-not-there')
  await dialog.getByRole('button', { name: '再试一次' }).click()
  await dialog.getByText('网络不好').waitFor()
  await page.unroute(FILE)
  await dialog.getByRole('button', { name: '再试一次' }).click()
  await suitedShown(page).waitFor()

  // the old version's files are no longer there
  await page.route(FILE, (route) => route.fulfill({ status: 404 }))
  await open(page, 'packages/identity/pages/identity/index')
  await dialog.getByText('程序更新了').waitFor()
  await dialog.getByRole('button', { name: '留在这里' }).click()
  await suitedShown(page).waitFor()
  await open(page, 'packages/halls/pages/halls/index')
  await dialog.getByText('程序更新了').waitFor()
  await page.unroute(FILE)
  await dialog.getByRole('button', { name: '重新打开' }).click()
  await page.getByText('大厅预约取号').filter({ visible: true }).first().waitFor()
  expect(problems).toEqual([])
  await context.close()
})
