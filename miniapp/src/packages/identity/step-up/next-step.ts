import type { Level } from '@shared/contract/identity'
import { atLeast } from '@/session/level'
import type { Needed } from '@/session/step-up'

/**
 * Steps that lead to what is needed, in order; the phone comes first because it receives every code. A fresh check has
 * none before it: the server asks for the level first, and where it asks for none, signing in anew is the check.
 */
const STEPS = {
  phone: ['phone'],
  'real-name': ['phone', 'real-name'],
  face: ['phone', 'real-name', 'face'],
  fresh: ['fresh']
} as const satisfies Record<Needed, readonly Needed[]>

export const stepsTo = (needed: Needed): readonly Needed[] => STEPS[needed]

/** The first step still missing at this level; undefined when nothing is (a fresh check is never given by a level). */
export const nextStep = (needed: Needed, level: Level): Needed | undefined =>
  stepsTo(needed).find((step) => step === 'fresh' || !atLeast(level, step))
