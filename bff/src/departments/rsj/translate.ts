import type { Enrolment } from '../../domains/services/port'
import type { UnavailableReason } from '../../platform/department-client/errors'
import { type Reply, readJson } from '../../platform/department-client/reply'
import { unreadable, type Verdict } from '../../platform/department-client/verdict'
import { rsjAnswer, rsjFlexStatus } from './wire'

const troubles = new Map<string, UnavailableReason>([
  ['-1', 'busy'],
  ['1001', 'credentials'],
  ['1002', 'clock'],
  // each attempt has a requestId of its own, so something between us repeats requests
  ['1003', 'garbage'],
  ['1004', 'credentials']
])

const notEnrolled: Enrolment = { enrolled: false, personalNo: null, agency: null, insurances: [] }

/** Reads the opened answer to SI_FLEX_STATUS. Somebody the bureau does not know (2001) is not enrolled with it. */
export function readFlexStatus(reply: Reply): Verdict<Enrolment> {
  const answer = readJson(reply, rsjAnswer)
  if (answer === undefined) return unreadable('shape')
  const { code, message: said, data } = answer
  if (code === '0') return toEnrolment(data)
  if (code === '2001') return { kind: 'ok', value: notEnrolled }
  if (code === '2002') return { kind: 'refused', code, said }
  const trouble = troubles.get(code)
  return trouble === undefined ? { kind: 'unknown', code } : { kind: 'unavailable', reason: trouble, code }
}

function toEnrolment(data: unknown): Verdict<Enrolment> {
  const parsed = rsjFlexStatus.safeParse(data)
  if (!parsed.success) return unreadable('data')
  const { enrolled, personalNo = null, agency = null, insurances = [] } = parsed.data
  return { kind: 'ok', value: { enrolled, personalNo, agency, insurances } }
}
