import type { MendingState } from '@shared/contract/feedback'
import type { CitizenSeal } from '../identity/port'
import type { RatingRow, StepRow, StepWhat } from './store'

/** What has happened, as the rater reads it. */
export const STEP_WORDS = {
  rated: '已提交评价',
  contacted: '部门已联系',
  mended: '部门已整改',
  explained: '部门已说明情况',
  passed: '复核通过',
  returned: '复核未通过，重新整改',
  confirmed: '评价人确认已整改',
  contested: '评价人申请复核',
  lapsed: '到期没有反馈，已办结',
  overdue: '已超过期限，转督办',
  urged: '已督促承办单位'
} as const satisfies Record<StepWhat, string>

/** What is expected next. */
export const AWAITED = {
  contact: '部门联系您',
  mend: '部门整改',
  check: '由另一名工作人员复核',
  answer: '请您确认是否已整改',
  recheck: '区政务服务办再次复核',
  closed: ''
} as const satisfies Record<MendingState, string>

const MOBILE = /(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/g
const ID_NUMBER = /(?<!\d)\d{17}[\dXx](?!\d)/g

/** Free words for everybody but the rater: numbers that say who they are do not leave the house. */
export const withoutNumbers = (text: string): string =>
  text.replace(ID_NUMBER, '（号码已隐藏）').replace(MOBILE, '（号码已隐藏）')

const textPlace = (ratingId: string) => `feedback_ratings.text:${ratingId}`
const notePlace = (ratingId: string) => `feedback_steps.note:${ratingId}`

export const sealText = (seal: CitizenSeal, ratingId: string, text: string | undefined): string | null =>
  text ? seal.seal(text, textPlace(ratingId)) : null
export const openText = (seal: CitizenSeal, row: Pick<RatingRow, 'id' | 'text_sealed'>): string | null =>
  row.text_sealed === null ? null : seal.open(row.text_sealed, textPlace(row.id))

export const sealNote = (seal: CitizenSeal, ratingId: string, note: string | undefined): string | null =>
  note ? seal.seal(note, notePlace(ratingId)) : null
export const openNote = (seal: CitizenSeal, ratingId: string, step: Pick<StepRow, 'note_sealed'>): string | null =>
  step.note_sealed === null ? null : seal.open(step.note_sealed, notePlace(ratingId))
