import type { UnavailableReason } from '../../platform/department-client/errors'
import { type Reply, readJson } from '../../platform/department-client/reply'
import { unreadable, type Verdict } from '../../platform/department-client/verdict'
import { gajAnswer, gajCheck } from './wire'

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

/** Reads the opened answer to RK_CHECK. A result we have no word for is unknown: never a match. */
export function readCheck(reply: Reply): Verdict<Checked> {
  const answer = readJson(reply, gajAnswer)
  if (answer === undefined) return unreadable('shape')
  const { code, message: said, data } = answer
  if (code === '0') {
    const parsed = gajCheck.safeParse(data)
    if (!parsed.success) return unreadable('data')
    const checked = results.get(parsed.data.result)
    return checked === undefined
      ? { kind: 'unknown', code: `result:${parsed.data.result}` }
      : { kind: 'ok', value: checked }
  }
  if (code === '2002') return { kind: 'refused', code, said }
  const trouble = troubles.get(code)
  return trouble === undefined ? { kind: 'unknown', code } : { kind: 'unavailable', reason: trouble, code }
}
