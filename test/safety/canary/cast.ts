import type { Citizen } from '../../support/citizen'
import type { CITIZENS } from './canaries'

/** People of the run, each signed in on a phone of their own. */
export type Cast = Record<keyof typeof CITIZENS, Citizen>
