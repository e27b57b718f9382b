import type { Grant } from '../../bff/src/domains/consents/port'

/** A grant nobody gave, for tests of connectors against the sandbox: the only place beside consents that makes one. */
export const testGrant = <Department extends string>(department: Department): Grant<Department> =>
  ({
    department,
    ownerId: 'test-owner',
    consentId: 'test-consent',
    purpose: 'test',
    fields: [],
    holds: async () => true
  }) as unknown as Grant<Department>
