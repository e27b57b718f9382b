import path from 'node:path'
import { loadPeople, personById } from '../../sandbox/people'
import { fillDraft, serviceId } from '../../support/apply'
import { jsCode } from '../../support/citizen'
import { realCitizen, withdrawAll } from '../../support/real-citizen'
import { startProduct, type TestProduct } from '../../support/start-product'
import { root } from '../../support/test-stores'
import { launch } from '../../support/weapp/launch'
import { closeEverySession } from '../../support/weapp/session'

const dist = process.env.WEAPP_DIR ?? path.join(root, 'miniapp', 'dist', 'weapp')
const trust = 'packages/trust/pages'
const applyPage = 'packages/services/pages/apply/index'
const creditCode = '91669999MA0YJB247G'
const firm = '重庆半山即时配送有限公司（示例）'

let product: TestProduct
beforeAll(async () => {
  product = await startProduct({ work: true })
})
afterAll(() => product.close())
afterEach(closeEverySession)

/** The mini-program on somebody's phone; what an earlier session on the same phone kept is there. */
const launchAt = (who: string, start: string, query: Record<string, string> = {}, earlier?: Session) =>
  launch({
    dist,
    baseUrl: product.url,
    path: start,
    query,
    ...(earlier ? { storage: earlier.storage, encryptedKeys: earlier.encryptedKeys } : {}),
    api: { login: async () => ({ code: await jsCode(product.sandboxUrl, who) }) }
  })
type Session = Awaited<ReturnType<typeof launch>>
type Shown = ReturnType<Session['page']>

const says = (page: Shown, words: string) => page.waitFor(() => page.text.includes(words))
const press = (page: Shown, words: string | RegExp) => page.tap(page.byText(words))

/** The sensitive act asks once more who it is: a code to the bound phone; then the page is back where it was. */
async function proveAgain(session: Session, who: string) {
  const check = await session.waitPath('packages/identity/pages/step-up/index')
  await says(check, '短信验证码')
  await press(check, '获取验证码')
  const mobile = personById(loadPeople(), who)?.mobile ?? ''
  await check.input(check.byLabel('短信验证码'), await product.smsCode(mobile))
  await press(check, '验证')
}

const invitationCard = (code: string) => `/${trust}/invitation/index?code=${code}`

/** Sends the invitation the page stands ready for; its code. */
async function sendInvitation(session: Session, who: string): Promise<string> {
  await press(await session.waitPath(`${trust}/invite/index`), '生成邀请')
  await proveAgain(session, who)
  const page = await session.waitPath(`${trust}/invite/index`)
  await says(page, '邀请已生成')
  const code = page.$('.tr-code').text
  await press(page, '发给微信好友')
  expect(session.shares).toEqual([{ title: expect.stringMatching(/邀请/), path: invitationCard(code) }])
  return code
}

/** Opens an invitation as its card does, accepts it and switches: the phone acts for `label` now. */
async function acceptAndSwitch(who: string, code: string, label: string): Promise<Session> {
  const session = await launchAt(who, `${trust}/invitation/index`, { code })
  const offer = session.page()
  await says(offer, '接受前请知道')
  await press(offer, '接受邀请')
  await says(offer, '已接受')
  await press(offer, '去切换身份')
  const choices = await session.waitPath(`${trust}/capacity/index`)
  await says(choices, label)
  await choices.tap(choices.byLabel(`切换到${label}`))
  const mine = await session.waitPath('pages/mine/index')
  await mine.waitFor(() => mine.text.includes(label))
  return session
}

test('on the phone: bind an enterprise, appoint an agent by a WeChat card, act for it, dismiss', async () => {
  await realCitizen(product, 'zhao-lei')
  await realCitizen(product, 'liu-yang')
  const zhao = await launchAt('zhao-lei', `${trust}/enterprises/index`)
  await says(zhao.page(), '绑定企业')
  await zhao.page().input(zhao.page().byLabel('统一社会信用代码'), creditCode)
  await press(zhao.page(), '核对并绑定')
  await says(zhao.page(), firm)
  await press(zhao.page(), firm)
  const enterprise = await zhao.waitPath(`${trust}/enterprise/index`)
  await says(enterprise, '还没有经办人')
  await press(enterprise, '授权经办人')
  const code = await sendInvitation(zhao, 'zhao-lei')

  const liu = await acceptAndSwitch('liu-yang', code, firm)
  await liu.close()
  const acting = await launchAt('liu-yang', applyPage, { serviceId }, liu)
  await says(acting.page(), `当前身份：${firm}`)

  await press(zhao.page(), '完成')
  const agents = await zhao.waitPath(`${trust}/enterprise/index`)
  await says(agents, '刘*')
  await agents.tap(agents.byLabel('解除刘*'))
  await says(agents, '已解除')
  await acting.close()
  const after = await launchAt('liu-yang', applyPage, { serviceId }, acting)
  // their own form; the phone may have opened it already when the mandate ended, and filled its first step in
  await says(after.page(), '换手机填')
  expect(after.page().text).not.toContain(firm)
  await after.close()
  await zhao.close()
})

test('on the phone: a parent entrusts a child, who is neither shown nor asked the phone number', async () => {
  await realCitizen(product, 'yang-defu')
  await realCitizen(product, 'zhang-min')
  const parent = await launchAt('yang-defu', `${trust}/mandates/index`)
  await says(parent.page(), '代办人看不到您的手机号码')
  await press(parent.page(), '请家人代办')
  const code = await sendInvitation(parent, 'yang-defu')
  const child = await acceptAndSwitch('zhang-min', code, '代 杨*福')
  await child.close()
  const form = await launchAt('zhang-min', applyPage, { serviceId }, child)
  await says(form.page(), '当前身份：代 杨*福')
  await says(form.page(), '身份证号码')
  expect(form.page().text).not.toContain('手机号码')
  await form.close()
  await parent.close()
})

test('on the phone: each consent has its own switch, the ledger shows the read, a consent is withdrawn', async () => {
  const citizen = await realCitizen(product, 'chen-guoqiang')
  await fillDraft(citizen)
  await withdrawAll(citizen)
  const session = await launchAt('chen-guoqiang', applyPage, { serviceId })
  await says(session.page(), '第 5 步')
  await press(session.page(), '提交')
  await says(session.page(), '提交前请逐项确认')
  const switches = session.page().$$('.zj-switch')
  expect(switches.length).toBeGreaterThan(0)
  expect(session.page().has('.zj-switch__track--on')).toBe(false)
  for (const each of switches) await session.page().tap(each)
  await press(session.page(), '确认并提交')
  const receipt = await session.waitPath('packages/services/pages/receipt/index')
  await receipt.waitFor(() => receipt.text.includes('办件编号'))
  await product.untilDelivered(String(receipt.query.caseId))
  await session.close()

  const ledger = await launchAt('chen-guoqiang', `${trust}/ledger/index`, {}, session)
  await says(ledger.page(), '看了：')
  await ledger.close()

  const consents = await launchAt('chen-guoqiang', `${trust}/consents/index`, {}, session)
  await says(consents.page(), '正在生效')
  await press(consents.page(), '撤回同意')
  await says(consents.page(), '已撤回')
  await consents.close()
})

test('on the phone: a department’s own page opens inside WeChat, and its link can be copied where it does not', async () => {
  await realCitizen(product, 'wang-xiaoli')
  const session = await launchAt('wang-xiaoli', `${trust}/partners/index`)
  await says(session.page(), '文旅场馆预约')
  await press(session.page(), '文旅场馆预约')
  const partner = await session.waitPath(`${trust}/partner/index`)
  await says(partner, '会提供的信息')
  await partner.tap('.zj-switch')
  await press(partner, '前往部门网站')
  const inside = await session.waitPath(`${trust}/web-view/index`)
  const shown = inside.$('web-view')
  expect(String(shown.attr.src)).toMatch(/^http.*ticket=/)
  expect(JSON.stringify(inside.query)).not.toContain('ticket')
  expect(await (await fetch(String(shown.attr.src))).text()).toContain('您好，王*')
  await inside.event(shown, 'error')
  await says(inside, '微信里打不开这个网站')
  await press(inside, '复制链接')
  await session.close()
})
