import { readFileSync } from 'node:fs'
import path from 'node:path'
import { servicesRoutes } from '@shared/contract/services'
import type { Browser, Page } from 'playwright-core'
import * as z from 'zod/mini'
import { nextMonth, person, serviceId } from '../../support/apply'
import { openBrowser, openWindow } from '../../support/browser'
import { photo } from '../../support/citizen'
import { realCitizen, sessionCookie } from '../../support/real-citizen'
import { startProduct, type TestProduct } from '../../support/start-product'
import { root } from '../../support/test-stores'

let product: TestProduct
let browser: Browser
beforeAll(async () => {
  product = await startProduct({ h5: process.env.H5_DIR ?? path.join(root, 'miniapp', 'dist', 'h5') })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await product.close()
})

const look = readFileSync(path.join(root, 'test', 'e2e', 'h5', 'focus.browser.js'), 'utf8').replace(/^[^;]*;/, '')
const focus = z.object({ name: z.string(), shown: z.boolean(), seen: z.boolean() })
const MOST_TABS = 60

/** Whether the focus is still there two frames later: a part that has just come moves its insides once, and loses it. */
const staysFocused = (page: Page) =>
  page.evaluate(`(async () => {
    const focused = document.activeElement
    for (let frames = 0; frames < 2; frames++) await new Promise((drawn) => requestAnimationFrame(drawn))
    return document.activeElement === focused
  })()`)

/** Presses Tab until something with this name has the focus; every stop on the way must be visible. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = []
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    await page.keyboard.press('Tab')
    const at = focus.parse(await page.evaluate(`(${look.trim()})()`))
    if (!at.shown || !at.seen) throw new Error(`the focus cannot be seen on "${at.name}": ${JSON.stringify(at)}`)
    if (name.test(at.name) && (await staysFocused(page))) return
    passed.push(at.name)
  }
  throw new Error(`${name} is not reached by Tab, only ${passed.join(' | ')}`)
}

async function press(page: Page, name: RegExp, key: 'Enter' | 'Space' = 'Enter') {
  await tabTo(page, name)
  await page.keyboard.press(key)
}

async function type(page: Page, name: RegExp, text: string) {
  await tabTo(page, name)
  await page.keyboard.type(text)
}

/** Goes down a list with the arrow keys to an option. */
async function choose(page: Page, name: RegExp, label: string) {
  await tabTo(page, name)
  const chosen = () => page.evaluate('document.activeElement.selectedOptions[0].textContent')
  for (let presses = 0; (await chosen()) !== label; presses++) {
    if (presses > MOST_TABS) throw new Error(`${label} is not in the list`)
    await page.keyboard.press('ArrowDown')
  }
}

async function addPhoto(page: Page, label: string) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, new RegExp(`添加${label}`))])
  await chooser.setFiles({ name: `${label}.jpg`, mimeType: 'image/jpeg', buffer: photo() })
  await page.getByRole('button', { name: `查看${label}.jpg` }).waitFor()
}

const atStep = (page: Page, step: number) => page.getByText(`第 ${step} 步`).waitFor()

/** The next part of the form stands there, and the focus has come to its head: what is pressed before that may be lost. */
async function led(page: Page, step: number) {
  await atStep(page, step)
  await page.locator('.sv-area:focus').waitFor()
}

test('a citizen who uses only the keyboard applies from the guide to the receipt and always sees where they are', async () => {
  const { page, context } = await openWindow(browser, { viewport: { width: 1280, height: 800 }, locale: 'zh-CN' })
  const citizen = await realCitizen(product, person.id)
  await context.addCookies([sessionCookie(product, citizen)])
  await page.goto(product.url)
  await page.getByText('正在办理').first().waitFor()
  await page.goto(`${product.url}/#/packages/services/pages/guide/index?serviceId=${serviceId}`)

  await page.getByText('办理材料').first().waitFor()
  await press(page, /^立即申请/)
  await atStep(page, 1)
  await type(page, /^姓名/, person.name)
  await type(page, /^身份证号码/, person.citizenId)
  await type(page, /^手机号码/, person.phone)
  await press(page, /^下一步/)
  await led(page, 2)
  await press(page, /渝中区户籍/, 'Space')
  await press(page, /基本养老保险/, 'Space')
  await choose(page, /居住街道/, '大坪街道')
  const [year, month] = nextMonth().split('-').map(Number)
  await choose(page, /参保起始月.*年$/, `${year} 年`)
  await choose(page, /参保起始月.*月$/, `${month} 月`)
  await press(page, /^下一步/)
  await led(page, 3)
  await addPhoto(page, '身份证人像面')
  await addPhoto(page, '身份证国徽面')
  await press(page, /^下一步/, 'Space')
  await led(page, 4)
  await press(page, /我已阅读并同意/, 'Space')
  await press(page, /^下一步/)
  await led(page, 5)
  await press(page, /^提交/)
  await page.getByText('提交前请逐项确认').waitFor()
  await press(page, /^同意提供给.*受理/, 'Space')
  await press(page, /^同意提供给.*查询/, 'Space')
  await press(page, /^确认并提交/)
  await page.getByRole('heading', { name: '提交成功', level: 2 }).waitFor()

  expect((await citizen.call(servicesRoutes.listCases, {})).body.items).toHaveLength(1)
  await context.close()
})
