import { asCallError, type CallError } from '@/platform/call-error'

/** Failures that a repetition can mend; a file of the wrong kind stays wrong. */
const MENDABLE = ['offline', 'unavailable', 'internal', 'too_many_requests', 'sign_in_required']

/**
 * Sends until it works, is refused for good, or the citizen gives up: after each mendable failure `ask` decides whether
 * to try again. Rejects with the CallError of the last try.
 */
export async function sendPatiently<T>(
  send: () => Promise<T>,
  ask: (error: CallError) => Promise<boolean>
): Promise<T> {
  for (;;) {
    try {
      return await send()
    } catch (caught) {
      const error = asCallError(caught)
      if (!MENDABLE.includes(error.code) || !(await ask(error))) throw error
    }
  }
}
