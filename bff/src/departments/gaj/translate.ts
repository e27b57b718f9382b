import { codedAnswers } from '../../platform/department-client/coded-answer'
import type { UnavailableReason } from '../../platform/department-client/errors'
import type { Verdict } from '../../platform/department-client/verdict'
import { gajCheck } from './wire'

type Checked = 'matched' | 'not-matched'

/** A number the register does not hold is told from a wrong name by nobody but the bureau: both are no match. */
const results = new Map<string, Checked>([
  ['1', 'matched'],
  ['2', 'not-matched'],
  ['3', 'not-matched']
])

const troubles = new Map<string, UnavailableReason>([
  ['-1', 'busy'],
  ['1001', 'credentials'],
  ['1002', 'clock'],
  // each attempt has a requestId of its own, so something between us repeats requests
  ['1003', 'garbage'],
  ['1004', 'credentials']
])

const readOpened = codedAnswers({ done: '0', troubles, refusals: new Set(['2002']) })

/** Reads the opened answer to RK_CHECK. A result we have no word for is unknown: never a match. */
export const readCheck = readOpened(gajCheck, ({ result }): Verdict<Checked> => {
  const checked = results.get(result)
  return checked === undefined ? { kind: 'unknown', code: `result:${result}` } : { kind: 'ok', value: checked }
})
