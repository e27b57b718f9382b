import type * as z from 'zod/mini'
import type { RegisteredEnterprise } from '../../domains/mandates/port'
import type { UnavailableReason } from '../../platform/department-client/errors'
import { type Reply, readJson } from '../../platform/department-client/reply'
import { unreadable, type Verdict } from '../../platform/department-client/verdict'
import { scjgAnswer, scjgEnterprise } from './wire'

/** 1 存续 · 2 吊销未注销 · 3 吊销已注销 · 4 注销 · 5 撤销 · 6 迁出 (no longer in this register) */
const states = new Map<string, RegisteredEnterprise['state']>([
  ['1', 'active'],
  ['2', 'revoked'],
  ['3', 'cancelled'],
  ['4', 'cancelled'],
  ['5', 'revoked'],
  ['6', 'cancelled']
])

const troubles = new Map<number, UnavailableReason>([
  [-1, 'busy'],
  // unknown paasid, wrong signature
  [40101, 'credentials'],
  [40104, 'credentials'],
  [40102, 'clock'],
  // each attempt has a nonce of its own, so something between us repeats requests
  [40103, 'garbage']
])

/** The enterprise behind a credit code; null = the register has none (40401). */
export function readEnterprise(reply: Reply): Verdict<RegisteredEnterprise | null> {
  const answer = readJson(reply, scjgAnswer)
  if (answer === undefined) return unreadable('shape')
  const { errcode, errmsg: said, data } = answer
  const code = String(errcode)
  if (errcode === 0) {
    const parsed = scjgEnterprise.safeParse(data)
    return parsed.success ? toEnterprise(parsed.data) : unreadable('data')
  }
  if (errcode === 40401) return { kind: 'ok', value: null }
  if (errcode === 40001) return { kind: 'refused', code, said }
  const trouble = troubles.get(errcode)
  return trouble === undefined ? { kind: 'unknown', code } : { kind: 'unavailable', reason: trouble, code }
}

function toEnterprise(data: z.infer<typeof scjgEnterprise>): Verdict<RegisteredEnterprise> {
  const state = states.get(data.regState)
  if (state === undefined) return { kind: 'unknown', code: `regState:${data.regState}` }
  const { entName: name, uniscid: creditCode, leRep } = data
  return {
    kind: 'ok',
    value: { name, creditCode, legalRepresentative: { name: leRep.name, idNumber: leRep.cerNo }, state }
  }
}
