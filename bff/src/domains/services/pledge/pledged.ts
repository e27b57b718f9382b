import type { KeptDefinition } from '../kept-form'

/** How a licence is granted on a promise; null = it is not. */
export const pledgedOf = ({ acceptance }: Pick<KeptDefinition, 'acceptance'>) =>
  'local' in acceptance ? (acceptance.pledged ?? null) : null
export type Pledged = NonNullable<ReturnType<typeof pledgedOf>>
