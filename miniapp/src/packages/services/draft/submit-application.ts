import type { CaseDetail } from '@shared/contract/applications'
import type { Attempt } from '@/drafts/kept-draft'
import type { DraftKeeper } from './draft-keeper'
import { type HandedIn, type HandIn, handIn } from './hand-in'

/** `to-choose`: two devices say different things, and the person has not said which stands. */
export type Submitted = HandedIn | { kind: 'not-saved' } | { kind: 'to-choose' }

/**
 * Submits the draft of the keeper as the citizen has checked it under `formVersion`; nothing is sent before every edit
 * is on the server. Where an earlier submission has no answer yet, exactly that one is repeated, key and content.
 */
export async function submitApplication(
  keeper: DraftKeeper,
  formVersion: string,
  server: Pick<HandIn, 'freshKey' | 'stepUp' | 'agree'> & { submit: (attempt: Attempt) => Promise<CaseDetail> }
): Promise<Submitted> {
  if (!(await keeper.flush())) return { kind: 'not-saved' }
  const { base, attempt: open, conflicts } = keeper.view()
  if (open === null && Object.keys(conflicts).length > 0) return { kind: 'to-choose' }
  const attempt = open ?? (base && { key: server.freshKey(), draftId: base.id, formVersion, revision: base.revision })
  if (attempt === null) return { kind: 'not-saved' }
  return handIn({
    key: attempt.key,
    freshKey: server.freshKey,
    stepUp: server.stepUp,
    agree: server.agree,
    keepKey: (key) => keeper.keepAttempt(key === null ? null : { ...attempt, key }),
    send: (key) => server.submit({ ...attempt, key })
  })
}
