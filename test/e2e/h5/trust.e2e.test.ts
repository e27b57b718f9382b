import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { fillDraft, serviceId } from '../../support/apply'
import { openBrowser, PATIENCE_MS, picture } from '../../support/browser'
import { openPhoneAs, realCitizen, withdrawAll } from '../../support/real-citizen'
import { startProduct, type TestProduct } from '../../support/start-product'
import { root } from '../../support/test-stores'

const trust = 'packages/trust/pages'
const service = 'packages/services/pages'
const creditCode = '91669999MA0YJB01X6'
const firm = '重庆黄葛树下餐饮有限公司（示例）'

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

const open = (page: Page, route: string) => page.goto(`${product.url}/#/${route}`)
/** As if the mini-program were started at this page: nothing of the one before is kept. */
async function openAnew(page: Page, route: string) {
  await page.goto('about:blank')
  await open(page, route)
}
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).filter({ visible: true })
const says = (page: Page, words: string | RegExp) => page.getByText(words).filter({ visible: true }).first().waitFor()
/** Presses an act that asks first, and says yes. */
async function pressAndConfirm(page: Page, name: string | RegExp, yes: string) {
  await button(page, name).click()
  await page.getByRole('dialog').getByRole('button', { name: yes, exact: true }).click()
}
const phoneOf = async (person: string) => {
  const citizen = await realCitizen(product, person)
  return { ...(await openPhoneAs(browser, product, citizen)), citizen }
}
/** The invitation code on the screen. */
async function codeOn(page: Page): Promise<string> {
  const code = page.locator('.tr-code').filter({ visible: true })
  await code.waitFor()
  return code.innerText()
}
async function accept(page: Page, code: string) {
  await open(page, `${trust}/invitation/index`)
  await page.getByRole('textbox', { name: /邀请码/ }).fill(code.toLowerCase())
  await button(page, '查看邀请').click()
  await says(page, '接受前请知道')
  await button(page, '接受邀请').click()
  await says(page, '已接受')
  await button(page, '去切换身份').click()
}

/** Takes on another capacity; the product then leads to 我的, and whoever goes elsewhere before is led there too. */
async function switchTo(page: Page, name: string | RegExp) {
  await button(page, name).click()
  await page.waitForURL(/#\/pages\/mine\/index/)
  await says(page, '账号尾号')
}

/**
 * Every process knows within 2 s that a session has ended; a page that is opened until then still has it. Once it has
 * ended, 我的 says so, or a call of 我的 was refused and has led to the sign-in page.
 */
async function signedOutSoon(page: Page) {
  const out = page.getByText(/您还没有登录|手机号登录/).filter({ visible: true })
  const still = page.getByText('账号尾号').filter({ visible: true })
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    await openAnew(page, 'pages/mine/index')
    await out.or(still).first().waitFor()
    if (await out.first().isVisible()) return
  }
  throw new Error('the session under the ended mandate goes on')
}

test('an enterprise is bound, an agent accepts on a second phone, acts for it, and is dismissed', async () => {
  const zhao = await phoneOf('zhao-lei')
  await open(zhao.page, `${trust}/enterprises/index`)
  await zhao.page.getByRole('textbox', { name: /统一社会信用代码/ }).fill(creditCode)
  await button(zhao.page, '核对并绑定').click()
  await zhao.page.getByRole('link', { name: new RegExp(firm.slice(0, 8)) }).click()
  await says(zhao.page, '法定代表人')
  await button(zhao.page, '授权经办人').click()
  await button(zhao.page, '生成邀请').click()
  const code = await codeOn(zhao.page)
  await picture(zhao.page, 'trust-invited')

  const liu = await phoneOf('liu-yang')
  await accept(liu.page, code)
  await switchTo(liu.page, new RegExp(`切换到${firm.slice(0, 8)}`))
  await picture(liu.page, 'trust-mine')
  await open(liu.page, `${service}/apply/index?serviceId=${serviceId}`)
  await says(liu.page, `当前身份：${firm}`)
  await picture(liu.page, 'trust-acting')

  await openAnew(zhao.page, `${trust}/enterprises/index`)
  await zhao.page.getByRole('link', { name: new RegExp(firm.slice(0, 8)) }).click()
  await says(zhao.page, '刘*')
  await picture(zhao.page, 'trust-enterprise')
  await pressAndConfirm(zhao.page, '解除刘*', '解除')
  await says(zhao.page, '已解除')

  await signedOutSoon(liu.page)
  expect([...zhao.problems, ...liu.problems]).toEqual([])
  await zhao.context.close()
  await liu.context.close()
})

test('a parent entrusts a child, who sees no phone number; the parent takes it back at once', async () => {
  const parent = await phoneOf('yang-defu')
  await open(parent.page, `${trust}/mandates/index`)
  await says(parent.page, '代办人看不到您的手机号码')
  await picture(parent.page, 'trust-mandates')
  await button(parent.page, '请家人代办').click()
  await button(parent.page, '生成邀请').click()
  const code = await codeOn(parent.page)

  const child = await phoneOf('zhang-min')
  await accept(child.page, code)
  await picture(child.page, 'trust-capacity')
  await switchTo(child.page, '切换到代 杨*')
  await open(child.page, `${service}/apply/index?serviceId=${serviceId}`)
  await says(child.page, '当前身份：代 杨*')
  await says(child.page, '身份证号码')
  expect(await child.page.getByText('手机号码').count()).toBe(0)

  await openAnew(parent.page, `${trust}/mandates/index`)
  await pressAndConfirm(parent.page, '收回张*', '收回')
  await says(parent.page, '已收回')
  expect([...parent.problems, ...child.problems]).toEqual([])
  await parent.context.close()
  await child.context.close()
})

test('at 提交 each department is agreed to by itself; the ledger shows the read; a consent is withdrawn', async () => {
  const { page, citizen, problems, context } = await phoneOf('chen-guoqiang')
  await fillDraft(citizen)
  await withdrawAll(citizen)
  await open(page, `${service}/apply/index?serviceId=${serviceId}`)
  await button(page, '提交').click()
  await says(page, '提交前请逐项确认')
  await picture(page, 'trust-consent')
  await button(page, '暂不提交').click()
  await says(page, '填写的内容都在草稿里')
  await button(page, '提交').click()
  await says(page, '提交前请逐项确认')
  const switches = page.getByRole('switch').filter({ visible: true })
  expect(await switches.count()).toBeGreaterThan(0)
  for (const each of await switches.all()) {
    expect(await each.getAttribute('aria-checked')).toBe('false')
    await each.click()
  }
  await button(page, '确认并提交').click()
  await page.getByRole('heading', { name: '提交成功', level: 2 }).waitFor()
  const caseId = new URL(page.url().replace('#/', '')).searchParams.get('caseId') ?? ''
  await product.untilDelivered(caseId)

  await openAnew(page, `${trust}/ledger/index`)
  await says(page, '看了：')
  await picture(page, 'trust-ledger')
  await button(page, /有异议/)
    .first()
    .click()
  await page.getByRole('textbox', { name: /您认为哪里不对/ }).fill('我没有同意过提供照片')
  await button(page, '提交异议').click()
  await says(page, '异议核查中')

  await open(page, `${trust}/consents/index`)
  await says(page, '正在生效')
  await picture(page, 'trust-consents')
  await button(page, /^撤回同意/)
    .first()
    .click()
  await page.getByRole('dialog').getByRole('button', { name: '撤回', exact: true }).click()
  await says(page, '已经结束')
  expect(problems).toEqual([])
  await context.close()
})

test('a citizen goes to a department’s own page signed in, after agreeing to what it gets', async () => {
  const { page, problems, context } = await phoneOf('wang-xiaoli')
  await open(page, `${trust}/partners/index`)
  await page.getByRole('link', { name: /文旅场馆预约/ }).click()
  await says(page, '会提供的信息')
  await picture(page, 'trust-partner')
  await button(page, '前往部门网站').click()
  await says(page, '要先打开上面的开关')
  await page.getByRole('switch').filter({ visible: true }).click()
  await button(page, '前往部门网站').click()
  await page.getByText('您好，王*').waitFor()
  expect(problems).toEqual([])
  await context.close()
})
