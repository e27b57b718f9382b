import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { apply } from '../../support/apply'
import { openBrowser, picture } from '../../support/browser'
import { makeClerk } from '../../support/clerk'
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

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).filter({ visible: true })
const shown = (page: Page, text: string) => page.getByText(text).filter({ visible: true }).first().waitFor()

test('a citizen rates a finished case badly from its page, once, and sees what becomes of it', async () => {
  await makeClerk(product, 'first', ['clerk'], 'human-resources')
  const citizen = await realCitizen(product, 'zhang-min')
  const { id: caseId } = await apply(citizen)
  await product.drain()
  for (const state of ['ACCEPTED', 'REVIEWING', 'DONE']) await product.advance(caseId, state)
  await product.drain()

  const { page, problems, context } = await openPhoneAs(browser, product, citizen)
  await page.goto(`${product.url}/#/packages/services/pages/case/index?caseId=${caseId}`)
  await page.getByRole('link', { name: /服务评价/ }).click()
  await shown(page, '评价是自愿的')
  await button(page, '提交评价').click()
  await shown(page, '请选择一个评价')
  await page.getByRole('radio', { name: '不满意', exact: true }).click()
  await page.getByRole('checkbox', { name: '办得慢' }).click()
  await page.getByRole('textbox', { name: /想说的话/ }).fill('去了三次才办好。')
  await picture(page, 'rate')
  await button(page, '提交评价').dblclick()
  await shown(page, '部门联系您')
  await picture(page, 'rated')

  await page.reload()
  await shown(page, '去了三次才办好。')
  expect(await button(page, '提交评价').count()).toBe(0)
  const owned = await product.stores.db.query('select 1 from tasks_queue where kind = $1 and owner_id is not null', [
    'rating-contact'
  ])
  expect(owned).toHaveLength(1)
  expect(problems).toEqual([])
  await context.close()
})
