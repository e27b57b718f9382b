import type { ConsultRequest, RequestState } from '@shared/contract/consult-requests'

/** How a state is coloured: still going, good end, ended without what was asked for. */
export const STATE_TONES = {
  sending: 'plain',
  received: 'primary',
  assigned: 'primary',
  answered: 'primary',
  closed: 'good',
  rejected: 'warn',
  withheld: 'warn',
  unfit: 'warn'
} as const satisfies Record<RequestState, string>

/** As the person reads it; nothing at the end. */
const NEXT = {
  sending: '12345 收到后会告诉您。暂时送不到会一直重试，不用再提交。',
  received: '12345 会转给负责的单位。',
  assigned: '等待负责的单位答复。',
  answered: '对答复有疑问，可以拨打 12345，报上工单号。',
  closed: '',
  rejected: '有疑问可以拨打 12345，报上工单号。',
  withheld: '您撤回了同意，这条诉求没有送出。还要反映的话，请重新提交。',
  unfit: '微信的内容安全检查认为有不合适的内容，这条诉求没有送出。请换个说法重新提交，有急事可以直接拨打 12345。'
} as const satisfies Record<RequestState, string>

const WAITING =
  '照片正在接受微信的内容安全检查，通过后和文字一起送给 12345，最长约半小时。没有结果会再查一次，不用再提交。'

/** What comes next of a request, with its photos in mind. */
export const nextOf = ({ state, photoCheck }: Pick<ConsultRequest, 'state' | 'photoCheck'>): string =>
  state === 'sending' && photoCheck.waiting > 0 ? WAITING : NEXT[state]

/** Of photos that are not there any more; nothing when all are. */
export function removedWords({ state, photoCheck }: Pick<ConsultRequest, 'state' | 'photoCheck'>): string {
  if (photoCheck.removed === 0) return ''
  const wordsGo = state !== 'withheld' && state !== 'unfit'
  return `有 ${photoCheck.removed} 张照片没有通过微信的内容安全检查或者病毒扫描，已经去掉，不会送给 12345。${wordsGo ? '文字照常送出。' : ''}`
}
