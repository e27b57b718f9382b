import type * as z from 'zod/mini'
import type { YkbPerson } from '../../domains/identity/port'
import type { UnavailableReason } from '../../platform/department-client/errors'
import { type Reply, readJson } from '../../platform/department-client/reply'
import { unreadable, type Verdict } from '../../platform/department-client/verdict'
import { ykbAuthError, ykbAuthPerson, ykbAuthToken } from './wire'

const levels = new Map<string, YkbPerson['level']>([
  ['L1', 'phone'],
  ['L2', 'real-name'],
  ['L3', 'face']
])

const troubles = new Map<string, UnavailableReason>([
  ['invalid_client', 'credentials'],
  ['unauthorized_client', 'credentials'],
  // refused a moment after it was given
  ['invalid_token', 'garbage'],
  ['temporarily_unavailable', 'busy']
])

/** The token for a code; null = the code is used, expired, unknown, or was made for another address (invalid_grant). */
export function readToken(reply: Reply): Verdict<string | null> {
  const verdict: Verdict<string> = readAnswer(ykbAuthToken, (data) => ({ kind: 'ok', value: data.access_token }))(reply)
  return verdict.kind === 'refused' ? { kind: 'ok', value: null } : verdict
}

/** Who the token belongs to. A level or a kind of certificate we have no word for is unknown, never guessed. */
export const readPerson: (reply: Reply) => Verdict<YkbPerson> = (reply) =>
  readAnswer(ykbAuthPerson, ({ uid, name, certType, certNo, mobile, level: said }): Verdict<YkbPerson> => {
    const level = levels.get(said)
    if (level === undefined) return { kind: 'unknown', code: `level:${said}` }
    if (certType !== '111') return { kind: 'unknown', code: `certType:${certType}` }
    return { kind: 'ok', value: { uid, name, idNumber: certNo, phone: mobile || null, level } }
  })(reply)

const readAnswer =
  <S extends z.ZodMiniType, T>(schema: S, translate: (data: z.output<S>) => Verdict<T>) =>
  (reply: Reply): Verdict<T> => {
    const refused = readJson(reply, ykbAuthError)
    if (refused === undefined) {
      const data = reply.status === 200 ? readJson(reply, schema) : undefined
      return data === undefined ? unreadable('shape') : translate(data)
    }
    const { error: code, error_description: said = '' } = refused
    const trouble = troubles.get(code)
    if (trouble !== undefined) return { kind: 'unavailable', reason: trouble, code }
    return code === 'invalid_grant' ? { kind: 'refused', code, said } : { kind: 'unknown', code }
  }
