import { type Sharing, sharing as sharingSchema } from '@shared/contract/consents'
import { addDays } from '@shared/values/civil-date'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Sql, Tx } from '../../platform/db/db'
import type { SessionCaller } from '../../platform/http/caller'
import { refuse } from '../../platform/http/refused'
import { newId } from '../../platform/new-id'
import type { Content, SharingDefinition } from '../content/port'
import type { Acting, ActingCaller } from '../mandates/port'
import type { Consents, Grant } from './port'
import { type ConsentRow, consentInForce, consentsOf, insertConsent, lockConsents, withdrawConsents } from './store'

interface Deps {
  db: Db
  clock: Clock
  content: Pick<Content, 'sharings' | 'services'>
  /** every account of the person behind an account, the main one first */
  samePerson(sql: Sql, ownerId: string): Promise<string[]>
  /** told in the same transaction: work that waited for this consent goes on */
  given(tx: Tx, ownerIds: readonly string[], sharingId: string): Promise<void>
  /** whoever acts for somebody else: the owner hears of it */
  tellOwner: Acting['tellOwner']
}

type Facts<Department extends string> = Pick<
  Grant<Department>,
  'department' | 'ownerId' | 'consentId' | 'purpose' | 'fields' | 'holds'
>

/** The one place a grant comes from: facts of a consent that was found in force. */
const isGranted = <D extends string>(facts: Facts<D>, found: ConsentRow | null): facts is Grant<D> =>
  found !== null && facts.consentId === found.id

/** What citizens are told of a sharing, without its legal sources. */
const told = ({ basis: _, system: __, ...rest }: SharingDefinition): Sharing => rest

/** Separate consents of citizens to what departments get of them (PIPL art. 14, 15, 23, 29). Never cached. */
export function makeConsents({ db, clock, content, samePerson, given, tellOwner }: Deps) {
  const inForce = (sql: Sql, ownerIds: readonly string[], { id, version }: SharingDefinition) =>
    consentInForce(sql, { ownerIds, sharingId: id, version, day: clock.today() })

  const grant: Consents['grant'] = async (sql, wanted) => {
    const { ownerId, sharingId, department } = wanted
    const sharing = content.sharings.get(sharingId)
    if (!sharing || sharing.system !== department) return null
    const found = await inForce(sql, await samePerson(sql, ownerId), sharing)
    const { purpose, fields } = sharing
    const holds = async () => (await grant(db, wanted)) !== null
    const facts = { department, ownerId, consentId: found?.id ?? '', purpose, fields, holds }
    return isGranted(facts, found) ? facts : null
  }

  const state = (row: ConsentRow): 'active' | 'ended' | 'withdrawn' => {
    if (row.withdrawn_at) return 'withdrawn'
    const published = content.sharings.get(row.sharing_id)?.version
    return row.until >= clock.today() && row.version === published ? 'active' : 'ended'
  }
  const shown = (row: ConsentRow) => ({ row, sharing: sharingSchema.parse(row.sharing), state: state(row) })
  /** Somebody entrusted with some service items decides about what those hand over, and about nothing else. */
  const entrusted = ({ capacity: { scope } }: Pick<SessionCaller, 'capacity'>, sharingId: string): boolean =>
    scope === null ||
    (scope.domains.includes('services') &&
      [...content.services].some(
        ([id, { sharings }]) => (scope.serviceIds?.includes(id) ?? true) && sharings.includes(sharingId)
      ))
  const hold = async (tx: Tx, ownerId: string) => lockConsents(tx, (await samePerson(tx, ownerId))[0] ?? ownerId)
  const needed = (sharingIds: readonly string[]) => sharingIds.flatMap((id) => content.sharings.get(id) ?? [])

  const ports: Consents = {
    grant,
    hold,
    missing: async (sql, ownerId, sharingIds) => {
      const ownerIds = await samePerson(sql, ownerId)
      const lacking = []
      for (const sharing of needed(sharingIds))
        if (!(await inForce(sql, ownerIds, sharing))) lacking.push({ id: sharing.id, purpose: sharing.purpose })
      return lacking
    }
  }
  return {
    ...ports,
    list: async (caller: Pick<SessionCaller, 'ownerIds' | 'capacity'>) =>
      (await consentsOf(db, caller.ownerIds)).filter((row) => entrusted(caller, row.sharing_id)).map(shown),
    /** Refused: not_found (no such service item). */
    needed: async (ownerId: string, serviceId: string) => {
      const service = content.services.get(serviceId)
      if (!service) return refuse('not_found')
      const missing = (await ports.missing(db, ownerId, service.sharings)).map(({ id }) => id)
      return needed(service.sharings).map((one) => ({ sharing: told(one), given: !missing.includes(one.id) }))
    },
    /** Given twice is given once. Refused: not_found, conflict (another version is published by now). */
    give: async (tx: Tx, caller: ActingCaller, wanted: { sharingId: string; version: string }) => {
      const sharing = content.sharings.get(wanted.sharingId)
      if (!sharing || !entrusted(caller, sharing.id)) return refuse('not_found')
      if (sharing.version !== wanted.version) return refuse('conflict')
      await hold(tx, caller.ownerId)
      const known = await inForce(tx, caller.ownerIds, sharing)
      const row = known ?? {
        id: newId(),
        owner_id: caller.ownerId,
        sharing_id: sharing.id,
        version: sharing.version,
        sharing: told(sharing),
        given_at: clock.now(),
        until: addDays(clock.today(), sharing.days),
        withdrawn_at: null
      }
      if (!known) {
        await insertConsent(tx, { ...row, given_by: caller.citizenId })
        await tellOwner(tx, caller, {
          what: `同意向${sharing.department.name}提供信息`,
          key: `consent:${row.id}`,
          about: null
        })
      }
      await given(tx, caller.ownerIds, sharing.id)
      return shown(row)
    },
    /** Refused: not_found. Withdrawn twice is withdrawn once. */
    withdraw: (caller: ActingCaller, consentId: string) =>
      db.tx(async (tx) => {
        await hold(tx, caller.ownerId)
        const wanted = (await consentsOf(tx, caller.ownerIds)).find(({ id }) => id === consentId)
        if (!wanted || !entrusted(caller, wanted.sharing_id)) return refuse('not_found')
        const withdrawn = await withdrawConsents(tx, {
          ownerIds: caller.ownerIds,
          consentId,
          by: caller.citizenId,
          at: clock.now()
        })
        const { department } = sharingSchema.parse(wanted.sharing)
        const what = `撤回了向${department.name}提供信息的同意`
        await tellOwner(tx, caller, { what, key: `consent:${consentId}:withdrawn`, about: null })
        return withdrawn || refuse('not_found')
      })
  }
}
export type ConsentService = ReturnType<typeof makeConsents>
