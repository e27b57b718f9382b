import type { Clock } from '../../platform/clock/clock'
import { spokenMoment } from '../../platform/clock/instant-text'
import type { Sql, Tx } from '../../platform/db/db'
import type { Notify } from '../messages/port'
import { enterprisesById } from './enterprise-store'
import { livingFor, mandateById } from './mandate-store'
import type { Names } from './names'
import type { Acting, ActingCaller } from './port'

/** The part somebody plays; an enterprise's legal representative has no scope. */
function partOf({ capacity }: ActingCaller): string {
  if (capacity.kind === 'enterprise') return capacity.scope ? '经办人' : '法定代表人'
  return capacity.kind === 'guardian' ? '监护人' : '代办人'
}

interface Deps {
  clock: Clock
  notify: Notify
  names: Names
}

export function makeActing({ clock, notify, names }: Deps): Acting {
  const actorOf = async (sql: Sql, caller: ActingCaller) => ({
    citizenId: caller.citizenId,
    capacity: caller.capacity.kind,
    mandateId: caller.capacity.mandateId,
    label: caller.capacity.kind === 'self' ? '本人' : `${partOf(caller)}${await names.ofPerson(sql, caller.citizenId)}`
  })

  /** The legal representative has an inbox of their own; who acted needs no word about it. */
  const representativesBeside = async (tx: Tx, { capacity, ownerId, selfIds }: ActingCaller): Promise<string[]> => {
    if (capacity.kind !== 'enterprise') return []
    const living = await livingFor(tx, ownerId, clock.today())
    return living
      .filter((row) => row.kind === 'legal-representative' && !selfIds.includes(row.holder_id))
      .map((row) => row.holder_id)
  }

  return {
    actorOf,
    enterpriseOf: async (sql, ownerId) => {
      const [found] = await enterprisesById(sql, [ownerId])
      return found ? { name: found.name, creditCode: found.credit_code, confirmedAt: found.confirmed_at } : null
    },
    tellOwner: async (tx, caller, act) => {
      const { mandateId } = caller.capacity
      const mandate = mandateId ? await mandateById(tx, mandateId) : null
      if (!mandate) return
      const data = {
        who: (await actorOf(tx, caller)).label,
        at: spokenMoment(clock.now()),
        owner: mandate.kind === 'proxy' ? '您' : `“${await names.ofOwner(tx, mandate)}”`,
        what: act.what
      }
      const aboutMandate = { kind: 'mandate', id: mandate.id } as const
      const notice = { event: 'mandate.acted', key: `acted:${act.key}`, data, serviceId: act.serviceId } as const
      await notify(tx, { ...notice, to: caller.ownerId, about: act.about ?? aboutMandate })
      for (const to of await representativesBeside(tx, caller)) await notify(tx, { ...notice, to, about: aboutMandate })
    }
  }
}
