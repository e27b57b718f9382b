import path from 'node:path'
import { servicesRoutes } from '@shared/contract/services'
import { agree, nextMonth, person, serviceId } from '../../support/apply'
import { jsCode, photo } from '../../support/citizen'
import { realCitizen } from '../../support/real-citizen'
import { startProduct, type TestProduct } from '../../support/start-product'
import { root } from '../../support/test-stores'
import { checkPackage } from '../../support/weapp/check-package'
import { launch } from '../../support/weapp/launch'
import { openEveryPage } from '../../support/weapp/open-every-page'
import { closeEverySession } from '../../support/weapp/session'

const dist = process.env.WEAPP_DIR ?? path.join(root, 'miniapp', 'dist', 'weapp')
let product: TestProduct
beforeAll(async () => {
  product = await startProduct({ work: true })
})
afterAll(() => product.close())
afterEach(closeEverySession)

/** The phone of somebody whose name is proved already. */
async function phone(who: string, start = 'pages/index/index', query: Record<string, string> = {}) {
  await realCitizen(product, who)
  return launch({
    dist,
    baseUrl: product.url,
    path: start,
    query,
    api: { login: async () => ({ code: await jsCode(product.sandboxUrl, who) }) }
  })
}
type Phone = Awaited<ReturnType<typeof phone>>
type Shown = ReturnType<Phone['page']>

const press = (page: Shown, words: string | RegExp) => page.tap(page.byText(words))

async function fillForm(session: Phone, page: Shown) {
  await page.waitFor(() => page.text.includes('第 1 步'))
  await page.input(page.byLabel('姓名'), person.name)
  await page.input(page.byLabel('身份证号码'), person.citizenId)
  await page.input(page.byLabel('手机号码'), person.phone)
  await press(page, '下一步')
  await press(page, '渝中区户籍')
  await press(page, '基本养老保险')
  const [street, month] = page.$$('picker')
  if (!street || !month) throw new Error(`two pickers are expected\n${page.html}`)
  await page.pick(street, '大坪街道')
  await page.pick(month, nextMonth())
  await press(page, '下一步')
  for (const label of ['身份证人像面', '身份证国徽面']) {
    session.willChoose({ name: `${label}.jpg`, bytes: photo() })
    await page.tap(page.byLabel(`添加${label}`))
    await page.waitFor(() => !page.has(`[aria-label="添加${label}"]`))
  }
  await press(page, '下一步')
  await page.tap(page.byLabel('我已阅读并同意《灵活就业参保承诺书》'))
  await press(page, '下一步')
  await page.waitFor(() => page.text.includes('第 5 步'))
}

/** Agrees to whatever is asked at 提交, item by item. */
async function agreeToAll(page: Shown) {
  await page.waitFor(() => page.text.includes('提交前请逐项确认'))
  for (const each of page.$$('.zj-switch')) await page.tap(each)
}

/** Taps twice, as an impatient thumb does. */
async function twice(page: Shown, words: string | RegExp) {
  const submit = page.byText(words)
  await Promise.all([page.tap(submit), page.tap(submit).catch(() => undefined)])
}

async function receiptOf(session: Phone): Promise<{ receipt: Shown; caseId: string }> {
  const receipt = await session.waitPath('packages/services/pages/receipt/index')
  await receipt.waitFor(() => receipt.text.includes('办件编号'))
  return { receipt, caseId: String(receipt.query.caseId) }
}

async function apply(session: Phone) {
  const page = session.page()
  await fillForm(session, page)
  await twice(page, /^提交/)
  await agreeToAll(page)
  await twice(page, '确认并提交')
  return receiptOf(session)
}
const applyPage = 'packages/services/pages/apply/index'

test('the release build is complete and within its size limits', async () => {
  const checked = await checkPackage(dist)
  expect(checked.problems).toEqual([])
  expect(checked.skipped).toBeFalsy()
})

test('every page opens without an error, also one whose link was cut off', async () => {
  const visits = await openEveryPage({
    dist,
    baseUrl: product.url,
    api: { login: async () => ({ code: await jsCode(product.sandboxUrl, 'luo-shufen') }) }
  })
  expect(visits.flatMap((visit) => visit.problems)).toEqual([])
  expect(visits.length).toBeGreaterThanOrEqual(10)
})

test('on the phone: sign in silently, find, apply, be served, read the result', async () => {
  const session = await phone(person.id)
  await session.page().waitFor(() => session.page().text.includes('热门办事'))
  await press(session.page(), '灵活就业人员社会保险参保登记')
  const guide = await session.waitPath('packages/services/pages/guide/index')
  await guide.waitFor(() => guide.text.includes('立即申请'))
  await press(guide, '立即申请')
  await session.waitPath(applyPage)
  const { caseId } = await apply(session)
  await product.untilDelivered(caseId)
  for (const state of ['ACCEPTED', 'REVIEWING', 'DONE']) await product.advance(caseId, state)

  await press(session.page(), /查看进度/)
  const shown = await session.waitPath('packages/services/pages/case/index')
  await shown.waitFor(async () => {
    await shown.pullDown()
    return shown.text.includes('个人编号')
  })
  expect(shown.text).toContain('已办结')
  expect(shown.text).not.toContain(person.citizenId)

  await session.tab('pages/messages/index')
  await session.page().waitFor(() => session.page().text.includes('办理结果已送达'))
  const desk = JSON.parse(await (await fetch(`${product.sandboxUrl}/ykb/desk/api/cases`)).text())
  expect(desk.cases.filter((one: { outerId: string }) => one.outerId === caseId)).toHaveLength(1)
  expect(session.setData.largest).toBeLessThan(256 * 1024)
  await session.close()
})

test('the department is down: the receipt says so, and later the case is there', async () => {
  const session = await phone('liu-yang', applyPage, { serviceId })
  await product.fault('ykb', 'down')
  const { caseId } = await apply(session)
  await press(session.page(), /查看进度/)
  const shown = await session.waitPath('packages/services/pages/case/index')
  await shown.waitFor(async () => {
    await shown.pullDown()
    return shown.text.includes('恢复后会自动送达')
  })
  await product.fault('ykb', 'none')
  await product.drainLater(3_600_000)
  await product.untilDelivered(caseId)
  await shown.pullDown()
  await shown.waitFor(() => shown.text.includes('部门已接收'))
  await session.close()
})

test('the network fails while 提交 is on its way: a second try brings the same case, not another', async () => {
  const session = await phone('wang-xiaoli', applyPage, { serviceId })
  const own = product.citizen('wang-xiaoli')
  await own.signIn()
  await agree(own)
  const page = session.page()
  await fillForm(session, page)
  await session.setNetwork('none')
  await press(page, /^提交/)
  await page.waitFor(() => /网络|联网/.test(page.text))
  await session.setNetwork('wifi')
  await twice(page, /^(提交|再试一次)$/)
  const { caseId } = await receiptOf(session)
  const cases = await own.call(servicesRoutes.listCases, {})
  expect(cases.body.items.map((item) => item.id)).toEqual([caseId])
  await session.close()
})

test('补正 on the phone: what is asked for stands on top, the mended form goes back', async () => {
  const session = await phone('zhao-lei', applyPage, { serviceId })
  const { caseId } = await apply(session)
  await product.untilDelivered(caseId)
  await product.advance(caseId, 'ACCEPTED')
  await product.advance(caseId, 'CORRECTION', {
    note: '照片不清楚',
    correction: [{ item: '身份证国徽面', reason: '看不清有效期限' }]
  })
  await press(session.page(), /查看进度/)
  const shown = await session.waitPath('packages/services/pages/case/index')
  await shown.waitFor(() => shown.text.includes('看不清有效期限'))
  await press(shown, /去补正/)
  const form = await session.waitPath(applyPage)
  await form.waitFor(() => form.text.includes('看不清有效期限'))
  await session.close()
})
