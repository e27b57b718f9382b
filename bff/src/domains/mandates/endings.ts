import type { Clock } from '../../platform/clock/clock'
import type { Tx } from '../../platform/db/db'
import type { CapacitySessions } from '../identity/port'
import type { Notify } from '../messages/port'
import { type EnterpriseRow, letGo } from './enterprise-store'
import { withdrawAllOf } from './invitation-store'
import { livingFor, type MandateRow, markRevoked } from './mandate-store'
import type { Names } from './names'

interface Deps {
  clock: Clock
  notify: Notify
  names: Names
  sessions: Pick<CapacitySessions, 'endUnder'>
}

/** Ends mandates at once: the sessions that act under them are refused in every process within 2 s. */
export function makeEndings({ clock, notify, names, sessions }: Deps) {
  /** Without a word to anybody. `by` = who ends it; null = the register, or a closed account. */
  const endQuietly = async (tx: Tx, row: MandateRow, by: string | null): Promise<void> => {
    await markRevoked(tx, row.id, clock.now(), by)
    await sessions.endUnder(tx, row.id)
  }

  const ownersSide = async (tx: Tx, row: MandateRow): Promise<string[]> => {
    if (row.kind !== 'agent') return [row.owner_id]
    const living = await livingFor(tx, row.owner_id, clock.today())
    const representatives = living.filter((one) => one.kind === 'legal-representative').map((one) => one.holder_id)
    return [row.owner_id, ...representatives]
  }

  /** Both sides are told. */
  const end = async (tx: Tx, row: MandateRow, by: string | null): Promise<void> => {
    const { owner, holder } = await names.ofBoth(tx, row)
    await endQuietly(tx, row, by)
    const about = { kind: 'mandate', id: row.id } as const
    const key = `ended:${row.id}`
    const mine = row.kind === 'proxy' ? '您' : `“${owner}”`
    for (const to of await ownersSide(tx, row))
      await notify(tx, { event: 'mandate.ended', to, key, about, data: { who: holder, owner: mine } })
    await notify(tx, {
      event: 'mandate.released',
      to: row.holder_id,
      key,
      about,
      data: { owner: row.kind === 'agent' ? `“${owner}”` : owner }
    })
  }

  /**
   * A legal representative lets the enterprise go. Nobody would be left to be told of what its agents do, so they end
   * with it; a new legal representative appoints them anew.
   */
  const letEnterpriseGo = async (tx: Tx, row: MandateRow, by: string | null): Promise<void> => {
    await withdrawAllOf(tx, row.owner_id, clock.now())
    for (const agent of await livingFor(tx, row.owner_id, clock.today()))
      if (agent.kind === 'agent') await end(tx, agent, by)
    await endQuietly(tx, row, by)
    await letGo(tx, row.owner_id)
  }

  /** The register names somebody else now: the one before is out, the agents stay and are told. */
  const replace = async (tx: Tx, enterprise: EnterpriseRow, former: MandateRow, living: MandateRow[]) => {
    await endQuietly(tx, former, null)
    await withdrawAllOf(tx, enterprise.id, clock.now())
    const key = `replaced:${former.id}`
    const data = { enterprise: enterprise.name }
    const about = (row: MandateRow) => ({ kind: 'mandate', id: row.id }) as const
    await notify(tx, { event: 'enterprise.released', to: former.holder_id, key, data, about: about(former) })
    for (const agent of living.filter((row) => row.kind === 'agent'))
      await notify(tx, { event: 'enterprise.changed', to: agent.holder_id, key, data, about: about(agent) })
  }

  return {
    endQuietly,
    replace,
    end: (tx: Tx, row: MandateRow, by: string | null) =>
      row.kind === 'legal-representative' ? letEnterpriseGo(tx, row, by) : end(tx, row, by)
  }
}
export type Endings = ReturnType<typeof makeEndings>
