import { servicesRoutes } from '@shared/contract/services'
import { addDays, civilDateAt } from '@shared/values/civil-date'
import { apply, fillDraft, nextMonth, person } from '../support/apply'
import { startProduct, type TestProduct } from '../support/start-product'

const DAY_MS = 86_400_000

let product: TestProduct
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())

const monthIn = (days: number) => addDays(civilDateAt(new Date()), days).slice(0, 7)

test.each([
  ['a month that is over', monthIn(-31), /^参保起始月不能早于/],
  ['a month too far ahead', monthIn(400), /^参保起始月不能晚于/]
])('a draft with %s is refused by the server too, whatever the phone let through', async (_, startMonth, told) => {
  const citizen = product.citizen(person.id)
  await citizen.signIn()
  const draft = await fillDraft(citizen, { startMonth })
  const refused = await citizen.call(servicesRoutes.submitDraft, {
    params: { draftId: draft.id },
    body: { formVersion: draft.formVersion, revision: draft.revision }
  })
  expect(refused.error).toMatchObject({ error: 'form_invalid', fields: { startMonth: expect.stringMatching(told) } })
})

test('补正 that comes months later is taken with the month that was right on the day of application', async () => {
  const citizen = product.citizen('zhao-lei')
  await citizen.signIn()
  const { id: caseId } = await apply(citizen)
  await product.drain()
  await product.advance(caseId, 'CORRECTION', { correction: [{ item: '身份证国徽面', reason: '看不清' }] })
  product.clock.moveBy(70 * DAY_MS)
  await citizen.signIn()
  const { body } = await citizen.call(servicesRoutes.showCaseAnswers, { params: { caseId } })
  expect(body.answers.startMonth).toBe(nextMonth())
  const mended = await citizen.call(servicesRoutes.answerCorrection, {
    params: { caseId },
    body: { answers: body.answers }
  })
  expect(mended.error).toBeNull()
  product.clock.moveBy(-70 * DAY_MS)
})
