import {
  askAbout,
  CASES,
  CERTIFICATES,
  CONSENTS,
  DEVICES,
  ENTERPRISES,
  IDENTITY_PAGE,
  LEDGER,
  MANDATES,
  MATERIALS,
  MATTERS,
  MY_BOOKINGS,
  MY_REQUESTS,
  PARTNERS,
  RELAY
} from '@/addresses'
import type { IconName } from '@/kit/icon/icon'

export interface Entry {
  label: string
  address: string
  icon?: IconName
  note?: string
}

/** What 我的 leads to, card by card in order. */
export const ENTRIES: { title?: string; entries: Entry[] }[] = [
  {
    entries: [
      { icon: 'clock', label: '我的事项', address: MATTERS, note: '办件、预约都在一个列表里' },
      { icon: 'document', label: '我的办件', address: CASES },
      { icon: 'document', label: '我的预约', address: MY_BOOKINGS, note: '大厅预约取号、排队进度' },
      { icon: 'document', label: '我的证照', address: CERTIFICATES, note: '办结后的电子证照，可以当面出示' },
      { icon: 'document', label: '我的材料', address: MATERIALS, note: '办事时交过的证件和证明，下次不用再拍' },
      { icon: 'person', label: '用接力码继续填', address: RELAY, note: '在另一部手机上填了一半的申请表' },
      { icon: 'info', label: '咨询', address: askAbout(), note: '问办事指南里的事，马上回答' },
      { icon: 'phone', label: '我的诉求', address: MY_REQUESTS, note: '投诉、建议、求助、随手拍，12345 办理' }
    ]
  },
  {
    title: '我的账户',
    entries: [
      { label: '我的身份', address: IDENTITY_PAGE, note: '实名、手机号、添加孩子、注销账户' },
      { label: '设备管理', address: DEVICES, note: '在哪些地方登录着' }
    ]
  },
  {
    title: '企业和代办',
    entries: [
      { label: '我的企业', address: ENTERPRISES, note: '绑定企业、授权经办人' },
      { label: '亲情代办', address: MANDATES, note: '请家人代办，或者替家人办' }
    ]
  },
  {
    title: '我的数据',
    entries: [
      { label: '授权管理', address: CONSENTS, note: '同意过哪些部门使用信息，随时撤回' },
      { label: '谁看过我的数据', address: LEDGER },
      { label: '部门网站', address: PARTNERS, note: '登录一次，直接去部门的网站办' }
    ]
  }
]
