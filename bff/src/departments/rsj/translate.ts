import type { Enrolment } from '../../domains/services/port'
import { codedAnswers } from '../../platform/department-client/coded-answer'
import type { UnavailableReason } from '../../platform/department-client/errors'
import type { Reply } from '../../platform/department-client/reply'
import type { Verdict } from '../../platform/department-client/verdict'
import { rsjFlexStatus } from './wire'

const troubles = new Map<string, UnavailableReason>([
  ['-1', 'busy'],
  ['1001', 'credentials'],
  ['1002', 'clock'],
  // each attempt has a requestId of its own, so something between us repeats requests
  ['1003', 'garbage'],
  ['1004', 'credentials']
])

const notEnrolled: Enrolment = { enrolled: false, personalNo: null, agency: null, insurances: [] }

const readOpened = codedAnswers({ done: '0', troubles, refusals: new Set(['2001', '2002']) })

const readKnown = readOpened(
  rsjFlexStatus,
  ({ enrolled, personalNo = null, agency = null, insurances = [] }): Verdict<Enrolment> => ({
    kind: 'ok',
    value: { enrolled, personalNo, agency, insurances }
  })
)

/** Reads the opened answer to SI_FLEX_STATUS. Somebody the bureau does not know (2001) is not enrolled with it. */
export function readFlexStatus(reply: Reply): Verdict<Enrolment> {
  const verdict = readKnown(reply)
  return verdict.kind === 'refused' && verdict.code === '2001' ? { kind: 'ok', value: notEnrolled } : verdict
}
