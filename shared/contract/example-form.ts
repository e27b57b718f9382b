import type { Answers, Form } from './form'

const options = [
  { value: 'shop', label: '门店经营' },
  { value: 'online', label: '网上经营' }
]
const required = true

/** A made-up form with every kind of field, conditions and rules; for tests, published nowhere. */
export const exampleSteps: Form['steps'] = [
  {
    id: 'person',
    title: '经营者',
    fields: [
      { id: 'name', kind: 'person-name', label: '姓名', required },
      { id: 'citizenId', kind: 'citizen-id', label: '身份证号码', required },
      { id: 'phone', kind: 'phone', label: '手机号码', required },
      { id: 'home', kind: 'region', label: '户籍所在地', required, options: [] },
      { id: 'card', kind: 'bank-card', label: '收款银行卡', required },
      { id: 'relatives', kind: 'family', label: '家庭成员', required: false, minRows: 0, maxRows: 6 }
    ]
  },
  {
    id: 'business',
    title: '经营情况',
    fields: [
      { id: 'place', kind: 'choice', label: '经营方式', required, options, readAloud: '您打算在哪里做生意？' },
      { id: 'code', kind: 'credit-code', label: '统一社会信用代码', required: false },
      { id: 'staff', kind: 'number', label: '从业人数', required, min: 0, max: 500, unit: '人' },
      {
        id: 'area',
        kind: 'number',
        label: '经营面积',
        required,
        min: 1,
        decimals: 2,
        unit: '平方米',
        when: { field: 'place', is: 'shop' }
      },
      { id: 'spot', kind: 'map-point', label: '门店位置', required, when: { field: 'place', is: 'shop' } },
      { id: 'street', kind: 'street', label: '门店街道', required, options: [], when: { field: 'place', is: 'shop' } }
    ]
  },
  {
    id: 'delivery',
    title: '送货',
    when: {
      any: [
        { field: 'place', in: ['online'] },
        {
          all: [
            { field: 'place', is: 'shop' },
            { field: 'street', is: '500103003' }
          ]
        }
      ]
    },
    fields: [
      {
        id: 'means',
        kind: 'choices',
        label: '送货方式',
        required,
        options: [
          { value: 'car', label: '自己的车' },
          { value: 'post', label: '快递' }
        ]
      },
      { id: 'plate', kind: 'plate', label: '车牌号码', required, when: { field: 'means', is: 'car' } }
    ]
  },
  {
    id: 'money',
    title: '资金和日期',
    fields: [
      { id: 'loan', kind: 'money', label: '贷款金额', required, min: 1, max: 50_000_000 },
      { id: 'own', kind: 'money', label: '自有资金', required: false },
      { id: 'begins', kind: 'date', label: '开始日期', required },
      { id: 'ends', kind: 'date', label: '结束日期', required: false },
      { id: 'since', kind: 'month', label: '首次经营月份', required: false },
      {
        id: 'goods',
        kind: 'table',
        label: '采购清单',
        required,
        minRows: 1,
        maxRows: 3,
        columns: [
          { id: 'what', kind: 'text', label: '品名', required, maxLength: 20 },
          { id: 'count', kind: 'number', label: '数量', required, min: 1, max: 99 },
          { id: 'price', kind: 'money', label: '单价', required: false }
        ]
      }
    ]
  },
  {
    id: 'promise',
    title: '材料和签名',
    fields: [
      { id: 'note', kind: 'text', label: '备注', required: false, maxLength: 100 },
      { id: 'photo', kind: 'upload', label: '门店照片', required, maxFiles: 2, when: { field: 'place', is: 'shop' } },
      { id: 'signature', kind: 'signature', label: '申请人签名', required },
      { id: 'agreed', kind: 'agreement', label: '承诺书', required, text: '本人承诺所填内容真实。' }
    ]
  }
]

export const exampleRules: NonNullable<Form['rules']> = [
  { kind: 'not-before', field: 'ends', other: 'begins', message: '结束日期不能早于开始日期。' },
  { kind: 'sum-at-most', fields: ['loan', 'own'], most: 60_000_000, message: '贷款和自有资金合计不能超过 60 万元。' },
  { kind: 'at-least-one-of', fields: ['code', 'note'], message: '没有统一社会信用代码的，请在备注里写明原因。' },
  { kind: 'not-equal', field: 'ends', other: 'begins', message: '开始和结束不能是同一天。' }
]

const streets = [
  { value: '500103003', label: '朝天门街道' },
  { value: '500103004', label: '解放碑街道' }
]

/** The form as a server shows it, with made-up streets. */
export const exampleForm: Form = {
  serviceId: 'every-kind',
  version: 'v1',
  steps: exampleSteps.map((step) => ({
    ...step,
    fields: step.fields.map((field) =>
      field.kind === 'street' || field.kind === 'region' ? { ...field, options: streets } : field
    )
  })),
  rules: exampleRules
}

/** What a shopkeeper types: every field of a shop right; no delivery is asked. */
export const shopAnswers: Answers = {
  name: '张敏',
  citizenId: '66999919880312002 1',
  phone: '199 0000 0001',
  home: '四川省成都市锦江区春熙路街道 8 号',
  card: '4111 1111 1111 1111',
  relatives: [{ relation: 'child', name: '张小小', citizenId: '11010519491231002x' }],
  place: 'shop',
  staff: '3',
  area: '42.50',
  spot: { crs: 'GCJ-02', longitude: 106.5765, latitude: 29.5574, address: '民权路 28 号' },
  street: '500103004',
  loan: '120000.5',
  own: '',
  begins: '2026-12-01',
  ends: '2027-11-30',
  goods: [
    { what: '货架', count: '4', price: '199' },
    { what: '', count: '' },
    { what: '灯', count: '12' }
  ],
  note: '新开的店',
  photo: ['file-photo-01'],
  signature: { signedName: '张敏', confirmed: true },
  agreed: true
}
