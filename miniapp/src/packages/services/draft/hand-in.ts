import type { CaseDetail } from '@shared/contract/applications'
import { asCallError, type CallError } from '@/platform/call-error'
import { type Needed, neededFor } from '@/session/step-up'

/** How handing in ended, in terms of what the citizen does next. */
export type HandedIn =
  | { kind: 'accepted'; case: CaseDetail }
  /** the draft is a case already, e.g. submitted on another device */
  | { kind: 'already'; caseId: string | undefined }
  /** no answer, or one that leaves it open: the same key goes out again */
  | { kind: 'unknown'; error: CallError }
  | { kind: 'wrong-fields'; fields: Record<string, string> }
  | { kind: 'form-changed' }
  | { kind: 'changed-elsewhere' }
  | { kind: 'refused'; error: CallError }

/** Errors after which the same submission may still have gone through, or may go through unchanged later. */
const OPEN_ENDED = [
  'offline',
  'unavailable',
  'internal',
  'department_unavailable',
  'too_many_requests',
  'sign_in_required'
]

function judge(error: CallError): HandedIn {
  if (OPEN_ENDED.includes(error.code)) return { kind: 'unknown', error }
  if (error.code === 'draft_submitted') return { kind: 'already', caseId: error.fields?.caseId }
  if (error.code === 'form_invalid') return { kind: 'wrong-fields', fields: error.fields ?? {} }
  if (error.code === 'form_changed') return { kind: 'form-changed' }
  if (error.code === 'conflict') return { kind: 'changed-elsewhere' }
  return { kind: 'refused', error }
}

/** A server that takes something in under a key, and what to do before it will. */
export interface HandIn {
  key: string
  freshKey: () => string
  keepKey: (key: string | null) => Promise<void>
  send: (key: string) => Promise<CaseDetail>
  /** Leads the person to the level they lack and back; true = they have it now. */
  stepUp: (needed: Needed) => Promise<boolean>
  /** Asks for the consents the server misses; true = the person has decided and wants to go on. */
  agree: () => Promise<boolean>
}

/**
 * Hands something in under one idempotency key. `keepKey` puts the key on the phone before anything is sent and drops
 * it (null) only once the outcome is certain, so that a repetition after a dead network or a killed app is recognised
 * as the same act. A key the server knows with other content is replaced once. Whoever lacks a level is led to it and
 * the same goes out again: nothing had begun, so no key is kept meanwhile and the form stays open should they not return.
 * The same holds for a missing consent, except that it is asked for as often as the person wants to go on.
 */
export async function handIn(
  act: HandIn,
  mayReplaceKey = true,
  asked: ReadonlySet<Needed> = new Set()
): Promise<HandedIn> {
  await act.keepKey(act.key)
  let ended: HandedIn
  try {
    ended = { kind: 'accepted', case: await act.send(act.key) }
  } catch (caught) {
    const error = asCallError(caught)
    if (error.code === 'idempotency_key_reused' && mayReplaceKey)
      return handIn({ ...act, key: act.freshKey() }, false, asked)
    ended = judge(error)
  }
  if (ended.kind !== 'unknown') await act.keepKey(null)
  if (ended.kind !== 'refused') return ended
  if (ended.error.code === 'consent_required') return (await act.agree()) ? handIn(act, mayReplaceKey, asked) : ended
  const needed = neededFor(ended.error)
  if (needed === undefined || asked.has(needed) || !(await act.stepUp(needed))) return ended
  return handIn(act, mayReplaceKey, new Set([...asked, needed]))
}
