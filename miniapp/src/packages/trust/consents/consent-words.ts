import type { Consent } from '@shared/contract/consents'

/** Whether a department may still use it. */
export const isActive = ({ state }: Consent): boolean => state === 'active'

const STATES = { active: '生效中', withdrawn: '已撤回', ended: '已到期' } as const satisfies Record<
  Consent['state'],
  string
>

export const stateWords = ({ state }: Pick<Consent, 'state'>): string => STATES[state]

/** Consents as shown after one was withdrawn at `at` (ISO 8601), without asking the server again. */
export const withWithdrawn = (consents: Consent[], consentId: string, at: string): Consent[] =>
  consents.map((consent) =>
    consent.id === consentId ? { ...consent, state: 'withdrawn' as const, withdrawnAt: at } : consent
  )
