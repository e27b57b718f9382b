import { type Level, level } from '@shared/contract/identity'

/** true when somebody who has reached `reached` may do what asks for `needed`; the contract names the levels upwards. */
export const atLeast = (reached: Level, needed: Level): boolean =>
  level.options.indexOf(reached) >= level.options.indexOf(needed)
