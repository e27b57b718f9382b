import type { Invitation } from '@shared/contract/mandates'

/** The heading of an invitation, also on the WeChat card: no name, because cards are forwarded. */
export const cardWords = (kind: Invitation['kind']): string => (kind === 'agent' ? '经办人授权邀请' : '亲情代办邀请')

/** What a person sends to somebody outside WeChat. */
export const messageWords = ({ kind, code }: Pick<Invitation, 'kind' | 'code'>, link: string): string =>
  `【指尖办】${cardWords(kind)}，邀请码 ${code}。点链接查看并接受：${link}`

/** A code as typed: blanks and hyphens dropped, upper case. */
export const typedInvitationCode = (text: string): string => text.replace(/[\s-]/g, '').toUpperCase()

/** Whether the text can be the code of an invitation: eight digits or letters. */
export const isInvitationCode = (text: string): boolean => /^[0-9A-Z]{8}$/.test(text)
