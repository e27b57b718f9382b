import path from 'node:path'
import { relaysRoutes } from '@shared/contract/relays'
import { servicesRoutes } from '@shared/contract/services'
import type { Browser, Page } from 'playwright-core'
import { person } from '../../support/apply'
import { localItem } from '../../support/apply-local'
import { openBrowser } from '../../support/browser'
import { photo } from '../../support/citizen'
import { type Clerk, makeClerk, PASSWORD } from '../../support/clerk'
import { button, exactly, field, openDeskAs, shown, tidy } from '../../support/desk-window'
import { realCitizen } from '../../support/real-citizen'
import { startProduct, type TestProduct } from '../../support/start-product'
import { root } from '../../support/test-stores'

let product: TestProduct
let browser: Browser
let clerk: Clerk
beforeAll(async () => {
  product = await startProduct({ h5: process.env.H5_DIR ?? path.join(root, 'miniapp', 'dist', 'h5') })
  browser = await openBrowser()
  clerk = await makeClerk(product, 'li-clerk', ['clerk'], localItem.department)
  // staff codes move our clock alone: the outside systems catch up
  await product.control('/control/clock', { resetClock: true })
  await product.control('/control/clock', { moveMs: product.clock.now().getTime() - Date.now() })
})
afterAll(async () => {
  await browser.close()
  await product.close()
})

const choose = (page: Page, label: string | RegExp, option: string) =>
  field(page, label).selectOption({ label: option })

async function scanIn(page: Page, label: string) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, `扫描或上传：${label}`).click()])
  await chooser.setFiles({ name: '扫描件.jpg', mimeType: 'image/jpeg', buffer: photo() })
  await button(page, `重新上传${label}`).waitFor()
}

test('窗口录入: a card the register does not know is told; the right one, the form, a code on the phone, and the number', async () => {
  const { page, problems, context } = await openDeskAs(browser, product, clerk, 'intake/index')
  await shown(page, '照身份证原件填写')
  await tidy(page, 'intake')
  await choose(page, /^事项/, '高龄津贴申领')
  await choose(page, /^核对方式/, '本人到窗口，已查验身份证原件')
  await field(page, /^姓名/).fill('罗淑分')
  await field(page, /^身份证号码/).fill('669999195810210240')
  await button(page, '核对并开始填写').click()
  await shown(page, '姓名和身份证号不一致')
  await tidy(page, 'intake-refused')
  await field(page, /^姓名/).fill('罗淑芬')
  await button(page, '核对并开始填写').click()
  await shown(page, '申请人 罗*芬')
  await tidy(page, 'intake-form')
  await button(page, '纸上签名').click()
  await tidy(page, 'intake-signature')
  await button(page, '短信验证码').click()
  await field(page, /^联系手机号码/).fill('19900000003')
  await choose(page, /^户籍所在街道/, '大坪街道')
  await field(page, /^开户银行/).fill('示例银行')
  await shown(page, '已自动保存')
  await page.reload()
  await shown(page, '申请人 罗*芬')
  expect(await field(page, /^开户银行/).inputValue()).toBe('示例银行')
  expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')).not.toContain('示例银行')
  for (const label of ['身份证人像面', '户口簿本人页']) await scanIn(page, label)
  await button(page, '发送验证码到本人手机').click()
  await button(page, '重新发送验证码').waitFor()
  await field(page, /^验证码/).fill(await product.smsCode('19900000003'))
  await button(page, '确认并提交').click()
  await shown(page, /银行卡号：请/)
  await tidy(page, 'intake-wrong')
  await field(page, /^银行卡号/).fill('6222020000000000000')
  await scanIn(page, '银行卡照片')
  await page
    .getByRole('checkbox', { name: /已读给本人听/ })
    .first()
    .check()
  await page
    .getByRole('checkbox', { name: /已读给本人听/ })
    .last()
    .check()
  await button(page, '确认并提交').click()
  await shown(page, '请告诉本人')
  await tidy(page, 'intake-done')
  expect(problems).toEqual([])
  await context.close()
})

test('接力填写: a wrong code is told; the clerk fills in on, and hands it back', async () => {
  const citizen = await realCitizen(product, person.id)
  const params = { serviceId: localItem.id }
  const { body: draft } = await citizen.call(servicesRoutes.openDraft, {
    params,
    body: { edits: { name: person.name } }
  })
  const { body: relay } = await citizen.call(relaysRoutes.makeRelay, { params: { draftId: draft.id } })
  const { page, problems, context } = await openDeskAs(browser, product, clerk, 'relay/index')
  await tidy(page, 'relay')
  await field(page, /^接力码/).fill('AAAA2222')
  await page.keyboard.press('Enter')
  await shown(page, '请群众换一个码')
  await tidy(page, 'relay-wrong')
  await field(page, /^接力码/).fill(relay.code)
  await page.keyboard.press('Enter')
  await field(page, /^开户银行/).fill('示例银行')
  await tidy(page, 'relay-form')
  await exactly(page, '保存').click()
  await button(page, /交还/).click()
  await shown(page, '已交还本人')
  await tidy(page, 'relay-done')
  const { body: back } = await citizen.call(relaysRoutes.showRelay, { params: { draftId: draft.id } })
  expect(back).toMatchObject({ state: 'handed-back' })
  expect(problems).toEqual([])
  await context.close()
})

test('指标, 任务, 叫号, 证照核验, 渝快办对接 and the rest open tidy when there is nothing yet', async () => {
  const head = await makeClerk(product, 'head', ['clerk', 'reviewer', 'head'], localItem.department)
  const { page, problems, context } = await openDeskAs(browser, product, head, 'figures/index')
  await shown(page, '零跑腿')
  await tidy(page, 'figures')
  for (const [name, words] of [
    ['tasks', '没有待办任务'],
    ['queue', '您的部门没有接受预约的窗口'],
    ['certificates', '亮证码'],
    ['ratings', /评价/],
    ['platform', '还没有核对过'],
    ['password', '现在的密码']
  ] as const) {
    await page.goto(`${product.url}/#/packages/desk/pages/${name}/index`)
    await shown(page, words)
    await tidy(page, `empty-${name}`)
  }
  await page.goto(`${product.url}/#/packages/desk/pages/certificates/index`)
  await field(page, /^亮证码/).fill('AAAABBBBCCCC')
  await page.keyboard.press('Enter')
  await shown(page, '这个码已经用过、过期或者不对')
  await tidy(page, 'certificates-wrong')
  expect(problems).toEqual([])
  await context.close()
})

test('窗口录入: who was signed out for being idle signs in again and finds everything the person had told them', async () => {
  const idle = await makeClerk(product, 'idle-clerk', ['clerk'], localItem.department)
  const { page, context } = await openDeskAs(browser, product, idle, 'intake/index')
  await page.clock.install()
  await choose(page, /^事项/, '高龄津贴申领')
  await choose(page, /^核对方式/, '本人到窗口，已查验身份证原件')
  await field(page, /^姓名/).fill('罗淑芬')
  await field(page, /^身份证号码/).fill('669999195810210240')
  await button(page, '核对并开始填写').click()
  await shown(page, '申请人 罗*芬')
  await field(page, /^开户银行/).fill('示例银行')
  await scanIn(page, '身份证人像面')
  // ends every session of the desk: nothing comes after this test
  product.clock.moveBy(16 * 60_000)
  await product.control('/control/clock', { moveMs: 16 * 60_000 })
  await page.clock.fastForward('15:05')
  await shown(page, '您已退出工作台')
  await field(page, /^登录名/).fill(idle.offer.login)
  await field(page, /^密码/).fill(PASSWORD)
  await field(page, /动态码/).fill(idle.code())
  await page.keyboard.press('Enter')
  await shown(page, '申请人 罗*芬')
  expect(await field(page, /^开户银行/).inputValue()).toBe('示例银行')
  await button(page, '重新上传身份证人像面').waitFor()
  await context.close()
})
