import { exampleForm, shopAnswers } from './example-form'
import { formFields } from './form'
import { checkAnswers } from './form-check'
import { answerInWords } from './form-words'

const checked = checkAnswers(exampleForm, shopAnswers, '2026-11-22')
const words = Object.fromEntries(
  formFields(exampleForm).map((field) => [
    field.id,
    answerInWords(field, checked.ok ? checked.value[field.id] : undefined)
  ])
)

it('a department reads every kind of answer in words: amounts in 元, units named, rows numbered', () => {
  expect(words).toMatchObject({
    loan: '120000.50 元',
    staff: '3 人',
    card: '4111 1111 1111 1111',
    place: '门店经营',
    spot: '民权路 28 号',
    goods: '第 1 行：品名 货架，数量 4，单价 199.00 元；第 2 行：品名 灯，数量 12',
    relatives: '第 1 行：关系 子女，姓名 张小小，身份证号码 11010519491231002X',
    signature: '张敏（输入姓名签名）',
    agreed: '已同意',
    photo: null,
    plate: null
  })
})

it('a street of the district is written out, as the region of somebody who lives here', () => {
  const home = formFields(exampleForm).find(({ id }) => id === 'home')
  expect(home && answerInWords(home, '500103003')).toBe('重庆市渝中区朝天门街道')
})
