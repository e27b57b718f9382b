import { createHash } from 'node:crypto'
import { type Sharing, sharing as sharingSchema } from '@shared/contract/consents'
import type { LibrarySilence } from '@shared/contract/library-certificates'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Sql } from '../../platform/db/db'
import { refuse } from '../../platform/http/refused'
import type { Log } from '../../platform/log/log'
import { settledWithin } from '../../platform/settled-within'
import type { Consents, Grant } from '../consents/port'
import type { Content } from '../content/port'
import type { CitizenSeals, Persons, VerifiedPerson } from '../identity/port'
import type { Ledger } from '../ledger/port'
import type { ActingCaller } from '../mandates/port'
import { type OpenedHeld, openHeld, sealHeld } from './held-sealed'
import { dropHeld, dropHeldBefore, type HeldRow, heldById, heldOf, saveHeld } from './held-store'
import type { HeldCertificate, HeldLibrary } from './port'
import { stateNow } from './present'

const SHARING = 'e-certificate-wallet'
const SYSTEM = 'zzk'
/** How long the library is waited for, in ms: the answer comes within 2.5 s. */
const PATIENCE_MS = 2_000
/** What was read within this many ms is not asked for again. */
const FRESH_MS = 60_000
/** What nobody has looked at for this long is forgotten. */
const FORGET_MS = 30 * 24 * 3_600_000

/** An id of 192 bits, the same each time. */
const heldId = (index: string) => createHash('sha256').update(index).digest('base64url').slice(0, 32)

export interface HeldDeps {
  db: Db
  clock: Clock
  log: Log
  seals: CitizenSeals
  library: HeldLibrary
  consents: Pick<Consents, 'grant'>
  content: Pick<Content, 'sharings'>
  persons: Pick<Persons, 'verified'>
  ledger: Ledger
  /** keyed hash of a value, another one per purpose (Sealer) */
  blindIndex(purpose: string, value: string): string
}

type May = { grant: Grant<typeof SYSTEM>; person: VerifiedPerson }

/** 我的证照 of the e-certificate library: asked while the person agrees, kept sealed as it was read last. */
export function makeHeld(deps: HeldDeps) {
  const { db, clock, log, seals, library, consents, content, persons, ledger } = deps

  const told = (): Sharing | null => {
    const sharing = content.sharings.get(SHARING)
    return sharing ? sharingSchema.parse(sharing) : null
  }
  const opened = async (rows: HeldRow[]) =>
    Promise.all(rows.map(async (row) => openHeld(await seals.of(db, row.owner_id), row)))
  const leave = (ownerId: string) => consents.grant(db, { ownerId, sharingId: SHARING, department: SYSTEM })

  /** The leave to ask, or why there is none; without leave nothing of an earlier answer stays. */
  const mayAsk = async (ownerId: string): Promise<May | { silent: LibrarySilence | null }> => {
    const person = await persons.verified(db, ownerId)
    if (!person) return { silent: { why: 'real-name' } }
    const sharing = told()
    // the library knows people by their ID card
    if (person.certificate !== 'id-card' || !sharing) return { silent: null }
    const grant = await leave(ownerId)
    if (grant) return { grant, person }
    await dropHeld(db, ownerId)
    return { silent: { why: 'consent', sharing } }
  }

  const writeDown = async (ownerId: string, { consentId, purpose, fields }: May['grant']): Promise<void> => {
    const department = told()?.department
    if (!department) return
    const once = `wallet:${ownerId}:${consentId}:${clock.today()}`
    await ledger.record(db, { ownerId, reader: { kind: 'department', ...department }, purpose, fields, once })
  }

  const keep = async (ownerId: string, { name, idNumber }: VerifiedPerson, all: HeldCertificate[]): Promise<void> => {
    const mine = all.filter(({ holderNumber }) => holderNumber === idNumber)
    await db.tx(async (tx) => {
      const seal = await seals.of(tx, ownerId)
      const idOf = (one: HeldCertificate) => heldId(deps.blindIndex('certificates.held', `${ownerId} ${one.id}`))
      await dropHeld(tx, ownerId, mine.map(idOf))
      for (const one of mine) {
        const id = idOf(one)
        const hidden = { title: one.name, issuer: one.issuer, holder: name, idNumber }
        await saveHeld(tx, {
          ...{ id, owner_id: ownerId, sealed: sealHeld(seal, id, hidden) },
          ...{ valid_until: one.validUntil, state: one.state, updated_at: one.updatedAt, read_at: clock.now() }
        })
      }
    })
  }

  /** Asks the library; false = it gave no answer in time. */
  const askAnew = async (ownerId: string, { grant, person }: May): Promise<boolean> => {
    await writeDown(ownerId, grant)
    const { name, idNumber } = person
    const asked = async () => keep(ownerId, person, await library.held({ name, idNumber }, grant))
    const answer = await settledWithin(PATIENCE_MS, asked())
    if (answer !== 'done') log.warn({ event: 'library-silent', error: answer.not })
    return answer === 'done'
  }

  const mine = async (sql: Sql, { ownerId }: ActingCaller, id: string) => {
    const row = await heldById(sql, id)
    return row?.owner_id === ownerId && (await leave(ownerId)) ? row : null
  }

  return {
    /** What there is, newest first, and why there is no more. */
    list: async ({
      ownerId,
      capacity
    }: ActingCaller): Promise<{ items: OpenedHeld[]; silent: LibrarySilence | null }> => {
      if (capacity.kind !== 'self') return { items: [], silent: null }
      const may = await mayAsk(ownerId)
      if ('silent' in may) return { items: [], silent: may.silent }
      const before = await heldOf(db, [ownerId])
      const since = clock.now().getTime() - FRESH_MS
      if (before.some(({ read_at }) => read_at.getTime() > since)) return { items: await opened(before), silent: null }
      const answered = await askAnew(ownerId, may)
      const items = await opened(await heldOf(db, [ownerId]))
      return { items, silent: answered ? null : { why: 'unavailable' } }
    },
    /** What was read last and still stands, newest first: 首页 and the search wait for no library. */
    lastRead: async ({ ownerId, capacity }: ActingCaller): Promise<OpenedHeld[]> => {
      if (capacity.kind !== 'self') return []
      const rows = (await heldOf(db, [ownerId])).filter(({ state }) => state !== 'withdrawn')
      return rows.length > 0 && (await leave(ownerId)) ? opened(rows) : []
    },
    /** Refused: not_found (also when the person no longer agrees). */
    show: async (caller: ActingCaller, id: string) => {
      const row = caller.capacity.kind === 'self' ? await mine(db, caller, id) : null
      const [one] = row ? await opened([row]) : []
      return one ?? refuse('not_found')
    },
    /** Before it is shown to somebody the library is asked anew. Refused: not_found, conflict, department_unavailable. */
    forShowing: async (caller: ActingCaller, id: string) => {
      const { ownerId, capacity } = caller
      if (capacity.kind !== 'self' || !(await mine(db, caller, id))) return refuse('not_found')
      const may = await mayAsk(ownerId)
      if ('silent' in may) return refuse('not_found')
      if (!(await askAnew(ownerId, may))) return refuse('department_unavailable')
      const row = await mine(db, caller, id)
      if (!row) return refuse('not_found')
      return stateNow(row, clock.today()) === 'valid' ? row : refuse('conflict')
    },
    /** For a code its owner showed; null = gone, or the owner no longer agrees. */
    shown: async (id: string) => {
      const row = await heldById(db, id)
      const [one] = row && (await leave(row.owner_id)) ? await opened([row]) : []
      return one ?? null
    },
    cleanUp: {
      name: 'certificates.old-held',
      everyMs: 24 * 3_600_000,
      run: () => dropHeldBefore(db, new Date(clock.now().getTime() - FORGET_MS))
    }
  }
}
export type Held = ReturnType<typeof makeHeld>
