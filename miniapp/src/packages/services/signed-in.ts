import { ERRORS } from '@shared/contract/errors'
import { CallError } from '@/platform/call-error'
import { ensureSignedIn } from '@/session/session'

/** Runs a call that needs a session after signing in; rejects with `sign_in_required` when nobody signed in. */
export async function signedIn<T>(work: () => Promise<T>): Promise<T> {
  if (await ensureSignedIn()) return work()
  throw new CallError({ code: 'sign_in_required', status: 401, message: ERRORS.sign_in_required.message })
}
