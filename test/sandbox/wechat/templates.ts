/** A subscribe-message template: keys with their type (the key's letters) and the label that the phone shows. */
export type Template = {
  id: string
  title: string
  /** 长期订阅: one acceptance is good for every later message, until refused */
  longTerm: boolean
  fields: { key: string; label: string; options?: readonly string[] }[]
}

/** The templates of this mini-program. Any other id is refused with 40037. */
export const templates: readonly Template[] = [
  {
    id: 'sandbox-case-progress',
    title: '办件进度通知',
    longTerm: false,
    fields: [
      { key: 'thing1', label: '事项名称' },
      { key: 'phrase2', label: '办理状态' },
      { key: 'time3', label: '更新时间' },
      { key: 'thing4', label: '温馨提示' },
      { key: 'character_string5', label: '办件编号' }
    ]
  },
  {
    id: 'sandbox-case-correction',
    title: '材料补正通知',
    longTerm: false,
    fields: [
      { key: 'thing1', label: '事项名称' },
      { key: 'thing2', label: '补正内容' },
      { key: 'time3', label: '通知时间' },
      { key: 'character_string4', label: '办件编号' }
    ]
  },
  {
    id: 'sandbox-case-result',
    title: '办理结果通知',
    longTerm: false,
    fields: [
      { key: 'thing1', label: '事项名称' },
      { key: 'phrase2', label: '办理结果' },
      { key: 'time3', label: '办结时间' },
      { key: 'character_string4', label: '办件编号' }
    ]
  },
  {
    id: 'sandbox-appointment',
    title: '预约提醒',
    longTerm: false,
    fields: [
      { key: 'thing1', label: '预约项目' },
      { key: 'time2', label: '预约时间' },
      { key: 'thing3', label: '地点' },
      { key: 'name4', label: '预约人' },
      { key: 'number5', label: '人数' }
    ]
  },
  {
    id: 'sandbox-parking',
    title: '停车缴费提醒',
    longTerm: false,
    fields: [
      { key: 'car_number1', label: '车牌号码' },
      { key: 'amount2', label: '应缴金额' },
      { key: 'thing3', label: '停车场' },
      { key: 'time4', label: '驶入时间' }
    ]
  },
  {
    id: 'sandbox-policy',
    title: '惠企政策到期提醒',
    longTerm: true,
    fields: [
      { key: 'thing1', label: '政策名称' },
      { key: 'date2', label: '申报截止' },
      { key: 'enum3', label: '对象', options: ['个人', '企业'] },
      { key: 'phone_number4', label: '咨询电话' }
    ]
  }
]
