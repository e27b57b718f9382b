import type { Level } from '@shared/contract/identity'
import type { Needed } from '@/session/step-up'

const LADDER = ['session', 'phone', 'real-name', 'face'] as const

/** Steps that lead to what is needed, in order; the phone comes first because it receives every code. */
const STEPS = {
  phone: ['phone'],
  'real-name': ['phone', 'real-name'],
  face: ['phone', 'real-name', 'face'],
  fresh: ['phone', 'fresh']
} as const satisfies Record<Needed, readonly Needed[]>

export const stepsTo = (needed: Needed): readonly Needed[] => STEPS[needed]

/** The first step still missing at this level; undefined when nothing is (a fresh check is never given by a level). */
export const nextStep = (needed: Needed, level: Level): Needed | undefined =>
  stepsTo(needed).find((step) => step === 'fresh' || LADDER.indexOf(step) > LADDER.indexOf(level))
