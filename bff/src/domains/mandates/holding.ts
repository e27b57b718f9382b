import { instantText } from '../../platform/clock/instant-text'
import type { Sql, Tx } from '../../platform/db/db'
import type { Holding } from '../rights/port'
import type { Endings } from './endings'
import { deleteInvitationsOf } from './invitation-store'
import { deleteMandatesOf, livingFor, livingHeld, type MandateRow, mandatesGiven, mandatesHeld } from './mandate-store'
import type { Names } from './names'

const PART = {
  'legal-representative': '法定代表人',
  agent: '经办人',
  proxy: '代办人',
  guardian: '监护人'
} as const satisfies Record<MandateRow['kind'], string>

/** Before every day there is: nothing has ended by itself yet. */
const FIRST_DAY = '1000-01-01'

/** Ends every mandate a person holds and every one they gave; the other side is told. */
export const makeEndAllOf =
  (endings: Endings) =>
  async (tx: Tx, ownerId: string): Promise<void> => {
    for (const row of await livingHeld(tx, [ownerId], FIRST_DAY)) await endings.end(tx, row, null)
    for (const row of await livingFor(tx, ownerId, FIRST_DAY)) await endings.end(tx, row, null)
  }

/** Whom a person has entrusted and who has entrusted them. */
export function makeMandatesHolding({ names, endings }: { names: Names; endings: Endings }): Holding {
  const endAllOf = makeEndAllOf(endings)
  const linesOf = async (sql: Sql, row: MandateRow) => {
    const { owner, holder } = await names.ofBoth(sql, row)
    return [
      { label: '身份', value: PART[row.kind] },
      { label: '替谁办', value: owner },
      { label: '谁来办', value: holder },
      { label: '开始', value: instantText(row.since) },
      { label: '最后一天', value: row.until ?? '没有期限' },
      ...(row.revoked_at ? [{ label: '提前结束', value: instantText(row.revoked_at) }] : [])
    ]
  }
  const section = async (sql: Sql, title: string, rows: MandateRow[]) => ({
    title,
    entries: await Promise.all(rows.map((row) => linesOf(sql, row)))
  })
  return {
    export: async (sql, ownerIds) => [
      await section(sql, '我给出的代办授权', await mandatesGiven(sql, ownerIds, 'proxy')),
      await section(sql, '我替别人办事的授权', await mandatesHeld(sql, ownerIds))
    ],
    /** The other side is told; what they hold of it (ids, days) stays with them. */
    erase: async (tx: Tx, ownerId: string) => {
      await endAllOf(tx, ownerId)
      await deleteInvitationsOf(tx, ownerId)
      await deleteMandatesOf(tx, ownerId)
      return { files: [] }
    }
  }
}
