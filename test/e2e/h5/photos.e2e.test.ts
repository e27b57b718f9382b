import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { servicesRoutes } from '@shared/contract/services'
import { PART_BYTES } from '@shared/contract/upload-parts'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import * as z from 'zod/mini'
import { fillDraft, person, serviceId } from '../../support/apply'
import { openBrowser, picture } from '../../support/browser'
import { openPhoneAs, realCitizen } from '../../support/real-citizen'
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

const shown = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor()
const gone = (page: Page, text: string) =>
  page.getByText(text).filter({ visible: true }).first().waitFor({ state: 'detached' })
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).filter({ visible: true }).first()
const look = async (page: Page, name: string) => (process.env.PICTURES ? picture(page, `photos-${name}`) : undefined)

/** A photo as a phone takes it, above 3 MB: the browser's smaller one still goes in several parts. */
const largePhoto = () =>
  sharp(randomBytes(2400 * 1800), { raw: { width: 2400, height: 1800, channels: 1 } })
    .jpeg({ quality: 90 })
    .toBuffer()

/** A page of bars, out of focus. */
function unclearPhoto(): Promise<Buffer> {
  const points = Buffer.alloc(1200 * 900, 240)
  for (let at = 0; at < points.length; at += 1)
    if ((at % 1200) % 20 < 8 && Math.floor(at / 1200) % 40 < 24) points[at] = 20
  return sharp(points, { raw: { width: 1200, height: 900, channels: 1 } })
    .blur(16)
    .jpeg()
    .toBuffer()
}

async function choose(page: Page, name: string, buffer: Buffer, press: string) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, press).click()])
  await chooser.setFiles({ name: `${name}.jpg`, mimeType: 'image/jpeg', buffer })
}

/** Breaks the phone's connection when the fourth part is to go; the places in the file of the parts that were let through. */
async function breakInTheMiddle(page: Page): Promise<number[]> {
  const sent: number[] = []
  let broken = false
  await page.route('**/api/v1/uploads/*/parts', async (route) => {
    const { at } = z.object({ at: z.int() }).parse(route.request().postDataJSON())
    if (at >= 3 * PART_BYTES && !broken) {
      broken = true
      await page.context().setOffline(true)
      return route.abort('internetdisconnected')
    }
    sent.push(at)
    return route.continue()
  })
  return sent
}

test('a large photo goes on where the connection broke, an unclear one is asked about and kept, and both are handed in', async () => {
  const citizen = await realCitizen(product, person.id)
  await fillDraft(citizen)
  const body = { edits: { idFront: [], idBack: [] } }
  await citizen.call(servicesRoutes.openDraft, { params: { serviceId }, body })
  const { page, problems, context } = await openPhoneAs(browser, product, citizen)
  const sent = await breakInTheMiddle(page)
  await page.goto(`${product.url}/#/packages/services/pages/apply/index?serviceId=${serviceId}`)
  await shown(page, '步，共')
  while (!(await button(page, '添加身份证人像面').isVisible())) await button(page, '下一步').click()

  const large = await largePhoto()
  expect(large.length).toBeGreaterThan(3_000_000)
  await choose(page, '身份证人像面', large, '添加身份证人像面')
  await shown(page, '“身份证人像面.jpg”没有传好')
  await look(page, 'broken')
  await context.setOffline(false)
  await button(page, '再传一次身份证人像面.jpg').click()
  await button(page, '查看身份证人像面.jpg').waitFor()
  // the second way begins where the first ended: what was there is not sent again
  expect(sent.slice(0, 3)).toEqual([0, PART_BYTES, 2 * PART_BYTES])
  expect(sent.length).toBeGreaterThan(4)
  expect(Math.min(...sent.slice(3))).toBe(3 * PART_BYTES)

  const question = '照片好像看不清，要重拍吗？'
  await choose(page, '身份证国徽面', await unclearPhoto(), '添加身份证国徽面')
  await shown(page, question)
  await look(page, 'unclear')
  await choose(page, '再拍的国徽面', await unclearPhoto(), '重拍身份证国徽面.jpg')
  await button(page, '就用再拍的国徽面.jpg').click()
  await gone(page, question)
  expect(await button(page, '查看身份证国徽面.jpg').count()).toBe(0)

  while (await button(page, '下一步').isVisible()) await button(page, '下一步').click()
  await look(page, 'check')
  await button(page, /^提交/).click()
  await page.getByRole('heading', { name: '提交成功', level: 2 }).waitFor()
  await look(page, 'handed-in')
  expect(problems).toEqual([])
  await context.close()
})
