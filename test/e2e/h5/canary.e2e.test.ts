import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { tellingPhoto } from '../../safety/canary/act'
import { CITIZENS, canaryGround, canaryValues, TEXTS } from '../../safety/canary/canaries'
import { makeFinder } from '../../safety/canary/find-values'
import { everyFile } from '../../safety/canary/places'
import { nextMonth, serviceId } from '../../support/apply'
import { openPhoneIn, PATIENCE_MS, picture } from '../../support/browser'
import { realCitizen } from '../../support/real-citizen'
import { startProduct, type TestProduct } from '../../support/start-product'
import { root } from '../../support/test-stores'

const dump = readFileSync(path.join(__dirname, 'kept.browser.js'), 'utf8')
const ground = canaryGround()
const profile = path.join(ground.folder, 'profile')
let product: TestProduct
let find: ReturnType<typeof makeFinder>
beforeAll(async () => {
  const h5 = process.env.H5_DIR ?? path.join(root, 'miniapp', 'dist', 'h5')
  const { peopleFile, contentFolder } = ground
  product = await startProduct({ h5, peopleFile, contentFolder, work: true })
  find = makeFinder(canaryValues(product.secrets.wechat.appid, product.secrets.wechat.oaAppid))
})
afterAll(async () => {
  await product.close()
  ground.remove()
})

const { name, idNumber, mobile } = CITIZENS.applicant
const kept = async (page: Page): Promise<string> => String(await page.evaluate(dump))
const text = (page: Page, label: string) => page.getByRole('textbox', { name: new RegExp(`^${label}`) })
const next = (page: Page) => page.getByRole('button', { name: '下一步' }).click()
const shows = async (page: Page, words: string | RegExp) => {
  try {
    await page.getByText(words).filter({ visible: true }).first().waitFor()
  } catch (caught) {
    await picture(page, 'canary-failed')
    throw caught
  }
}
const list = (page: Page, label: string | RegExp) => page.getByRole('combobox', { name: label })

/** Types everything, adds a photo, and goes on typing without a network, so that the phone keeps what is not sent. */
async function fillIn(page: Page): Promise<void> {
  await page.goto(`${product.url}/#/packages/services/pages/apply/index?serviceId=${serviceId}`)
  const typed = [
    ['姓名', name],
    ['身份证号码', idNumber],
    ['手机号码', mobile],
    ['居住地址', TEXTS.address],
    ['车牌号码', TEXTS.plate],
    ['银行卡号', TEXTS.bankCard],
    ['情况说明', TEXTS.story]
  ]
  for (const [label = '', value = ''] of typed) await text(page, label).fill(value)
  await shows(page, '已保存')
  await next(page)
  await page.getByRole('radio', { name: '渝中区户籍' }).click()
  await page.getByRole('checkbox', { name: '基本养老保险' }).click()
  await list(page, /居住街道/).selectOption({ label: '大坪街道' })
  const [year, month] = nextMonth().split('-').map(Number)
  await list(page, '年').selectOption({ label: `${year} 年` })
  await list(page, '月').selectOption({ label: `${month} 月` })
  await next(page)
  const add = page.getByRole('button', { name: '添加身份证人像面' })
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), add.click()])
  await chooser.setFiles({ name: TEXTS.fileName, mimeType: 'image/jpeg', buffer: tellingPhoto() })
  await page.getByRole('button', { name: `查看${TEXTS.fileName}` }).waitFor()
  await shows(page, '已保存')
  for (let step = 0; step < 2; step++) await page.getByRole('button', { name: '上一步' }).click()
  await page.context().setOffline(true)
  await text(page, '情况说明').fill(TEXTS.draftStory)
  await text(page, '手机号码').fill(TEXTS.draftPhone)
  await shows(page, /未联网/)
}

test('the browser keeps what was typed as ciphertext only, and nothing at all after signing out', async () => {
  const context = await openPhoneIn(profile)
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  const citizen = await realCitizen(product, CITIZENS.applicant.id)
  await context.addCookies([{ name: 'zjb_session', value: citizen.token(), url: product.url, httpOnly: true }])
  await fillIn(page)

  const held = await kept(page)
  expect(held.match(/indexedDB sealed .*drafts?/i)).not.toBeNull()
  expect(held).toContain('indexedDB keys vault CryptoKey extractable=false')
  expect([...find(held)]).toEqual([])

  await context.setOffline(false)
  await shows(page, '已保存')
  await page.goto(`${product.url}/#/packages/identity/pages/identity/index`)
  await shows(page, '更正信息')
  await page.goto(`${product.url}/#/pages/mine/index`)
  await page.getByRole('button', { name: '退出登录' }).filter({ visible: true }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: '退出', exact: true }).click()
  await shows(page, '您还没有登录')
  const left = await kept(page)
  expect(left).not.toContain('indexedDB')
  expect([...find(left)]).toEqual([])
  expect((await context.cookies()).filter(({ name: cookie }) => cookie === 'zjb_session')).toEqual([])
  await context.close()
  // the browser's own files, as they lie on the disk of a phone that was lost: caches, history, what was typed
  const files = everyFile(profile)
  expect(files.length).toBeGreaterThan(100_000)
  expect([...find(files)]).toEqual([])
})

test('negative control: what a page stores in plain is found, in the page and in the files of the browser', async () => {
  const context = await openPhoneIn(profile)
  const page = await context.newPage()
  await page.goto(product.url)
  await page.evaluate(`(async () => {
    localStorage.setItem('draft', ${JSON.stringify(TEXTS.bankCard)})
    await (await caches.open('kept')).put('/kept', new Response(${JSON.stringify(idNumber)}))
    const db = await new Promise((done) => {
      const asked = indexedDB.open('careless', 1)
      asked.onupgradeneeded = () => asked.result.createObjectStore('plain')
      asked.onsuccess = () => done(asked.result)
    })
    const written = db.transaction('plain', 'readwrite')
    written.objectStore('plain').put(${JSON.stringify(TEXTS.address)}, 'address')
    await new Promise((done) => { written.oncomplete = done })
    db.close()
  })()`)
  expect([...find(await kept(page)).keys()].sort()).toEqual(['address', 'applicant.idNumber', 'bankCard'])
  await context.close()
  expect([...find(everyFile(profile)).keys()]).toEqual(expect.arrayContaining(['address', 'bankCard']))
})
