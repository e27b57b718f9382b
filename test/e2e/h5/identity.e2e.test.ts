import path from 'node:path'
import { devicesRoutes } from '@shared/contract/devices'
import { identityRoutes } from '@shared/contract/identity'
import { noticesRoutes } from '@shared/contract/notices'
import { prefillRoutes } from '@shared/contract/prefill'
import { servicesRoutes } from '@shared/contract/services'
import { tasksRoutes } from '@shared/contract/tasks'
import type { Browser, Page, Request } from 'playwright-core'
import * as z from 'zod/mini'
import { agree, goodAnswers, person, serviceId } from '../../support/apply'
import { fillLocalDraft } from '../../support/apply-local'
import { openBrowser, openPhone, openWindow, picture } from '../../support/browser'
import type { Citizen } from '../../support/citizen'
import { makeClerk } from '../../support/clerk'
import { agreeToTerms, openPhoneAs, realCitizen } from '../../support/real-citizen'
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

const open = (page: Page, route: string) => page.goto(`${product.url}/#/${route}`)
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).filter({ visible: true }).first()
const field = (page: Page, name: string) =>
  page.getByRole('textbox', { name: new RegExp(`^${name}`) }).filter({ visible: true })
async function shows(page: Page, text: string | RegExp) {
  try {
    await page.getByText(text).filter({ visible: true }).first().waitFor()
  } catch (caught) {
    await picture(page, 'identity-failed')
    throw caught
  }
}
const identity = 'packages/identity/pages'
const applyPage = `packages/services/pages/apply/index?serviceId=${serviceId}`

/** On the page that asks for it: has a code sent to this number and types it. */
async function typeCode(page: Page, phone: string) {
  await button(page, '获取验证码').click()
  await shows(page, '验证码已发送')
  await field(page, '短信验证码').fill(await product.smsCode(phone))
}

async function signInBySms(page: Page, phone: string) {
  await field(page, '手机号码').fill(phone)
  await typeCode(page, phone)
  await button(page, '登录').click()
}

const dialog = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true })

/** The terms are agreed to one after the other; 'service' is the last of them. */
const isAgreementTo = (request: Request, termsId: string) =>
  request.method() === 'POST' &&
  request.url().endsWith(noticesRoutes.agreeToTerms.path) &&
  (request.postData() ?? '').includes(`"${termsId}"`)

const uploaded = z.object({ id: z.string() })

/** Everything filled in and agreed to, by somebody without a real name. */
async function fillWithoutName(citizen: Citizen) {
  await agree(citizen)
  const front = uploaded.parse((await citizen.upload()).body).id
  const back = uploaded.parse((await citizen.upload()).body).id
  await citizen.call(servicesRoutes.openDraft, { params: { serviceId }, body: { edits: goodAnswers([front, back]) } })
}

test('somebody outside WeChat signs in by SMS, agrees to the terms, and is back at the form they wanted', async () => {
  const { page, problems, context } = await openPhone(browser)
  await open(page, applyPage)
  await shows(page, '手机号登录')
  await picture(page, 'sign-in')
  await signInBySms(page, '19900000020')
  await shows(page, '请先阅读并决定')
  await picture(page, 'terms')
  // the form stands behind the question from the start: only the answer tells that the agreement is kept
  const kept = page.waitForResponse((answer) => isAgreementTo(answer.request(), 'service'))
  await dialog(page, '同意').click()
  expect((await kept).status()).toBe(200)
  await shows(page, '第 1 步')
  await page.reload()
  await shows(page, '第 1 步')
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(problems).toEqual([])
  await context.close()
})

test('WeChat signs somebody in from the sign-in page, and they come back to where they were', async () => {
  const { page, problems, context } = await openPhone(browser)
  await open(page, 'pages/messages/index')
  await button(page, '登录').click()
  await button(page, '微信登录').click()
  await page.getByText('陈国强', { exact: true }).click()
  await dialog(page, '同意').click()
  await shows(page, /条未读|还没有消息/)
  expect(page.url()).toContain('#/pages/messages/index')
  expect(problems).toEqual([])
  await context.close()
})

test('inside WeChat nobody sees a sign-in page: WeChat is asked at once', async () => {
  const userAgent = 'Mozilla/5.0 (iPhone) MicroMessenger/8.0.60 NetType/WIFI'
  const { page, context } = await openWindow(browser, { userAgent })
  await open(page, 'pages/mine/index')
  await button(page, '登录').click()
  await page.getByText('陈国强', { exact: true }).waitFor()
  expect(page.url()).toContain('/wechat/')
  await context.close()
})

test('whoever does not agree to the terms is signed out and can go on reading what is public', async () => {
  const { page, context } = await openPhone(browser)
  await open(page, `${identity}/sign-in/index?returnTo=%2Fpages%2Fmine%2Findex`)
  await signInBySms(page, '19900000021')
  await dialog(page, '不同意').click()
  await shows(page, '您还没有登录')
  await open(page, `packages/services/pages/guide/index?serviceId=${serviceId}`)
  await shows(page, '办理材料')
  await context.close()
})

test('a wrong code is told with the tries left, and no link leads out of the program after signing in', async () => {
  const { page, context } = await openPhone(browser)
  await open(page, `${identity}/sign-in/index?returnTo=%2F%2Fevil.example%2F`)
  await field(page, '手机号码').fill('19900000022')
  await typeCode(page, '19900000022')
  const right = await field(page, '短信验证码').inputValue()
  await field(page, '短信验证码').fill(right === '000000' ? '000001' : '000000')
  await button(page, '登录').click()
  await shows(page, /还可以试 \d 次/)
  await field(page, '短信验证码').fill(right)
  await button(page, '登录').click()
  await dialog(page, '同意').click()
  await shows(page, '账号尾号')
  expect(new URL(page.url()).origin).toBe(product.url)
  await context.close()
})

test('handing in needs a real name: the person is led there and back, and the same application goes in once', async () => {
  const citizen = product.citizen(person.id)
  await citizen.signIn()
  await agreeToTerms(citizen)
  await fillWithoutName(citizen)
  const { page, problems, context } = await openPhoneAs(browser, product, citizen)
  await open(page, applyPage)
  await shows(page, /第 5 步/)
  await button(page, /^提交/).click()
  await shows(page, '需要实名核验')
  await picture(page, 'step-up-phone')
  await field(page, '手机号码').fill(person.phone)
  await typeCode(page, person.phone)
  await button(page, '绑定这个手机号').click()
  await shows(page, '用身份证核验')
  await field(page, '姓名').fill(person.name)
  await field(page, '身份证号码').fill('669999198803120022')
  await button(page, '核验').click()
  await shows(page, /身份证号码有误/)
  await field(page, '身份证号码').fill(person.citizenId)
  await picture(page, 'step-up-name')
  await button(page, '核验').click()
  await shows(page, '提交成功')
  await open(page, `${identity}/identity/index`)
  await shows(page, '张*')
  await picture(page, 'identity')
  expect(await page.content()).not.toContain(person.citizenId)
  const again = product.citizen(person.id)
  await again.signIn()
  expect((await again.call(servicesRoutes.listCases, {})).body.items).toHaveLength(1)
  expect(problems).toEqual([])
  await context.close()
})

test('whoever turns back from proving who they are finds the form as it was, and nothing was handed in', async () => {
  const citizen = product.citizen('tang-jing')
  await citizen.signIn()
  await agreeToTerms(citizen)
  await fillWithoutName(citizen)
  const { page, context } = await openPhoneAs(browser, product, citizen)
  await open(page, applyPage)
  await shows(page, /第 5 步/)
  await button(page, /^提交/).click()
  await shows(page, '需要实名核验')
  await page.goBack()
  await shows(page, '没有提交成功')
  await page.getByText(person.name).first().waitFor({ state: 'attached' })
  expect((await citizen.call(servicesRoutes.listCases, {})).body.items).toEqual([])
  await context.close()
})

test('渝快办 signs somebody in with their real name', async () => {
  const { page, problems, context } = await openPhone(browser)
  await open(page, `${identity}/sign-in/index?returnTo=%2Fpages%2Fmine%2Findex`)
  await button(page, '渝快办登录').click()
  await page.getByText('杨德福').first().click()
  // back where they wanted to be: whoever goes elsewhere before that is brought back
  await shows(page, '账号尾号')
  await dialog(page, '同意').click()
  await open(page, `${identity}/identity/index`)
  await shows(page, '渝快办')
  await shows(page, '已实名')
  expect(problems).toEqual([])
  await context.close()
})

test('渝快办 gives a real name to somebody who is signed in already, in the same account, and leads them back', async () => {
  const citizen = product.citizen('ayguli')
  const { me } = await citizen.signIn()
  await agreeToTerms(citizen)
  await citizen.bindPhone()
  const { page, context } = await openPhoneAs(browser, product, citizen)
  await open(
    page,
    `${identity}/step-up/index?needed=real-name&returnTo=%2F${identity.replaceAll('/', '%2F')}%2Fidentity%2Findex`
  )
  await button(page, '用渝快办核验').click()
  await page.getByText('阿依古丽').first().click()
  await shows(page, '已实名')
  const after = await page.evaluate(`fetch('${identityRoutes.me.path}').then((reply) => reply.json())`)
  expect(after).toMatchObject({ citizenId: me.citizenId, level: 'real-name' })
  await context.close()
})

test('a person sees where they are signed in, ends one place, and reports another that was not them', async () => {
  const citizen = await realCitizen(product, 'wang-xiaoli')
  const { page, context } = await openPhoneAs(browser, product, citizen)
  const others = [product.citizen('wang-xiaoli'), product.citizen('wang-xiaoli')]
  for (const other of others) await other.signIn()
  await open(page, `${identity}/devices/index`)
  await shows(page, '这台设备')
  await picture(page, 'devices')
  await button(page, /^结束登录/).click()
  await shows(page, '已结束这次登录')
  await button(page, /^不是我本人/).click()
  await dialog(page, '不是本人').click()
  await shows(page, '已经处理')
  await dialog(page, '知道了').click()
  await product.drainLater(3_000)
  for (const other of others)
    expect((await other.call(devicesRoutes.listSessions, {})).error?.error).toBe('sign_in_required')
  expect((await citizen.call(identityRoutes.me, {})).status).toBe(200)
  await context.close()
})

test('exporting and closing the account ask once more who it is; a closing can be taken back', async () => {
  const citizen = await realCitizen(product, 'xiang-yu')
  await product.drainLater(6 * 60_000)
  const { page, context } = await openPhoneAs(browser, product, citizen)
  const phone = citizen.known().mobile
  await open(page, `${identity}/export/index`)
  await button(page, '生成程序能读的文件（JSON）').click()
  await shows(page, '需要再次验证是您本人')
  await typeCode(page, phone)
  const downloaded = page.waitForEvent('download')
  await button(page, '验证').click()
  expect((await downloaded).suggestedFilename()).toBe('我的数据.json')
  await open(page, `${identity}/closure/index`)
  await page.getByRole('checkbox').click()
  await button(page, '注销账户').click()
  await dialog(page, '注销').click()
  await shows(page, '账户正在注销')
  await picture(page, 'closure')
  await button(page, '不注销了').click()
  await shows(page, '账户已保留')
  await context.close()
})

test('after signing out nothing personal is left in the browser', async () => {
  const citizen = await realCitizen(product, 'gong-yan')
  const { page, context } = await openPhoneAs(browser, product, citizen)
  await open(page, applyPage)
  await field(page, '姓名').fill('龚燕')
  await shows(page, '已保存')
  await open(page, 'pages/mine/index')
  await button(page, '退出登录').click()
  await dialog(page, '退出').click()
  await shows(page, '您还没有登录')
  const left = await page.evaluate(`(async () => {
    const open = (name) => new Promise((done) => { const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result) })
    const db = await open('zhijianban')
    const count = (store) => new Promise((done) => { const asked = db.transaction(store).objectStore(store).count(); asked.onsuccess = () => done(asked.result) })
    return [await count('sealed'), await count('keys')]
  })()`)
  expect(left).toEqual([0, 0])
  expect((await context.cookies()).filter(({ name }) => name === 'zjb_session')).toEqual([])
  await context.close()
})

test('who said that a register is wrong follows the message to 我的身份 and reads what its department wrote', async () => {
  const citizen = await realCitizen(product, 'zhao-lei')
  const params = { draftId: (await fillLocalDraft(citizen)).id }
  await citizen.call(prefillRoutes.prefillDraft, { params })
  await citizen.call(prefillRoutes.disputePrefill, { params, body: { field: 'name', text: '我的名字改过了' } })
  // a new account takes half a minute of our clock: nothing comes after this test
  const officer = await makeClerk(product, 'register-clerk', ['clerk'], 'public-security')
  const [task] = (await officer.call(tasksRoutes.listTasks, { query: {} })).body.items
  const at = { taskId: task?.id ?? '' }
  await officer.call(tasksRoutes.takeTask, { params: at })
  await officer.call(tasksRoutes.showTask, { params: at })
  const body = { decision: 'right', reason: '户籍没有变更记录，请带户口簿来核对。' }
  expect((await officer.call(tasksRoutes.decideTask, { params: at, body })).error).toBeNull()

  const { page, problems, context } = await openPhoneAs(browser, product, citizen)
  await open(page, 'pages/messages/index')
  await page.getByRole('link', { name: /登记信息的核查结果/ }).click()
  await shows(page, /老人姓名：我的名字改过了/)
  await shows(page, /答复：户籍没有变更记录/)
  await page.getByText('登记没有错', { exact: true }).scrollIntoViewIfNeeded()
  await picture(page, 'identity-dispute')
  expect(problems).toEqual([])
  await context.close()
})
