import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import * as z from 'zod/mini'
import { apply, fillDraft, person, serviceId } from '../../support/apply'
import { openBrowser, openPhone, picture } from '../../support/browser'
import { startProduct, type TestProduct } from '../../support/start-product'
import { root } from '../../support/test-stores'

jest.setTimeout(180_000)

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

let product: TestProduct
let browser: Browser
let pages: { name: string; route: string; shows: string }[]

beforeAll(async () => {
  product = await startProduct({ h5: process.env.H5_DIR ?? path.join(root, 'miniapp', 'dist', 'h5') })
  browser = await openBrowser()
  const citizen = product.citizen(person.id)
  await citizen.signIn()
  const finished = await apply(citizen)
  const asked = await apply(citizen)
  await product.drain()
  for (const state of ['ACCEPTED', 'REVIEWING', 'DONE']) await product.advance(finished.id, state)
  await product.advance(asked.id, 'CORRECTION', { correction: [{ item: '身份证国徽面', reason: '看不清有效期限' }] })
  await product.drain()
  await fillDraft(citizen)
  const service = 'packages/services/pages'
  pages = [
    { name: '首页', route: 'pages/index/index', shows: '热门办事' },
    { name: '办事', route: 'pages/services/index', shows: '灵活就业' },
    { name: '消息', route: 'pages/messages/index', shows: '申请已办结' },
    { name: '我的', route: 'pages/mine/index', shows: '长辈版' },
    { name: '隐私', route: 'pages/privacy/index', shows: '隐私' },
    { name: '指南', route: `${service}/guide/index?serviceId=${serviceId}`, shows: '办理材料' },
    { name: '指南 窗口', route: `${service}/guide/index?serviceId=water-connection`, shows: '办理材料' },
    { name: '申请', route: `${service}/apply/index?serviceId=${serviceId}`, shows: '步，共' },
    { name: '回执', route: `${service}/receipt/index?caseId=${finished.id}`, shows: '办件编号' },
    { name: '办件 办结', route: `${service}/case/index?caseId=${finished.id}`, shows: '个人编号' },
    { name: '办件 补正', route: `${service}/case/index?caseId=${asked.id}`, shows: '看不清有效期限' },
    {
      name: '补正',
      route: `${service}/apply/index?serviceId=${serviceId}&caseId=${asked.id}`,
      shows: '看不清有效期限'
    },
    { name: '我的办件', route: `${service}/cases/index`, shows: '已办结' },
    { name: '没有的办件', route: `${service}/case/index?caseId=nothing-here-1`, shows: '没有找到' },
    { name: '不完整的链接', route: `${service}/guide/index`, shows: '链接不完整' }
  ]
})
afterAll(async () => {
  await browser.close()
  await product.close()
})

async function signIn(page: Page) {
  await page.goto(product.url)
  await page.getByRole('button', { name: '登录' }).first().click()
  await page.getByText(person.name, { exact: true }).click()
  await page.getByText('正在办理').first().waitFor()
}

async function openPage(page: Page, { route, shows }: { route: string; shows: string }) {
  await page.goto('about:blank')
  await page.goto(`${product.url}/#/${route}`)
  await page.getByText(shows).filter({ visible: true }).first().waitFor()
}

const violation = z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found = await page.evaluate('axe.run(document)')
  return z
    .object({ violations: z.array(violation) })
    .parse(found)
    .violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
}

const measured = z.object({ smallText: z.array(z.string()), smallTargets: z.array(z.string()) })

const measure = readFileSync(path.join(root, 'test', 'e2e', 'h5', 'measure.browser.js'), 'utf8').replace(/^[^;]*;/, '')

/** Text below `text` px and things to tap below `target` px, as a person would see them now. */
const tooSmall = async (page: Page, text: number, target: number) =>
  measured.parse(await page.evaluate(`(${measure.trim()})(${text}, ${target})`))

test.each(['standard', 'elder'])('every page, %s: no axe violation, nothing too small to read or tap', async (mode) => {
  const { page, problems, context } = await openPhone(browser)
  await signIn(page)
  if (mode === 'elder') await page.getByRole('switch', { name: '长辈版' }).first().click()
  const found: string[] = []
  for (const one of pages) {
    await openPage(page, one)
    if (process.env.PICTURES) await picture(page, `${mode}-${one.name}`)
    const target = mode === 'elder' && one.name === '首页' ? 60 : 44
    const small = await tooSmall(page, mode === 'elder' ? 18 : 14, target)
    for (const line of await violations(page)) found.push(`${one.name} axe ${line}`)
    for (const line of small.smallText) found.push(`${one.name} text ${line}`)
    for (const line of small.smallTargets) found.push(`${one.name} target ${line}`)
  }
  expect(found).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

test('the measures bite: a page with a faint small unnamed button is found', async () => {
  const { page, context } = await openPhone(browser)
  await page.goto(`${product.url}/`)
  await page.setContent(
    '<main><h1>题</h1><button style="width:20px;height:20px"></button><p style="font-size:10px;color:#bbb">小字</p></main>'
  )
  expect((await violations(page)).map((line) => line.split(':')[0])).toEqual(
    expect.arrayContaining(['button-name', 'color-contrast'])
  )
  const small = await tooSmall(page, 18, 44)
  expect(small.smallText).toHaveLength(1)
  expect(small.smallTargets).toHaveLength(1)
  await context.close()
})
