import type { Invitation, Scope } from '@shared/contract/mandates'
import { parseCivilDate } from '@shared/values/civil-date'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Sql, Tx } from '../../platform/db/db'
import { drawCode } from '../../platform/draw-code'
import { refuse } from '../../platform/http/refused'
import type { RecurringJob } from '../../platform/jobs/recurring'
import { newId } from '../../platform/new-id'
import type { Sealer } from '../../platform/seal/sealer'
import type { CitizenSeals } from '../identity/port'
import type { Notify } from '../messages/port'
import type { AskRegisterAgain } from './ask-register-again'
import type { Endings } from './endings'
import {
  forgetOldInvitations,
  type InvitationRow,
  insertInvitation,
  invitationByCode,
  lockInvitation,
  markAccepted,
  markWithdrawn
} from './invitation-store'
import { closeExpired, insertMandate, livingFor, type MandateRow, mandateOfInvitation } from './mandate-store'
import type { Names } from './names'
import { invitationState, latestEnd, overAt, stateOf } from './period'
import type { ActingCaller } from './port'
import { wrongScope } from './scope'

const OPEN_MS = 7 * 24 * 3_600_000
/** What was not accepted, or was, is forgotten this long after its end. */
const FORGET_MS = 90 * 24 * 3_600_000

interface Deps {
  db: Db
  clock: Clock
  sealer: Pick<Sealer, 'blindIndex'>
  seals: CitizenSeals
  notify: Notify
  names: Names
  endings: Endings
  askRegisterAgain: AskRegisterAgain
  knowsService(serviceId: string): boolean
}

interface Wanted {
  kind: Invitation['kind']
  enterpriseId?: string | undefined
  scope: Scope
  until: string
}

/** Invitations to act for somebody: the code is the key, good once, for seven days. */
export function makeInvitations(deps: Deps) {
  const { db, clock, sealer, seals, notify, names, endings, askRegisterAgain, knowsService } = deps
  const indexOf = (code: string) => sealer.blindIndex('mandates.invitation', code)
  const contextOf = (row: Pick<InvitationRow, 'id'>) => `mandates_invitations.code:${row.id}`

  /** Whoever is legal representative of an enterprise now, whatever capacity they act in. */
  const represents = async (sql: Sql, { selfIds }: ActingCaller, enterpriseId: string): Promise<boolean> =>
    (await livingFor(sql, enterpriseId, clock.today())).some(
      (row) => row.kind === 'legal-representative' && selfIds.includes(row.holder_id)
    )

  const wrong = ({ kind, scope, until }: Wanted): Record<string, string> | null => {
    const today = clock.today()
    const latest = latestEnd(kind, today)
    const why = wrongScope(scope, knowsService)
    if (why) return { scope: why }
    if (!parseCivilDate(until) || until < today) return { until: '结束日期不能早于今天。' }
    if (until <= latest) return null
    return {
      until: kind === 'proxy' ? '亲情代办最长 90 天，请选近一点的日期。' : '经办授权最长两年，请选近一点的日期。'
    }
  }

  const opened = async (sql: Sql, row: InvitationRow) => ({
    row,
    owner: await names.ofOwner(sql, { id: row.id, owner_id: row.owner_id, kind: row.kind, owner_name_sealed: null }),
    code: (await seals.of(sql, row.owner_id)).open(row.code_sealed, contextOf(row))
  })

  const insert = async (tx: Tx, row: Omit<InvitationRow, 'code_index' | 'code_sealed'>) => {
    const seal = await seals.of(tx, row.owner_id)
    for (;;) {
      const code = drawCode(8)
      const full = { ...row, code_index: indexOf(code), code_sealed: seal.seal(code, contextOf(row)) }
      if (await insertInvitation(tx, full)) return full
    }
  }

  /** Refused: not_found (no enterprise of the caller's), form_invalid. */
  const invite = async (tx: Tx, caller: ActingCaller, wanted: Wanted) => {
    const { enterpriseId } = wanted
    if (wanted.kind === 'agent' && !(enterpriseId && (await represents(tx, caller, enterpriseId))))
      return refuse('not_found')
    const fields = wrong(wanted)
    if (fields) return refuse('form_invalid', fields)
    const at = clock.now()
    const row = {
      id: newId(),
      kind: wanted.kind,
      owner_id: wanted.kind === 'agent' && enterpriseId ? enterpriseId : caller.citizenId,
      invited_by: caller.citizenId,
      scope: wanted.scope,
      until: wanted.until,
      created_at: at,
      expires_at: new Date(Math.min(at.getTime() + OPEN_MS, overAt(wanted.until)?.getTime() ?? Number.MAX_VALUE)),
      accepted_at: null,
      accepted_by: null,
      withdrawn_at: null
    }
    return opened(tx, await insert(tx, row))
  }

  /** The mandate of an accepted invitation; one of the same kind between the same two makes room for it. */
  const appoint = async (tx: Tx, holderId: string, row: InvitationRow): Promise<MandateRow> => {
    const between = { kind: row.kind, ownerId: row.owner_id, holderId }
    await closeExpired(tx, between, clock.today(), clock.now())
    const before = await livingFor(tx, row.owner_id, clock.today())
    for (const old of before)
      if (old.kind === row.kind && old.holder_id === holderId) await endings.endQuietly(tx, old, holderId)
    const fresh = {
      id: newId(),
      kind: row.kind,
      owner_id: row.owner_id,
      holder_id: holderId,
      scope: row.scope,
      since: clock.now(),
      until: row.until,
      from_invitation: row.id,
      owner_name_sealed: null
    }
    await insertMandate(tx, fresh)
    return { ...fresh, revoked_at: null, revoked_by: null }
  }

  const tellInviter = async (tx: Tx, row: InvitationRow, mandate: MandateRow) => {
    const { owner, holder } = await names.ofBoth(tx, mandate)
    const part = row.kind === 'agent' ? `“${owner}”的经办人` : '您的代办人'
    await notify(tx, {
      event: 'mandate.accepted',
      to: row.invited_by,
      key: `accepted:${row.id}`,
      about: { kind: 'mandate', id: mandate.id },
      data: { who: holder, part, until: row.until }
    })
  }

  /** The same person again gets the same mandate. Refused: not_found, conflict (own, or taken by somebody else). */
  const accept = async (caller: ActingCaller, code: string) => {
    const seen = await invitationByCode(db, indexOf(code))
    if (seen?.kind === 'agent' && invitationState(seen, clock.now()) === 'open')
      await askRegisterAgain({ citizenId: seen.invited_by, selfIds: [seen.invited_by] }, seen.owner_id)
    return db.tx(async (tx) => {
      const row = await lockInvitation(tx, indexOf(code))
      if (!row) return refuse('not_found')
      if (row.accepted_by && caller.selfIds.includes(row.accepted_by)) {
        const mine = await mandateOfInvitation(tx, row.id)
        return mine && stateOf(mine, clock.today()) === 'active' ? mine : refuse('conflict')
      }
      const state = invitationState(row, clock.now())
      if (state !== 'open') return refuse(state === 'accepted' ? 'conflict' : 'not_found')
      // invited in the moment in which the inviter let the enterprise go
      if (row.kind === 'agent' && !(await represents(tx, { ...caller, selfIds: [row.invited_by] }, row.owner_id)))
        return refuse('not_found')
      const own =
        [row.owner_id, row.invited_by].some((id) => caller.selfIds.includes(id)) ||
        (row.kind === 'agent' && (await represents(tx, caller, row.owner_id)))
      if (own) return refuse('conflict')
      const mandate = await appoint(tx, caller.citizenId, row)
      await markAccepted(tx, row.id, caller.citizenId, clock.now())
      await tellInviter(tx, row, mandate)
      return mandate
    })
  }

  return {
    opened,
    invite,
    accept,
    /** What is open, to whoever holds the code; what is past, to its two sides. Refused: not_found. */
    show: async ({ selfIds }: ActingCaller, code: string) => {
      const row = await invitationByCode(db, indexOf(code))
      if (!row) return refuse('not_found')
      const party = [row.invited_by, row.accepted_by ?? ''].some((id) => selfIds.includes(id))
      return party || invitationState(row, clock.now()) === 'open' ? opened(db, row) : refuse('not_found')
    },
    /** Refused: not_found, conflict (accepted or over already). */
    withdraw: (caller: ActingCaller, code: string) =>
      db.tx(async (tx) => {
        const row = await lockInvitation(tx, indexOf(code))
        const mine =
          row &&
          (row.kind === 'agent' ? await represents(tx, caller, row.owner_id) : caller.selfIds.includes(row.owner_id))
        if (!mine) return refuse('not_found')
        if (row.withdrawn_at) return true
        if (invitationState(row, clock.now()) !== 'open') return refuse('conflict')
        await markWithdrawn(tx, row.id, clock.now())
        return true
      }),
    cleanUp: {
      name: 'mandates.old-invitations',
      everyMs: 24 * 3_600_000,
      run: () => forgetOldInvitations(db, new Date(clock.now().getTime() - FORGET_MS))
    } satisfies RecurringJob
  }
}
export type Invitations = ReturnType<typeof makeInvitations>
