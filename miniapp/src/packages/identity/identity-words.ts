import type { Device } from '@shared/contract/devices'
import type { Dispute } from '@shared/contract/disputes'
import type { Level } from '@shared/contract/identity'
import type { Correction } from '@shared/contract/rights'
import type { MyIdentity, ReviewKind } from '@shared/contract/verification'

/** What things are called on these pages. */
export const LEVEL_NAMES = {
  session: '未实名',
  phone: '未实名',
  'real-name': '已实名',
  face: '已实名'
} as const satisfies Record<Level, string>

export const CERTIFICATE_NAMES = {
  'id-card': '居民身份证',
  passport: '护照',
  'hk-macau-permit': '港澳居民来往内地通行证',
  'taiwan-permit': '台湾居民来往大陆通行证'
} as const satisfies Record<NonNullable<MyIdentity['certificate']>, string>

export const VERIFIED_BY = {
  'public-security': '公安人口信息核对',
  ykb: '渝快办',
  'manual-review': '人工核验'
} as const satisfies Record<NonNullable<MyIdentity['verifiedBy']>, string>

export const REVIEW_NAMES = {
  passport: '护照核验',
  'hk-macau-permit': '港澳居民来往内地通行证核验',
  'taiwan-permit': '台湾居民来往大陆通行证核验',
  guardian: '添加孩子'
} as const satisfies Record<ReviewKind, string>

export const REVIEW_STATES = {
  waiting: { word: '等待核验', tone: 'primary' },
  approved: { word: '已通过', tone: 'good' },
  refused: { word: '未通过', tone: 'bad' }
} as const

export const CORRECTION_NAMES = {
  name: '姓名',
  certificate: '证件号码',
  phone: '手机号',
  case: '办件内容',
  other: '其他'
} as const satisfies Record<Correction['what'], string>

export const CORRECTION_STATES = {
  waiting: { word: '等待答复', tone: 'primary' },
  corrected: { word: '已更正', tone: 'good' },
  refused: { word: '未予更正', tone: 'bad' }
} as const satisfies Record<Correction['state'], { word: string; tone: string }>

export const DISPUTE_STATES = {
  waiting: { word: '等待答复', tone: 'primary' },
  corrected: { word: '已更正', tone: 'good' },
  right: { word: '登记没有错', tone: 'plain' }
} as const satisfies Record<Dispute['state'], { word: string; tone: string }>

export const CHANNEL_NAMES = {
  'mini-program': '微信小程序',
  'official-account': '微信公众号',
  browser: '浏览器'
} as const satisfies Record<Device['channel'], string>
