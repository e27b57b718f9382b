import path from 'node:path'
import { browserSignInRoutes } from '@shared/contract/browser-sign-in'
import { identityRoutes } from '@shared/contract/identity'
import { servicesRoutes } from '@shared/contract/services'
import * as z from 'zod/mini'
import { agree, goodAnswers, person, serviceId } from '../../support/apply'
import { type Citizen, jsCode, lookIntoCamera, phoneCode, photo } from '../../support/citizen'
import { makeBrowser } from '../../support/oauth-browser'
import { agreeToTerms } from '../../support/real-citizen'
import { startProduct, type TestProduct } from '../../support/start-product'
import { root } from '../../support/test-stores'
import { launch } from '../../support/weapp/launch'
import { closeEverySession } from '../../support/weapp/session'
import { dictOf, textOf } from '../../support/weapp/unknown-values'

const dist = process.env.WEAPP_DIR ?? path.join(root, 'miniapp', 'dist', 'weapp')
let product: TestProduct
beforeAll(async () => {
  product = await startProduct({ work: true })
})
afterAll(() => product.close())
afterEach(closeEverySession)

const identity = 'packages/identity/pages'
const applyPage = 'packages/services/pages/apply/index'

/** The mini-program on this person's phone: WeChat knows them, their number and their face. */
const phone = (who: string, start: string, query: Record<string, string> = {}, privacyAgreed = true) =>
  launch({
    dist,
    baseUrl: product.url,
    path: start,
    query,
    privacyAgreed,
    api: {
      login: async () => ({ code: await jsCode(product.sandboxUrl, who) }),
      getPhoneNumber: async () => ({ code: await phoneCode(product.sandboxUrl, who) }),
      requestFacialVerify: async (given) => {
        await lookIntoCamera(product.sandboxUrl, who, textOf(dictOf(given).verifyId), true)
        return {}
      }
    }
  })
type Phone = Awaited<ReturnType<typeof phone>>
type Shown = ReturnType<Phone['page']>

const press = (page: Shown, words: string | RegExp) => page.tap(page.byText(words))
const shows = (page: Shown, words: string) => page.waitFor(() => page.text.includes(words))

/** WeChat knows who holds the phone: one tap. */
async function signIn(session: Phone) {
  await shows(session.page(), '登录')
  await press(session.page(), '登录')
}

const uploaded = z.object({ id: z.string() })

/** Everything filled in and agreed to, by somebody without a real name. */
async function filledWithoutName(who: string): Promise<Citizen> {
  const citizen = product.citizen(who)
  await citizen.signIn()
  await agreeToTerms(citizen)
  await agree(citizen)
  const front = uploaded.parse((await citizen.upload()).body).id
  const back = uploaded.parse((await citizen.upload()).body).id
  await citizen.call(servicesRoutes.openDraft, { params: { serviceId }, body: { edits: goodAnswers([front, back]) } })
  return citizen
}

test('handing in needs a real name: WeChat gives the phone, the person their name, and the application goes in', async () => {
  const citizen = await filledWithoutName(person.id)
  const session = await phone(person.id, applyPage, { serviceId })
  await shows(session.page(), '第 5 步')
  await press(session.page(), /^提交/)
  const step = await session.waitPath(`${identity}/step-up/index`)
  await shows(step, '需要实名核验')
  await press(step, '用微信手机号')
  await shows(step, '用身份证核验')
  await step.input(step.byLabel('姓名'), person.name)
  await step.input(step.byLabel('身份证号码'), person.citizenId)
  await press(step, '核验')
  const receipt = await session.waitPath('packages/services/pages/receipt/index')
  await shows(receipt, '办件编号')
  expect(session.paths()).not.toContain(`${identity}/step-up/index`)
  const cases = await citizen.call(servicesRoutes.listCases, {})
  expect(cases.body.items).toHaveLength(1)
  expect(session.encryptedKeys.has('private.session')).toBe(true)
  await session.close()
})

test('whoever turns back finds the form as it was, and can hand in later', async () => {
  const citizen = await filledWithoutName('tang-jing')
  const session = await phone('tang-jing', applyPage, { serviceId })
  await shows(session.page(), '第 5 步')
  await press(session.page(), /^提交/)
  await session.waitPath(`${identity}/step-up/index`)
  const form = await session.back()
  await shows(form, '没有提交成功')
  expect(form.text).toContain('第 5 步')
  expect((await citizen.call(servicesRoutes.listCases, {})).body.items).toEqual([])
  await press(form, /^提交/)
  await session.waitPath(`${identity}/step-up/index`)
  await session.close()
})

test('the first sign-in asks about the terms; a no signs out, and what is public stays open', async () => {
  const session = await phone('chen-guoqiang', 'pages/mine/index')
  await signIn(session)
  await shows(session.page(), '请先阅读并决定')
  await press(session.page(), /阅读.*隐私政策/)
  const terms = await session.waitPath('pages/privacy/index')
  await shows(terms, '待主管部门审定')
  expect(terms.text).not.toContain('请先阅读并决定')
  const mine = await session.back()
  await shows(mine, '请先阅读并决定')
  await press(mine, '不同意')
  await shows(mine, '您还没有登录')
  expect([...session.storage.keys()].filter((key) => key.startsWith('private.'))).toEqual([])
  await session.tab('pages/services/index')
  await shows(session.page(), '灵活就业')
  await session.close()
})

test('a photo waits for consent to the privacy guide: after a no the form stays usable, and the next press asks again', async () => {
  const citizen = product.citizen('wang-xiaoli')
  await citizen.signIn()
  await agreeToTerms(citizen)
  await citizen.bindPhone()
  const session = await phone('wang-xiaoli', `${identity}/review/index`, { of: 'paper' }, false)
  await signIn(session)
  const review = session.page()
  await shows(review, '证件照片')
  session.willChoose({ name: '护照.jpg', bytes: photo() })
  await review.tap(review.byLabel('添加证件照片'))
  await shows(review, '用户隐私保护指引')
  await press(review, '不同意')
  await session.waitFor(() => session.toasts.some((line) => line.includes('没有同意隐私保护指引')))
  await review.input(review.byLabel('姓名'), 'ALICE EXAMPLE')
  session.willChoose({ name: '护照.jpg', bytes: photo() })
  await review.tap(review.byLabel('添加证件照片'))
  await shows(review, '用户隐私保护指引')
  await press(review, '同意')
  await shows(review, '已传 1 个')
  await session.close()
})

test('the face check leads from real name to the next level, and the server alone decides that it passed', async () => {
  const citizen = product.citizen('liu-yang')
  await citizen.signIn()
  await agreeToTerms(citizen)
  await citizen.verify()
  const session = await phone('liu-yang', `${identity}/step-up/index`, {
    needed: 'face',
    returnTo: '/pages/mine/index'
  })
  await signIn(session)
  session.mock('requestFacialVerify', async (given) => {
    await lookIntoCamera(product.sandboxUrl, 'liu-yang', textOf(dictOf(given).verifyId), false)
    return {}
  })
  await shows(session.page(), '开始人脸核身')
  await press(session.page(), '开始人脸核身')
  await shows(session.page(), '人脸核身没有通过')
  session.mock('requestFacialVerify', async (given) => {
    await lookIntoCamera(product.sandboxUrl, 'liu-yang', textOf(dictOf(given).verifyId), true)
    return {}
  })
  await press(session.page(), '开始人脸核身')
  await session.waitPath('pages/mine/index')
  await session.close()
})

test('an identity that belongs to another account of the person: the two become one after a face check', async () => {
  const browser = makeBrowser(product)
  const { url } = (await browser.post(browserSignInRoutes.startYkbSignIn.path, { returnTo: '/' })).body
  const chosen = await browser.choose(url, 'zhao-lei')
  const { accountTail } = (await browser.post(browserSignInRoutes.finishYkbSignIn.path, chosen)).body.me
  const citizen = product.citizen('zhao-lei')
  await citizen.signIn()
  await agreeToTerms(citizen)
  await citizen.bindPhone()
  const session = await phone('zhao-lei', `${identity}/identity/index`)
  await signIn(session)
  await shows(session.page(), '未实名')
  await press(session.page(), '实名核验')
  const step = await session.waitPath(`${identity}/step-up/index`)
  const { name, idNumber } = citizen.known()
  await step.input(step.byLabel('姓名'), name)
  await step.input(step.byLabel('身份证号码'), idNumber)
  await press(step, '核验')
  await shows(step, '合并两个账户')
  await press(step, '合并两个账户')
  const merge = await session.waitPath(`${identity}/merge/index`)
  await press(merge, '核身并合并')
  const shown = await session.waitPath(`${identity}/identity/index`)
  await shows(shown, '已实名')
  expect(shown.text).toContain('合并过的账户')
  expect(session.modals.some((modal) => JSON.stringify(modal).includes(accountTail))).toBe(true)
  await session.close()
})

test('a person ends every other sign-in; signing out leaves nothing personal on the phone', async () => {
  const citizen = product.citizen('luo-shufen')
  await citizen.signIn()
  await agreeToTerms(citizen)
  const session = await phone('luo-shufen', 'pages/mine/index')
  await signIn(session)
  await shows(session.page(), '账号尾号')
  await press(session.page(), '设备管理')
  const devices = await session.waitPath(`${identity}/devices/index`)
  await shows(devices, '这台设备')
  await press(devices, '结束其他所有登录')
  await session.waitFor(() => session.toasts.includes('其他登录都已结束'))
  await product.drainLater(3_000)
  expect((await citizen.call(identityRoutes.me, {})).error?.error).toBe('sign_in_required')
  await session.back()
  await press(session.page(), '退出登录')
  await shows(session.page(), '您还没有登录')
  expect([...session.storage.keys()].filter((key) => key.startsWith('private.'))).toEqual([])
  await session.close()
})

test('a notice of a sign-in leads to the device it tells of, where it can be reported', async () => {
  const citizen = product.citizen('ayguli')
  await citizen.signIn()
  await agreeToTerms(citizen)
  const stranger = product.citizen('ayguli')
  await stranger.signIn()
  const session = await phone('ayguli', 'pages/messages/index')
  await signIn(session)
  await session.waitFor(() => session.page().text.includes('账户登录提醒'))
  await press(session.page(), '查看')
  const devices = await session.waitPath(`${identity}/devices/index`)
  await shows(devices, '登录提醒')
  await session.close()
})
