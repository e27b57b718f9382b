import { rmSync } from 'node:fs'
import path from 'node:path'
import { collectionsRoutes } from '@shared/contract/collections'
import { deskCasesRoutes } from '@shared/contract/desk-cases'
import { owedRoutes } from '@shared/contract/owed'
import { servicesRoutes } from '@shared/contract/services'
import type { Browser } from 'playwright-core'
import { person } from '../../support/apply'
import { fillLocalDraft, localItem } from '../../support/apply-local'
import { openBrowser } from '../../support/browser'
import type { Citizen } from '../../support/citizen'
import { type Clerk, makeClerk } from '../../support/clerk'
import { button, exactly, field, openDeskAs, shown, tidy } from '../../support/desk-window'
import { realCitizen } from '../../support/real-citizen'
import { startProduct, type TestProduct } from '../../support/start-product'
import { strictContent } from '../../support/strict-content'
import { root } from '../../support/test-stores'

const TO = { name: '赵磊', phone: '19900000009', address: '重庆市渝中区示例路 99 号 9 幢 9-9' }
let folder: string
let product: TestProduct
let browser: Browser
let citizen: Citizen
let li: Clerk
let wu: Clerk
let lawyer: Clerk
beforeAll(async () => {
  folder = strictContent()
  const h5 = process.env.H5_DIR ?? path.join(root, 'miniapp', 'dist', 'h5')
  product = await startProduct({ h5, contentFolder: folder })
  browser = await openBrowser()
  li = await makeClerk(product, 'li-clerk', ['clerk'], localItem.department)
  wu = await makeClerk(product, 'wu-clerk', ['reviewer'], localItem.department)
  lawyer = await makeClerk(product, 'zheng-lawyer', ['clerk'], 'justice')
  citizen = await realCitizen(product, person.id)
})
afterAll(async () => {
  await browser.close()
  await product.close()
  rmSync(folder, { recursive: true })
})

/** 高龄津贴 for somebody of 86, one paper promised, one to come later, the result by post; its id. */
async function handIn() {
  const params = { serviceId: localItem.id }
  const facts = { 出生日期: '1940-01-01' }
  await citizen.call(servicesRoutes.openDraft, { params, body: { edits: {}, situation: { facts } } })
  await fillLocalDraft(citizen)
  const edits = {
    household: { instead: 'later' as const, agreed: true },
    cardPhoto: { instead: 'promise' as const, agreed: true }
  }
  const { body: draft } = await citizen.call(servicesRoutes.openDraft, { params, body: { edits } })
  const body = { formVersion: draft.formVersion, revision: draft.revision }
  const handedIn = await citizen.call(servicesRoutes.submitDraft, { params: { draftId: draft.id }, body })
  if (handedIn.error) throw new Error(JSON.stringify(handedIn.error))
  await product.drain()
  const caseId = handedIn.body.id
  await citizen.call(collectionsRoutes.chooseCollection, { params: { caseId }, body: { way: 'post', ...TO } })
  return caseId
}

test('a case with everything: another department is asked, the fee recorded, two persons decide, the paper goes by post', async () => {
  const before = await handIn()
  const broken = { params: { caseId: before, field: 'cardPhoto' }, body: { reason: '银行查无此卡。' } }
  expect((await li.call(owedRoutes.breakPromise, broken)).status).toBe(200)
  const caseId = await handIn()

  const [desk, second, justice] = [
    await openDeskAs(browser, product, li, 'cases/index'),
    await openDeskAs(browser, product, wu, `case/index?caseId=${caseId}`),
    await openDeskAs(browser, product, lawyer, 'opinions/index')
  ]
  await shown(desk.page, '在办 2 件')
  await shown(justice.page, '没有这样的会办')
  await tidy(justice.page, 'opinions-none')
  await tidy(desk.page, 'list')
  await desk.page.goto(`${product.url}/#/packages/desk/pages/case/index?caseId=${caseId}`)
  await shown(desk.page, '80 至 99 周岁')
  await shown(desk.page, '申请人以前没有兑现的承诺')
  await shown(desk.page, '等待寄出')
  await tidy(desk.page, 'everything')
  await exactly(desk.page, '受理').click()
  await shown(desk.page, '还没有答复')

  await justice.page.reload()
  await justice.page.getByRole('link', { name: /高龄津贴申领/ }).click()
  await shown(justice.page, '该老人是否有监护人？')
  expect(await justice.page.getByText(person.name).count()).toBe(0)
  await exactly(justice.page, '同意').click()
  await field(justice.page, /^意见/).fill('没有监护人。')
  await tidy(justice.page, 'opinion')
  await exactly(justice.page, '答复').click()
  await shown(justice.page, /已答复：同意/)

  await desk.page.reload()
  await shown(desk.page, '同意：没有监护人。')
  await button(desk.page, '通知缴费').click()
  await shown(desk.page, '申请人缴费期限')
  await tidy(desk.page, 'charged')
  await button(desk.page, '登记已缴费').click()
  await field(desk.page, /^票据号/).fill('示例票据 0001')
  await tidy(desk.page, 'paid-form')
  await button(desk.page, '登记缴费').click()
  await shown(desk.page, /已缴，票据号 示例票据 0001/)
  for (const name of ['不予受理', '通知补正', '征求意见', '暂停计时', '转交同事']) {
    const toggle = button(desk.page, name)
    if ((await toggle.count()) === 0) continue
    await toggle.click()
    await tidy(desk.page, `form-${name}`)
    await toggle.click()
  }
  await exactly(desk.page, '办结').click()
  await field(desk.page, /^结果名称/).fill('高龄津贴发放通知')
  await tidy(desk.page, 'complete-form')
  await button(desk.page, '办结并告知').click()
  await shown(desk.page, '要由另一位同事复核')
  await tidy(desk.page, 'proposal-mine')

  await second.page.reload()
  await shown(second.page, '准予：高龄津贴发放通知')
  await tidy(second.page, 'proposal')
  await button(second.page, '退回重办').click()
  await tidy(second.page, 'send-back')
  await button(second.page, '复核同意').click()
  await shown(second.page, '办理结果')

  await desk.page.reload()
  await field(desk.page, /^快递公司/).fill('示例快递')
  await field(desk.page, /^快递单号/).fill('SF0000000001')
  await tidy(desk.page, 'collection')
  await button(desk.page, '已寄出并告知').click()
  await shown(desk.page, 'SF0000000001')
  await tidy(desk.page, 'done')
  const { body } = await li.call(deskCasesRoutes.showDeskCase, { params: { caseId } })
  expect([body.state, body.collection?.state]).toEqual(['completed', 'posted'])
  for (const { problems, context } of [desk, second, justice]) {
    expect(problems).toEqual([])
    await context.close()
  }
})
