import type * as z from 'zod/mini'
import type { SmsGateway } from '../../domains/identity/port'
import type { SmsReceipt } from '../../domains/messages/port'
import type { UnavailableReason } from '../../platform/department-client/errors'
import { type Reply, readJson } from '../../platform/department-client/reply'
import { unreadable, type Verdict } from '../../platform/department-client/verdict'
import { smsAnswer, smsReceipt, smsSent } from './wire'

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

/** send: that the gateway has it is all there is to know. */
export const readSent = (reply: Reply): Verdict<void> =>
  readAnswer(smsSent, () => ({ kind: 'ok', value: undefined }))(reply)

/** receipt: what became of a message; one the gateway does not know (E2005) is unknown. */
export function readReceipt(reply: Reply): Verdict<SmsReceipt> {
  const verdict: Verdict<SmsReceipt> = readAnswer(smsReceipt, ({ state }) => {
    const known = states.get(state)
    return known === undefined ? { kind: 'unknown', code: `state:${state}` } : { kind: 'ok', value: known }
  })(reply)
  return verdict.kind === 'refused' && verdict.code === 'E2005' ? { kind: 'ok', value: 'unknown' } : verdict
}

const readAnswer =
  <S extends z.ZodMiniType, T>(schema: S, translate: (data: z.output<S>) => Verdict<T>) =>
  (reply: Reply): Verdict<T> => {
    const answer = readJson(reply, smsAnswer)
    if (answer === undefined) return unreadable('shape')
    const { code, message: said, data } = answer
    if (code === '0000') {
      const parsed = schema.safeParse(data)
      return parsed.success ? translate(parsed.data) : unreadable('data')
    }
    const trouble = troubles.get(code)
    if (trouble !== undefined) return { kind: 'unavailable', reason: trouble, code }
    return refusals.has(code) ? { kind: 'refused', code, said } : { kind: 'unknown', code }
  }
