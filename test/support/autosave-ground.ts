import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { Answers } from '@shared/contract/form'
import { loadContent } from '../../bff/src/domains/content/load'
import { makeCitizenSeals } from '../../bff/src/domains/identity/seals'
import { insertCitizen } from '../../bff/src/domains/identity/store'
import type { Acting, ActingCaller } from '../../bff/src/domains/mandates/port'
import { makeCatalogue } from '../../bff/src/domains/services/catalogue'
import { makeDrafts } from '../../bff/src/domains/services/drafts'
import { insertFile } from '../../bff/src/domains/services/file-store'
import { makeHandedInPapers } from '../../bff/src/domains/services/materials/handed-in-papers'
import { makeSubmit } from '../../bff/src/domains/services/submit'
import { parseCalendars } from '../../bff/src/platform/clock/calendar'
import { movableClock } from '../../bff/src/platform/clock/clock'
import type { Db, Tx } from '../../bff/src/platform/db/db'
import { makeOnce } from '../../bff/src/platform/http/idempotency'
import { newId } from '../../bff/src/platform/new-id'
import { makeOutbox } from '../../bff/src/platform/outbox/outbox'
import { makeSealer } from '../../bff/src/platform/seal/sealer'
import { openSystemKey } from '../../bff/src/platform/seal/system-key'
import { person } from './apply'
import { localItem } from './apply-local'
import { Crash } from './desk-ground'
import { root } from './test-stores'

const acting: Acting = {
  actorOf: async (_sql, caller) => ({ citizenId: caller.citizenId, capacity: 'self', mandateId: null, label: '本人' }),
  tellOwner: async () => undefined,
  enterpriseOf: async () => null
}
const none = () => Promise.reject(new Error('not part of this ground'))
const files = { put: none, get: none, remove: none, ping: none, kind: 'folder' as const }
const desk = { begin: async () => undefined, reopened: async () => null, mended: async () => undefined }

const keys = { masterKeys: [{ id: 'k1', key: randomBytes(32) }], indexKey: randomBytes(32) }

class NotYet extends Error {}

/** A store whose next transactions break at the named statement, as a process that dies there; 0 = never. */
function breakable(db: Db, at: { statement: number }): Db {
  return {
    ...db,
    tx: (work) =>
      db.tx((tx) =>
        work({
          ...tx,
          query: (text, params) => {
            at.statement -= 1
            if (at.statement === 0) throw new Crash()
            return tx.query(text, params)
          }
        })
      )
  }
}

/** The negative control: answers as if it had written, and writes only when it is next asked for something. */
function writeBehind(db: Db, waiting: ((tx: Tx) => Promise<unknown>)[]): Db {
  return {
    ...db,
    tx: async (work) => {
      for (const late of waiting.splice(0)) await db.tx(late)
      let reply: unknown
      await db
        .tx(async (tx) => {
          reply = await work(tx)
          throw new NotYet()
        })
        .catch((error: Error) => {
          if (!(error instanceof NotYet)) throw error
        })
      waiting.push(work)
      // the type of the work is that of its reply
      return reply as Awaited<ReturnType<typeof work>>
    }
  }
}

/**
 * Server side of drafts and handing in, over one store, without HTTP. `reboot` makes everything that lives in memory anew
 * (but for the published content), as after a death of the process; `reopen` gives the store it finds then.
 */
export async function makeAutosaveGround(reopen: () => Promise<Db>, { careless = false } = {}) {
  const content = loadContent(path.join(root, 'bff', 'content'))
  const clock = movableClock()
  const calendar = parseCalendars(content.calendars)
  const catalogue = makeCatalogue(content, clock)

  const boot = async () => {
    const store = await reopen()
    const at = { statement: 0 }
    const db = breakable(careless ? writeBehind(store, []) : store, at)
    const sealer = makeSealer({ ...keys, algorithm: 'sm4' })
    const seals = makeCitizenSeals(sealer)
    const base = { clock, seals, catalogue, acting }
    const submit = makeSubmit({
      ...{ ...base, calendar, desk, outbox: makeOutbox(clock), notify: async () => undefined },
      papers: makeHandedInPapers({ seals, content, calendar }),
      prefills: { settle: async () => undefined, standing: async () => new Set<string>() },
      persons: { phone: async () => null },
      consents: { grant: none, missing: async () => [], hold: async () => undefined }
    })
    return {
      store,
      sealer,
      seals,
      drafts: makeDrafts({ ...base, db, files }),
      submit: submit.submit,
      once: makeOnce(db, clock, await openSystemKey(store, sealer, 'idempotency')),
      dieAt: (statement: number) => {
        at.statement = statement
      }
    }
  }
  let server = await boot()

  /** A person nobody knows yet, with the answers of a complete form: their photos are uploaded. */
  const newPerson = async (): Promise<{ caller: ActingCaller; answers: Answers }> => {
    const citizenId = newId()
    const { store, sealer, seals } = server
    await store.tx((tx) =>
      insertCitizen(tx, { id: citizenId, wrappedKey: sealer.newWrappedKey(), kind: 'person', at: clock.now() })
    )
    const seal = await seals.of(store, citizenId)
    const photo = async () => {
      const id = newId()
      const name_sealed = seal.seal('照片.jpg', `services_files.name:${id}`)
      await insertFile(store, {
        ...{ id, citizen_id: citizenId, name_sealed, type: 'image/jpeg', bytes: 1, sm3: '' },
        created_at: clock.now()
      })
      return [id]
    }
    const caller: ActingCaller = {
      ...{ citizenId, selfIds: [citizenId], ownerId: citizenId, ownerIds: [citizenId] },
      capacity: { kind: 'self', mandateId: null, scope: null }
    }
    const answers = {
      ...{ name: person.name, citizenId: person.citizenId, phone: person.phone, street: '500103012' },
      ...{ bankName: '示例银行', bankCard: '6222020000000000000' },
      ...{ idFront: await photo(), household: await photo(), cardPhoto: await photo(), agreed: true }
    }
    return { caller, answers }
  }
  return {
    serviceId: localItem.id,
    newPerson,
    server: () => server,
    reboot: async () => {
      server = await boot()
    }
  }
}
export type AutosaveGround = Awaited<ReturnType<typeof makeAutosaveGround>>
