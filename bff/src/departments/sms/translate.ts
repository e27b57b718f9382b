import type { SmsGateway } from '../../domains/identity/port'
import type { SmsReceipt } from '../../domains/messages/port'
import { codedAnswers } from '../../platform/department-client/coded-answer'
import type { UnavailableReason } from '../../platform/department-client/errors'
import type { Reply } from '../../platform/department-client/reply'
import type { Verdict } from '../../platform/department-client/verdict'
import { smsReceipt, smsSent } from './wire'

type Template = Parameters<SmsGateway['send']>[0]['template']

/** The codes under which our texts are registered with the gateway. */
export const templateCodes = {
  'sign-in-code': 'ZJB_SIGN_IN',
  'check-code': 'ZJB_CHECK'
} as const satisfies Record<Template, string>

const states = new Map<string, SmsReceipt>([
  ['SENT', 'sent'],
  ['DELIVERED', 'delivered'],
  ['FAILED', 'failed']
])

/** Codes that are about us or the gateway: trying again later can help. */
const troubles = new Map<string, UnavailableReason>([
  ['E1001', 'credentials'],
  ['E1002', 'clock'],
  // each attempt has a nonce of its own, so something between us repeats requests
  ['E1003', 'garbage'],
  ['E1004', 'credentials'],
  ['E9001', 'busy']
])

/** no such number · wrong field · same outId with other content · unknown outId · unknown template */
const refusals = new Set(['E2001', 'E2002', 'E2004', 'E2005', 'E2006'])

const readSms = codedAnswers({ done: '0000', troubles, refusals })

/** send: that the gateway has it is all there is to know. */
export const readSent = readSms(smsSent, (): Verdict<void> => ({ kind: 'ok', value: undefined }))

const readKnown = readSms(smsReceipt, ({ state }): Verdict<SmsReceipt> => {
  const known = states.get(state)
  return known === undefined ? { kind: 'unknown', code: `state:${state}` } : { kind: 'ok', value: known }
})

/** receipt: what became of a message; one the gateway does not know (E2005) is unknown. */
export function readReceipt(reply: Reply): Verdict<SmsReceipt> {
  const verdict = readKnown(reply)
  return verdict.kind === 'refused' && verdict.code === 'E2005' ? { kind: 'ok', value: 'unknown' } : verdict
}
