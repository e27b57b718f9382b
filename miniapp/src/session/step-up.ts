import { STEP_UP } from '@/addresses'
import { asCallError, type CallError } from '@/platform/call-error'
import { makeErrand } from './errand'

/** What a route asks for before it serves: a level, or a proof of identity of the last five minutes. */
export const NEEDED = ['phone', 'real-name', 'face', 'fresh'] as const
export type Needed = (typeof NEEDED)[number]

export const isNeeded = (text: unknown): text is Needed => NEEDED.some((needed) => needed === text)

const errand = makeErrand()

/** What the person must prove before the refused call can go through; undefined for every other error. */
export function neededFor(error: CallError): Needed | undefined {
  if (error.code === 'fresh_check_required') return 'fresh'
  const needed = error.code === 'level_required' ? error.fields?.needed : undefined
  return isNeeded(needed) ? needed : undefined
}

/**
 * Leads the person to the step-up page and back to where they were. true = proved, go on; false = they turned back.
 * On H5 渝快办 leaves the program: then this never settles, and the page they come back to begins anew.
 */
export const stepUp = (needed: Needed): Promise<boolean> => errand.send(STEP_UP, `needed=${needed}`)

/** For the step-up page: proved, back to where the person came from. */
export const finishStepUp = errand.finish
/** For the step-up page when it goes without a proof. */
export const giveStepUpUp = errand.giveUp

/**
 * Runs an act that may need a higher level or a fresh check: where the server asks for one, leads the person there and
 * repeats the act afterwards (an act that writes must keep its Idempotency-Key inside `work`; what was refused for want
 * of a level has not begun). Rejects with the CallError of `work`, also when the person turned back.
 */
export async function withLevel<T>(work: () => Promise<T>): Promise<T> {
  const asked = new Set<Needed>()
  for (;;) {
    try {
      return await work()
    } catch (caught) {
      const needed = neededFor(asCallError(caught))
      if (needed === undefined || asked.has(needed) || !(await stepUp(needed))) throw caught
      asked.add(needed)
    }
  }
}
