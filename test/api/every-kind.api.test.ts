import { rmSync } from 'node:fs'
import { shopAnswers } from '@shared/contract/example-form'
import type { Answers } from '@shared/contract/form'
import { servicesRoutes } from '@shared/contract/services'
import * as z from 'zod/mini'
import { agreeFor, named, person } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { contentWithEveryKind } from '../support/every-kind'
import { startProduct, type TestProduct } from '../support/start-product'

const serviceId = 'every-kind'
const contentFolder = contentWithEveryKind()
let product: TestProduct
beforeAll(async () => {
  product = await startProduct({ contentFolder })
})
afterAll(async () => {
  await product.close()
  rmSync(contentFolder, { recursive: true })
})

const uploaded = z.object({ id: z.string() })

async function saved(citizen: Citizen, changes: Answers = {}) {
  await citizen.signIn()
  await named(citizen)
  await agreeFor(citizen, serviceId)
  const photo = uploaded.parse((await citizen.upload()).body).id
  const edits = { ...shopAnswers, citizenId: person.citizenId, photo: [photo], ...changes }
  const draft = await citizen.call(servicesRoutes.openDraft, { params: { serviceId }, body: { edits } })
  if (draft.error) throw new Error(JSON.stringify(draft.error))
  return draft.body
}

const submit = (citizen: Citizen, { id, formVersion, revision }: Awaited<ReturnType<typeof saved>>) =>
  citizen.call(servicesRoutes.submitDraft, { params: { draftId: id }, body: { formVersion, revision } })

const told = (answers: { label: string; value: string }[]) =>
  Object.fromEntries(answers.map(({ label, value }) => [label, value]))

test('a shopkeeper fills every kind of field in, hands it in, and reads it back masked', async () => {
  const citizen = product.citizen(person.id)
  const draft = await saved(citizen)
  expect(draft.answers.loan).toBe('120000.5')
  const signature = uploaded.parse((await citizen.upload()).body).id
  const drawn = await citizen.call(servicesRoutes.openDraft, {
    params: { serviceId },
    body: { edits: { signature: [signature] } }
  })
  const { body: handedIn, error } = await submit(citizen, drawn.body)
  expect(error).toBeNull()
  expect(told(handedIn.answers)).toMatchObject({
    姓名: '张*',
    身份证号码: '669*************21',
    收款银行卡: '**** 1111',
    户籍所在地: '四川省成都市锦江区春熙路街道 * 号',
    家庭成员: '第 1 行：关系 子女，姓名 张*小，身份证号码 110*************2X',
    从业人数: '3 人',
    门店位置: '民权路 * 号',
    贷款金额: '120000.50 元',
    采购清单: '第 1 行：品名 货架，数量 4，单价 199.00 元；第 2 行：品名 灯，数量 12',
    申请人签名: '已手写签名'
  })
  expect(JSON.stringify(handedIn)).not.toContain('4111111111111111')
  expect(JSON.stringify(handedIn)).not.toContain('106.5765')
  expect(handedIn.files.map(({ label }) => label).sort()).toEqual(['申请人签名', '门店照片'])

  await product.drain()
  await product.advance(handedIn.id, 'CORRECTION', { correction: [{ item: '采购清单', reason: '请写明单价' }] })
  const own = await citizen.call(servicesRoutes.showCaseAnswers, { params: { caseId: handedIn.id } })
  expect(own.body.answers).toMatchObject({
    loan: 12_000_050,
    spot: { crs: 'GCJ-02', longitude: 106.5765, latitude: 29.5574 }
  })
  const goods = [{ what: '货架', count: 4, price: '210' }]
  const mended = await citizen.call(servicesRoutes.answerCorrection, {
    params: { caseId: handedIn.id },
    body: { answers: { ...own.body.answers, goods } }
  })
  expect(told(mended.body.answers).采购清单).toBe('第 1 行：品名 货架，数量 4，单价 210.00 元')
})

test('answers an earlier choice made needless are not handed in, and the owner reads which', async () => {
  const citizen = product.citizen('zhao-lei')
  const draft = await saved(citizen, { place: 'online', means: ['post'], plate: 'not a plate' })
  const { body } = await submit(citizen, draft)
  expect(body.timeline[0]?.note).toBe(
    '按您的选择，以下内容不用填，没有提交：经营面积、门店位置、门店街道、车牌号码、门店照片'
  )
  const answers = told(body.answers)
  expect(answers.送货方式).toBe('快递')
  expect(Object.keys(answers)).not.toContain('经营面积')
  expect(body.files).toEqual([])
})

test('the server names the row and the column, and the rule, whatever the phone let through', async () => {
  const citizen = product.citizen('chen-guoqiang')
  const goods = [
    { what: '灯', count: '2' },
    { what: '货架', count: '很多' }
  ]
  const refused = await submit(citizen, await saved(citizen, { goods, ends: '2026-11-01', spot: '路口' }))
  expect(refused.error).toMatchObject({
    error: 'form_invalid',
    fields: {
      goods: '采购清单第 2 行的“数量”：数量只能填数字。',
      ends: '结束日期不能早于开始日期。',
      spot: '请把门店位置写全，写到门牌号或附近的标志。'
    }
  })
})
