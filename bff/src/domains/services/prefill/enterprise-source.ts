import type { Db } from '../../../platform/db/db'
import type { Acting } from '../../mandates/port'
import { foundAmong, type PrefillSource } from './source'

/** What the market register says of the enterprise somebody acts for: its name and credit code. Nothing for a person. */
export const makeEnterpriseSource = ({
  db,
  acting
}: {
  db: Db
  acting: Pick<Acting, 'enterpriseOf'>
}): PrefillSource => ({
  id: 'enterprise',
  name: '企业登记信息',
  ask: async ({ caller: { ownerId, capacity }, wanted }) => {
    const enterprise = capacity.kind === 'enterprise' ? await acting.enterpriseOf(db, ownerId) : null
    if (!enterprise) return { found: [] }
    const common = { source: '市场监管部门登记信息', department: 'market-regulation', at: enterprise.confirmedAt }
    const known = new Map([
      ['enterprise.name', { value: enterprise.name, ...common }],
      ['enterprise.creditCode', { value: enterprise.creditCode, ...common }]
    ])
    return { found: foundAmong(wanted, known) }
  }
})
