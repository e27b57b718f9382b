import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import { type CallbackCheck, hmacSm3Check } from '../../platform/department-client/hmac-sm3'
import type { SessionCaller, SignedRequest } from '../../platform/http/caller'
import { refuse } from '../../platform/http/refused'
import type { RecurringJob } from '../../platform/jobs/recurring'
import type { Kv } from '../../platform/kv/kv'
import type { Consents } from '../consents/port'
import type { Content, PartnerDefinition, SharingDefinition } from '../content/port'
import type { Persons } from '../identity/port'
import type { Ledger } from '../ledger/port'
import { forgetTickets, insertTicket, takeTicket } from './store'

/** From opening the partner's page to the exchange; the browser does it at once. */
const TICKET_LIFE_MS = 60_000

/** Where a partner's page lies and the key it signs with (UTF-8), by partner id. */
export type PartnerSettings = Record<string, { url: string; secret: string }>

interface Deps {
  db: Db
  kv: Kv
  clock: Clock
  content: Pick<Content, 'partners' | 'sharings'>
  settings: PartnerSettings
  consents: Consents
  ledger: Ledger
  persons: Pick<Persons, 'verified' | 'phone'>
  /** keyed hash of a value, another one per purpose (Sealer) */
  blindIndex(purpose: string, value: string): string
}

interface Known {
  partner: PartnerDefinition
  sharing: SharingDefinition
  url: string
}

/** What the partner gets; only the fields of its definition are set. */
interface Told {
  subject: string
  name?: string
  idNumber?: string
  phone?: string
}

const hashOf = (ticket: string) => createHash('sha256').update(ticket).digest('base64url')

/** Answers of the exchange beside 0000. One code for unknown, used and foreign: nobody learns which it was. */
export const REFUSALS = {
  E2001: '票据无效或者已经用过。',
  E2002: '票据已过期。',
  E2003: '本人没有同意或者已经撤回。'
} as const
type RefusalCode = keyof typeof REFUSALS

/** 单点登录 to departments' own pages: one-time tickets bound to the partner, exchanged for what the person agreed to. */
export function makeSignOn(deps: Deps) {
  const { db, clock, content, settings, consents, ledger, persons } = deps
  const checks = new Map(
    Object.entries(settings).map(([id, { secret }]) => [
      id,
      hmacSm3Check({ headerPrefix: 'X-Partner', idHeader: 'Id', appId: id, secret }, deps)
    ])
  )
  const knownPartner = (id: string): Known | null => {
    const partner = content.partners.get(id)
    const sharing = partner && content.sharings.get(partner.sharingId)
    const given = settings[id]
    return partner && sharing && given ? { partner, sharing, url: given.url } : null
  }
  const grantFor = (sql: Db | Tx, ownerId: string, { partner, sharing }: Known) =>
    consents.grant(sql, { ownerId, sharingId: sharing.id, department: partner.id })

  /** A name of the person that this partner alone knows them by, the same every time. */
  const subjectOf = (partnerId: string, citizenId: string) => deps.blindIndex(`sign-on:${partnerId}`, citizenId)

  const tell = async (tx: Tx, known: Known, citizenId: string): Promise<Told | null> => {
    const { fields } = known.partner
    const verified = await persons.verified(tx, citizenId)
    if (!verified) return null
    const phone = fields.includes('phone') ? await persons.phone(tx, citizenId) : null
    return {
      subject: subjectOf(known.partner.id, citizenId),
      ...(fields.includes('name') ? { name: verified.name } : {}),
      ...(fields.includes('id-number') ? { idNumber: verified.idNumber } : {}),
      ...(phone ? { phone } : {})
    }
  }

  const exchanged = async (tx: Tx, known: Known, ticket: string): Promise<Told | RefusalCode> => {
    const taken = await takeTicket(tx, hashOf(ticket), known.partner.id)
    if (!taken) return 'E2001'
    if (taken.expires_at <= clock.now()) return 'E2002'
    const grant = await grantFor(tx, taken.citizen_id, known)
    const told = grant && (await tell(tx, known, taken.citizen_id))
    if (!grant || !told) return 'E2003'
    await ledger.record(tx, {
      ownerId: taken.citizen_id,
      reader: {
        kind: 'department',
        id: known.partner.department.id,
        name: `${known.partner.department.name} · ${known.partner.name}`
      },
      purpose: grant.purpose,
      fields: grant.fields
    })
    return told
  }

  return {
    list: () => [...content.partners.keys()].flatMap((id) => knownPartner(id)?.partner ?? []),
    /** null = no such partner. */
    show: async (caller: SessionCaller, partnerId: string) => {
      const known = knownPartner(partnerId)
      return known ? { ...known, agreed: (await grantFor(db, caller.citizenId, known)) !== null } : refuse('not_found')
    },
    /** Refused: not_found, forbidden (acting for somebody else), consent_required. */
    open: async (caller: SessionCaller, partnerId: string) => {
      const known = knownPartner(partnerId)
      if (!known) return refuse('not_found')
      // the partner would take the agent for the principal, or the principal for the agent
      if (caller.capacity.kind !== 'self') return refuse('forbidden')
      if (!(await grantFor(db, caller.citizenId, known)))
        return refuse('consent_required', { [known.sharing.id]: known.sharing.purpose })
      const ticket = randomBytes(32).toString('base64url')
      await insertTicket(db, hashOf(ticket), {
        partner_id: partnerId,
        citizen_id: caller.citizenId,
        expires_at: new Date(clock.now().getTime() + TICKET_LIFE_MS)
      })
      const url = new URL(known.url)
      url.searchParams.set('ticket', ticket)
      return { url: url.toString() }
    },
    /** `partnerId` is who signed the request. */
    exchange: async (partnerId: string, ticket: string): Promise<Told | RefusalCode> => {
      const known = knownPartner(partnerId)
      return known ? db.tx((tx) => exchanged(tx, known, ticket)) : 'E2001'
    },
    /** The partner that signed a request, by X-Partner-Id, -Timestamp, -Nonce and -Signature. */
    signer: async (request: SignedRequest): Promise<{ name: string } | { refused: string }> => {
      const id = request.headers['x-partner-id'] ?? ''
      const check: CallbackCheck = (await checks.get(id)?.(request)) ?? { ok: false, reason: 'app-id' }
      return check.ok ? { name: id } : { refused: check.reason }
    },
    cleanUp: {
      name: 'sign-on.old-tickets',
      everyMs: 3_600_000,
      run: () => forgetTickets(db, clock.now())
    } satisfies RecurringJob
  }
}
export type SignOn = ReturnType<typeof makeSignOn>
