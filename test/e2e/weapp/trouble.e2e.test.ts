import path from 'node:path'
import { servicesRoutes } from '@shared/contract/services'
import { goodAnswers, serviceId } from '../../support/apply'
import { jsCode, photo } from '../../support/citizen'
import { startProduct, type TestProduct } from '../../support/start-product'
import { root } from '../../support/test-stores'
import { type HttpHandler, httpForward } from '../../support/weapp/http-forward'
import { launch } from '../../support/weapp/launch'
import { closeEverySession } from '../../support/weapp/session'

const dist = process.env.WEAPP_DIR ?? path.join(root, 'miniapp', 'dist', 'weapp')
let product: TestProduct
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())
afterEach(closeEverySession)

const service = 'packages/services/pages'
const trust = 'packages/trust/pages'
const caseId = 'case-00000001'
const LOGIN = '/api/v1/sessions/wechat'

type Opened = [where: string, query: Record<string, string>]
const PUBLIC: Opened[] = [
  ['pages/services/index', {}],
  [`${service}/guide/index`, { serviceId }]
]
const PERSONAL: Opened[] = [
  [`${service}/apply/index`, { serviceId }],
  [`${service}/apply/index`, { serviceId, caseId }],
  [`${service}/receipt/index`, { caseId }],
  [`${service}/case/index`, { caseId }],
  [`${service}/cases/index`, {}],
  [`${trust}/capacity/index`, {}],
  [`${trust}/enterprises/index`, {}],
  [`${trust}/enterprise/index`, { enterpriseId: caseId }],
  [`${trust}/mandates/index`, {}],
  [`${trust}/invitation/index`, { code: 'WKNREKSX' }],
  [`${trust}/consents/index`, {}],
  [`${trust}/ledger/index`, {}],
  [`${trust}/partner/index`, { partnerId: 'culture-tourism' }]
]

const phone = (where: string, query: Record<string, string>, request: HttpHandler) =>
  launch({
    dist,
    path: where,
    query,
    request,
    api: { login: async () => ({ code: await jsCode(product.sandboxUrl, 'luo-shufen') }) }
  })

const isLogin = (url: string) => new URL(url).pathname === LOGIN
const refusal = (statusCode: number, error: string, message: string): HttpHandler => {
  return () => ({ statusCode, data: { error, message, requestId: 'req-e2e' } })
}

test.each([...PUBLIC, ...PERSONAL])('%s %j: an empty reply becomes a sentence and 重试', async (where, query) => {
  const forward = httpForward(product.url)
  const session = await phone(where, query, (call, signal) =>
    isLogin(call.url) ? forward(call, signal) : { statusCode: 200, data: {} }
  )
  const page = session.page()
  await page.waitFor(() => page.text.includes('收到的内容不完整，请稍后再试。'))
  expect(page.text).toContain('重试')
  await session.close()
})

test.each<[string, HttpHandler, string]>([
  ['our server fails', refusal(500, 'internal', '服务出了点问题，请稍后再试。'), '服务出了点问题'],
  ['WeChat is down', refusal(503, 'department_unavailable', '部门系统暂时没有回应，请稍后再试。'), '没有回应'],
  [
    'the network is down',
    () => {
      throw new Error('errcode:-102')
    },
    '网络不太顺畅'
  ]
])('%s during sign-in: every page says so, offers 重试, and opens when it is over', async (_, trouble, words) => {
  const forward = httpForward(product.url)
  for (const [where, query] of PERSONAL) {
    let over = false
    const session = await phone(where, query, (call, signal) =>
      isLogin(call.url) && !over ? trouble(call, signal) : forward(call, signal)
    )
    const page = session.page()
    await page.waitFor(() => page.text.includes(words))
    expect(page.text).not.toContain('登录已失效')
    over = true
    await page.tap(page.byText('重试'))
    await page.waitFor(() => !page.text.includes(words))
    await session.close()
  }
})

test('a photo that does not get through is offered again, and arrives when the network is back', async () => {
  const citizen = product.citizen('luo-shufen')
  await citizen.signIn()
  const { idFront: _, idBack: __, agreed: ___, ...answered } = goodAnswers(['', ''])
  await citizen.call(servicesRoutes.openDraft, { params: { serviceId }, body: { edits: answered } })
  const forward = httpForward(product.url)
  let broken = true
  const session = await phone(`${service}/apply/index`, { serviceId }, (call, signal) => {
    if (broken && new URL(call.url).pathname === '/api/v1/files') throw new Error('errcode:-102')
    return forward(call, signal)
  })
  const page = session.page()
  await page.waitFor(() => page.text.includes('身份证人像面'))
  session.willChoose({ name: '身份证.jpg', bytes: photo() })
  await page.tap(page.byLabel('添加身份证人像面'))
  await page.waitFor(() => page.text.includes('网络不太顺畅'))
  broken = false
  await page.tap(page.byText('再传一次'))
  await page.waitFor(() => page.text.includes('已传 1 个'))
  expect(page.text).not.toContain('再传一次')
  await session.close()
})

test('what was typed without a network reaches the server when the program is opened again, the form left closed', async () => {
  const first = await phone(`${service}/apply/index`, { serviceId }, httpForward(product.url))
  const page = first.page()
  await page.waitFor(() => page.text.includes('身份证人像面'))
  await page.tap(page.byText('上一步'))
  await page.tap(page.byText('上一步'))
  await first.setNetwork('none')
  await page.input(page.byLabel('手机号码'), '19900000077')
  await page.waitFor(() => page.text.includes('未联网'))
  await first.close()

  const { storage, encryptedKeys } = first
  const second = await launch({ dist, baseUrl: product.url, storage, encryptedKeys })
  const citizen = product.citizen('luo-shufen')
  await citizen.signIn()
  const typed = async () => {
    const read = await citizen.call(servicesRoutes.openDraft, { params: { serviceId }, body: { edits: {} } })
    return read.body.answers.phone
  }
  await second.page().waitFor(async () => (await typed()) === '19900000077')
  expect(second.page().path).toBe('pages/index/index')
  await second.close()
})
