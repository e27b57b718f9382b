import { readFileSync } from 'node:fs'
import path from 'node:path'
import { certificatesRoutes } from '@shared/contract/certificates'
import { servicesRoutes } from '@shared/contract/services'
import type { Browser, Page } from 'playwright-core'
import * as z from 'zod/mini'
import { apply, fillDraft, person, serviceId } from '../../support/apply'
import { localItem } from '../../support/apply-local'
import { axeViolations } from '../../support/axe'
import { bookHall } from '../../support/book-hall'
import { openBrowser, openPhone, picture } from '../../support/browser'
import type { Citizen } from '../../support/citizen'
import { given } from '../../support/entrust'
import { handInRequest } from '../../support/hand-in-request'
import { idCardFromLibrary } from '../../support/library-card'
import { agreeToTerms, openPhoneAs, realCitizen } from '../../support/real-citizen'
import { startProduct, type TestProduct } from '../../support/start-product'
import { root } from '../../support/test-stores'
import { layTrust } from '../../support/trust-ground'

let product: TestProduct
let browser: Browser
let citizen: Citizen
let newcomer: Citizen
/** `press` is pressed once the page shows its words; what is measured is the page after that, when `after` stands there. */
type Visit = { name: string; route: string; shows: string; press?: string; after?: string }
let pages: Visit[]
let beforeRealName: Visit[]
let signedOut: Visit[]

beforeAll(async () => {
  product = await startProduct({ h5: process.env.H5_DIR ?? path.join(root, 'miniapp', 'dist', 'h5') })
  browser = await openBrowser()
  citizen = await realCitizen(product, person.id)
  const finished = await apply(citizen)
  const asked = await apply(citizen)
  await product.drain()
  for (const state of ['ACCEPTED', 'REVIEWING', 'DONE']) await product.advance(finished.id, state)
  await product.advance(asked.id, 'CORRECTION', { correction: [{ item: '身份证国徽面', reason: '看不清有效期限' }] })
  await product.drain()
  await fillDraft(citizen)
  const { enterpriseId, code } = await layTrust(product, citizen)
  const booking = await bookHall(citizen)
  const request = await handInRequest(product, citizen)
  const facts = { 出生日期: '1940-01-01' }
  const chosen = { params: { serviceId: localItem.id }, body: { edits: {}, situation: { facts } } }
  given('draft with a 情形', await citizen.call(servicesRoutes.openDraft, chosen))
  const heldId = await idCardFromLibrary(citizen)
  await product.drain()
  const { items } = given('certificates', await citizen.call(certificatesRoutes.listCertificates, {}))
  const certificateId = items.find(({ caseId }) => caseId === finished.id)?.id ?? ''
  const params = { certificateId }
  const certificate = given('certificate', await citizen.call(certificatesRoutes.showCertificate, { params }))
  const service = 'packages/services/pages'
  const halls = 'packages/halls/pages'
  const certificates = 'packages/certificates/pages'
  const trust = 'packages/trust/pages'
  const identity = 'packages/identity/pages'
  newcomer = product.citizen('tang-jing')
  await newcomer.signIn()
  await agreeToTerms(newcomer)
  pages = [
    { name: '首页', route: 'pages/index/index', shows: '热门办事' },
    { name: '办事', route: 'pages/services/index', shows: '灵活就业' },
    { name: '搜索', route: 'pages/search/index', shows: '想办什么' },
    { name: '我的事项', route: 'pages/matters/index', shows: '办件编号' },
    { name: '养老机构', route: 'packages/halls/pages/institutions/index', shows: '日间照料' },
    { name: '消息', route: 'pages/messages/index', shows: '申请已办结' },
    { name: '我的', route: 'pages/mine/index', shows: '长辈版' },
    { name: '隐私', route: 'pages/privacy/index', shows: '隐私' },
    { name: '指南', route: `${service}/guide/index?serviceId=${serviceId}`, shows: '办理材料' },
    { name: '指南 窗口', route: `${service}/guide/index?serviceId=water-connection`, shows: '办理材料' },
    { name: '指南 一件事', route: `${service}/guide/index?serviceId=company-start-up`, shows: '办完还要办什么' },
    { name: '指南 不用办', route: `${service}/guide/index?serviceId=company-name`, shows: '现在不用办了' },
    { name: '我能办什么', route: `${service}/suited/index`, shows: '不用登录' },
    { name: '能不能办', route: `${service}/check/index?serviceId=water-connection`, shows: '不用登录' },
    { name: '申请', route: `${service}/apply/index?serviceId=${serviceId}`, shows: '步，共' },
    { name: '申请 情形', route: `${service}/apply/index?serviceId=${localItem.id}`, shows: '您的情形' },
    {
      name: '接力码',
      route: `${service}/apply/index?serviceId=${serviceId}`,
      shows: '步，共',
      press: '换手机填，或请窗口帮忙',
      after: '换一个接力码'
    },
    { name: '回执', route: `${service}/receipt/index?caseId=${finished.id}`, shows: '办件编号' },
    { name: '办件 办结', route: `${service}/case/index?caseId=${finished.id}`, shows: '个人编号' },
    { name: '服务评价', route: `${service}/rating/index?caseId=${finished.id}`, shows: '想说的话' },
    { name: '办件 补正', route: `${service}/case/index?caseId=${asked.id}`, shows: '看不清有效期限' },
    {
      name: '补正',
      route: `${service}/apply/index?serviceId=${serviceId}&caseId=${asked.id}`,
      shows: '看不清有效期限'
    },
    { name: '我的办件', route: `${service}/cases/index`, shows: '已办结' },
    { name: '我的材料', route: `${service}/materials/index`, shows: '居民身份证国徽面' },
    { name: '用接力码继续填', route: `${service}/relay/index`, shows: '另一部手机上的 8 位' },
    { name: '我的证照', route: `${certificates}/list/index`, shows: '居民身份证' },
    { name: '电子证照库的证照', route: `${certificates}/held/index?heldId=${heldId}`, shows: '登记更新' },
    { name: '证照', route: `${certificates}/certificate/index?certificateId=${certificateId}`, shows: '来自这次办件' },
    { name: '亮证', route: `${certificates}/show/index?certificateId=${certificateId}`, shows: '秒内有效' },
    {
      name: '证照核验',
      route: `${certificates}/check/index?code=${certificate.code}`,
      shows: '核验码',
      press: '核验',
      after: '请核对证照上的内容'
    },
    { name: '没有的办件', route: `${service}/case/index?caseId=nothing-here-1`, shows: '没有找到' },
    { name: '不完整的链接', route: `${service}/guide/index`, shows: '链接不完整' },
    { name: '从渝快办来', route: `${service}/entry/index`, shows: '链接不完整' },
    { name: '大厅', route: `${halls}/halls/index`, shows: '渝中区行政服务中心' },
    { name: '一个大厅', route: `${halls}/hall/index?hallId=service-centre`, shows: '要办什么事' },
    { name: '预约时间', route: `${halls}/times/index?hallId=service-centre&serviceId=${serviceId}`, shows: '剩 6 个' },
    { name: '我的预约', route: `${halls}/bookings/index`, shows: '已预约' },
    { name: '预约详情', route: `${halls}/booking/index?bookingId=${booking.id}`, shows: '取号码' },
    { name: '写给 12345', route: 'packages/consult/pages/write/index', shows: '会连同您绑定的手机号' },
    { name: '我的诉求', route: 'packages/consult/pages/requests/index', shows: '已收到' },
    { name: '诉求详情', route: `packages/consult/pages/request/index?requestId=${request.id}`, shows: '办理过程' },
    { name: '咨询', route: 'packages/consult/pages/ask/index', shows: '想问什么' },
    { name: '切换身份', route: `${trust}/capacity/index`, shows: '代 杨*福' },
    { name: '我的企业', route: `${trust}/enterprises/index`, shows: '经办人 ·' },
    { name: '企业授权', route: `${trust}/enterprise/index?enterpriseId=${enterpriseId}`, shows: '不再做经办人' },
    { name: '亲情代办', route: `${trust}/mandates/index`, shows: '等待接受' },
    { name: '请家人代办', route: `${trust}/invite/index`, shows: '最长 90 天' },
    { name: '授权邀请', route: `${trust}/invitation/index?code=${code}`, shows: '接受前请知道' },
    { name: '输入邀请码', route: `${trust}/invitation/index`, shows: '查看邀请' },
    { name: '授权管理', route: `${trust}/consents/index`, shows: '撤回同意' },
    { name: '谁看过我的数据', route: `${trust}/ledger/index`, shows: '看了：' },
    { name: '部门网站', route: `${trust}/partners/index`, shows: '文旅场馆预约' },
    { name: '前往部门网站', route: `${trust}/partner/index?partnerId=culture-tourism`, shows: '会提供的信息' },
    { name: '部门网页 从别处来', route: `${trust}/web-view/index`, shows: '这个链接不完整' },
    { name: '服务协议', route: 'pages/privacy/index?termsId=service', shows: '待主管部门审定' },
    { name: '再次验证', route: `${identity}/step-up/index?needed=fresh`, shows: '需要再次验证是您本人' },
    { name: '人脸核身', route: `${identity}/step-up/index?needed=face`, shows: '请在微信小程序里完成' },
    { name: '我的身份', route: `${identity}/identity/index`, shows: '已实名' },
    { name: '手机号', route: `${identity}/phone/index`, shows: '现在绑定的是' },
    { name: '添加孩子', route: `${identity}/review/index?of=guardian`, shows: '监护关系证明' },
    { name: '人工核验', route: `${identity}/review/index?of=paper`, shows: '证件照片' },
    { name: '更正信息', route: `${identity}/correction/index`, shows: '哪一项不对' },
    { name: '合并账户', route: `${identity}/merge/index`, shows: '您的身份在另一个账户里' },
    { name: '设备管理', route: `${identity}/devices/index?sessionId=session-0001`, shows: '提醒里的那次登录已经结束' },
    { name: '注销账户', route: `${identity}/closure/index`, shows: '依法要留下的' },
    { name: '导出我的数据', route: `${identity}/export/index`, shows: '可以阅读和打印的网页' }
  ]
  beforeRealName = [
    { name: '绑定手机号', route: `${identity}/step-up/index?needed=real-name`, shows: '绑定这个手机号' },
    { name: '我的身份 未实名', route: `${identity}/identity/index`, shows: '未绑定' },
    { name: '添加孩子 先实名', route: `${identity}/review/index?of=guardian`, shows: '请先完成实名核验' }
  ]
  signedOut = [{ name: '登录', route: `${identity}/sign-in/index`, shows: '微信登录' }]
})
afterAll(async () => {
  await browser.close()
  await product.close()
})

type Phone = Awaited<ReturnType<typeof openPhone>>

async function openPage(page: Page, { route, shows, press, after }: Omit<Visit, 'name'>) {
  const shown = (words: string) => page.getByText(words).filter({ visible: true }).first().waitFor()
  await page.goto('about:blank')
  await page.goto(`${product.url}/#/${route}`)
  await shown(shows)
  if (press) await page.getByRole('button', { name: press, exact: true }).filter({ visible: true }).first().click()
  if (after) await shown(after)
}

/** Every page of app.config.ts but the desk's, which its own walks look at. */
function citizenPages(): string[] {
  const config = readFileSync(path.join(root, 'miniapp', 'src', 'app.config.ts'), 'utf8')
  const [citizens = ''] = config.split("root: 'packages/desk'")
  let folder = ''
  return [...citizens.matchAll(/root: '(.+)'|'(pages\/.+?)'/g)].flatMap(([, packageRoot, page]) => {
    if (packageRoot) folder = `${packageRoot}/`
    return page ? [`${folder}${page}`] : []
  })
}

const measured = z.object({ smallText: z.array(z.string()), smallTargets: z.array(z.string()) })

const measure = readFileSync(path.join(root, 'test', 'e2e', 'h5', 'measure.browser.js'), 'utf8').replace(/^[^;]*;/, '')

/** Text below `text` px and things to tap below `target` px, as a person would see them now. */
const tooSmall = async (page: Page, text: number, target: number) =>
  measured.parse(await page.evaluate(`(${measure.trim()})(${text}, ${target})`))

/** Opens each page as this phone's person sees it; a line for everything that is wrong. */
async function visit({ page, context }: Phone, wanted: Visit[], mode: string): Promise<string[]> {
  await openPage(page, { route: 'pages/mine/index', shows: '长辈版' })
  if (mode === 'elder') await page.getByRole('switch', { name: '长辈版' }).first().click()
  const found: string[] = []
  for (const one of wanted) {
    await openPage(page, one)
    if (process.env.PICTURES) await picture(page, `${mode}-${one.name}`)
    const target = mode === 'elder' && one.name === '首页' ? 60 : 44
    const small = await tooSmall(page, mode === 'elder' ? 18 : 14, target)
    for (const line of await axeViolations(page)) found.push(`${one.name} axe ${line}`)
    for (const line of small.smallText) found.push(`${one.name} text ${line}`)
    for (const line of small.smallTargets) found.push(`${one.name} target ${line}`)
  }
  await context.close()
  return found
}

test('no page of the citizens is left out below', () => {
  const visited = new Set([...pages, ...beforeRealName, ...signedOut].map(({ route }) => route.split('?')[0]))
  const registered = citizenPages()
  expect(registered).toContain('packages/consult/pages/request/index')
  expect(registered.filter((page) => !visited.has(page))).toEqual([])
})

test.each(['standard', 'elder'])('every page, %s: no axe violation, nothing too small to read or tap', async (mode) => {
  const verified = await openPhoneAs(browser, product, citizen)
  expect(await visit(verified, pages, mode)).toEqual([])
  const unverified = await openPhoneAs(browser, product, newcomer)
  expect(await visit(unverified, beforeRealName, mode)).toEqual([])
  const visitor = await openPhone(browser)
  expect(await visit(visitor, signedOut, mode)).toEqual([])
  expect([...verified.problems, ...unverified.problems, ...visitor.problems]).toEqual([])
})

test('the measures bite: a page with a faint small unnamed button is found', async () => {
  const { page, context } = await openPhone(browser)
  await page.goto(`${product.url}/`)
  await page.setContent(
    '<main><h1>题</h1><button style="width:20px;height:20px"></button><p style="font-size:10px;color:#bbb">小字</p></main>'
  )
  expect((await axeViolations(page)).map((line) => line.split(':')[0])).toEqual(
    expect.arrayContaining(['button-name', 'color-contrast'])
  )
  const small = await tooSmall(page, 18, 44)
  expect(small.smallText).toHaveLength(1)
  expect(small.smallTargets).toHaveLength(1)
  await context.close()
})
