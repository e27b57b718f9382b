import path from 'node:path'
import { tellingPhoto } from '../../safety/canary/act'
import { CITIZENS, canaryGround, canaryValues, TEXTS } from '../../safety/canary/canaries'
import { makeFinder } from '../../safety/canary/find-values'
import { nextMonth, serviceId } from '../../support/apply'
import { jsCode } from '../../support/citizen'
import { realCitizen } from '../../support/real-citizen'
import { startProduct, type TestProduct } from '../../support/start-product'
import { root } from '../../support/test-stores'
import { launch } from '../../support/weapp/launch'
import { closeEverySession } from '../../support/weapp/session'

const dist = process.env.WEAPP_DIR ?? path.join(root, 'miniapp', 'dist', 'weapp')
const ground = canaryGround()
let product: TestProduct
let find: ReturnType<typeof makeFinder>
beforeAll(async () => {
  const { peopleFile, contentFolder } = ground
  product = await startProduct({ peopleFile, contentFolder, work: true })
  find = makeFinder(canaryValues(product.secrets.wechat.appid, product.secrets.wechat.oaAppid))
})
afterAll(async () => {
  await product.close()
  ground.remove()
})
afterEach(closeEverySession)

const { id, name, idNumber, mobile } = CITIZENS.applicant
const phone = (start: string, query: Record<string, string> = {}) =>
  launch({
    dist,
    baseUrl: product.url,
    path: start,
    query,
    api: { login: async () => ({ code: await jsCode(product.sandboxUrl, id) }) }
  })
type Session = Awaited<ReturnType<typeof phone>>
type Shown = ReturnType<Session['page']>
const press = (page: Shown, words: string) => page.tap(page.byText(words))

async function fillIn(session: Session): Promise<void> {
  const page = session.page()
  await page.waitFor(() => page.text.includes('第 1 步'))
  const typed = [
    ['姓名', name],
    ['身份证号码', idNumber],
    ['手机号码', mobile],
    ['居住地址', TEXTS.address],
    ['车牌号码', TEXTS.plate],
    ['银行卡号', TEXTS.bankCard],
    ['情况说明', TEXTS.story]
  ]
  for (const [label = '', value = ''] of typed) await page.input(page.byLabel(label), value)
  await press(page, '下一步')
  await press(page, '渝中区户籍')
  await press(page, '基本养老保险')
  const [street, month] = page.$$('picker')
  if (!street || !month) throw new Error(`two pickers are expected\n${page.html}`)
  await page.pick(street, '大坪街道')
  await page.pick(month, nextMonth())
  await press(page, '下一步')
  session.willChoose({ name: TEXTS.fileName, bytes: tellingPhoto() })
  await page.tap(page.byLabel('添加身份证人像面'))
  await page.waitFor(() => !page.has('[aria-label="添加身份证人像面"]'))
  for (let step = 0; step < 2; step++) await press(page, '上一步')
  await session.setNetwork('none')
  await page.input(page.byLabel('情况说明'), TEXTS.draftStory)
  await page.input(page.byLabel('手机号码'), TEXTS.draftPhone)
  await page.waitFor(() => page.text.includes('未联网'))
}

/** What lies on the phone, split by whether WeChat keeps it encrypted. */
const keptBy = ({ storage, encryptedKeys }: Session) => {
  const lines = (encrypted: boolean) =>
    [...storage]
      .filter(([key]) => encryptedKeys.has(key) === encrypted)
      .map(([key, value]) => `${key} ${JSON.stringify(value)}`)
      .join('\n')
  return { plain: [lines(false), [...storage.keys()].join('\n')].join('\n'), encrypted: lines(true) }
}

test('the phone keeps what was typed in encrypted storage only, and nothing at all after signing out', async () => {
  await realCitizen(product, id)
  const session = await phone('packages/services/pages/apply/index', { serviceId })
  await fillIn(session)
  const held = keptBy(session)
  // the phone does keep it, so that the search below could find it
  expect([...find(held.encrypted).keys()]).toEqual(expect.arrayContaining(['draftStory', 'draftPhone']))
  expect([...find(held.plain)]).toEqual([])
  expect(JSON.stringify(session.logs)).not.toContain(idNumber)

  await session.setNetwork('wifi')
  await session.page().waitFor(() => session.page().text.includes('已保存'))
  await session.close()
  const later = await launch({
    dist,
    baseUrl: product.url,
    path: 'pages/mine/index',
    storage: session.storage,
    encryptedKeys: session.encryptedKeys,
    api: { login: async () => ({ code: await jsCode(product.sandboxUrl, id) }) }
  })
  await later.page().waitFor(() => later.page().text.includes('退出登录'))
  await press(later.page(), '退出登录')
  await later.page().waitFor(() => later.page().text.includes('您还没有登录'))
  const left = keptBy(later)
  expect(left.encrypted).toBe('')
  expect([...find(left.plain)]).toEqual([])
  await later.close()
})
