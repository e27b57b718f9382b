import type { SessionRow } from './store'

/** What may change when a session is replaced by another; what is not named stays. */
export type SessionRenewal = Partial<
  Pick<
    SessionRow,
    | 'citizen_id'
    | 'checked_at'
    | 'face_at'
    | 'owner_id'
    | 'mandate_id'
    | 'capacity'
    | 'capacity_label_sealed'
    | 'capacity_scope'
    | 'capacity_until'
  >
>

/** What makes a session one of somebody who acts for themselves. */
export const NO_CAPACITY = {
  owner_id: null,
  mandate_id: null,
  capacity: 'self',
  capacity_label_sealed: null,
  capacity_scope: null,
  capacity_until: null
} as const satisfies SessionRenewal
