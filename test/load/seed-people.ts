import type { Capacity, Level } from '@shared/contract/identity'
import { makeCapacitySessions } from '../../bff/src/domains/identity/capacity-sessions'
import { makePhones } from '../../bff/src/domains/identity/phones'
import { presentMe, SELF } from '../../bff/src/domains/identity/present'
import { makeRealNames } from '../../bff/src/domains/identity/real-names'
import { makeCitizenSeals } from '../../bff/src/domains/identity/seals'
import { makeSessions } from '../../bff/src/domains/identity/sessions'
import { insertCitizen } from '../../bff/src/domains/identity/store'
import { makeSubjects } from '../../bff/src/domains/identity/subjects'
import { keepEnterprise } from '../../bff/src/domains/mandates/enterprise-store'
import { insertMandate } from '../../bff/src/domains/mandates/mandate-store'
import { makeNotify } from '../../bff/src/domains/messages/service'
import type { Clock } from '../../bff/src/platform/clock/clock'
import type { Db, Tx } from '../../bff/src/platform/db/db'
import { newId } from '../../bff/src/platform/new-id'
import type { Sealer } from '../../bff/src/platform/seal/sealer'
import { type MadePerson, madePerson } from './made-people'
import { inDataFolder, type Seeded } from './seed-sessions'

/** One in so many of those with a real name acts for an enterprise. */
const ONE_IN = 5
const AGENTS_PER_ENTERPRISE = 20

interface Wanted {
  /** people with phone and real name */
  named: readonly MadePerson[]
  /** people with a phone, who will ask for their real name */
  unnamed: readonly MadePerson[]
}

/** People with rows in every table a real one has: phone, real name, session, and for some a mandate they act under. */
export const seedPeople = (
  env: Record<string, string>,
  { named, unnamed }: Wanted
): Promise<{ named: Seeded[]; unnamed: Seeded[] }> =>
  inDataFolder(env, async (ground) => {
    const people = makePeople(ground)
    return ground.db.tx(async (tx) => {
      const enterprises: Enterprise[] = []
      for (let i = 0; i * ONE_IN * AGENTS_PER_ENTERPRISE < named.length; i += 1)
        enterprises.push(await people.enterprise(tx, i))
      const made: { named: Seeded[]; unnamed: Seeded[] } = { named: [], unnamed: [] }
      for (const [i, person] of named.entries()) {
        const enterprise = i % ONE_IN === 0 ? enterprises[Math.floor(i / ONE_IN / AGENTS_PER_ENTERPRISE)] : undefined
        made.named.push(await people.signedIn(tx, person, 'real-name', enterprise))
      }
      for (const person of unnamed) made.unnamed.push(await people.signedIn(tx, person, 'phone'))
      return made
    })
  })

interface Enterprise {
  id: string
  name: string
}

function makePeople({ db, clock, sealer, at }: { db: Db; clock: Clock; sealer: Sealer; at: Date }) {
  const seals = makeCitizenSeals(sealer)
  const sessions = makeSessions(db, clock)
  const phones = makePhones({ clock, sealer, seals, notify: makeNotify(clock) })
  const names = makeRealNames({ clock, sealer, seals })
  const subjects = makeSubjects({ clock, sealer })
  const capacities = makeCapacitySessions({ seals, sessions })

  const agentOf = async (tx: Tx, citizenId: string, enterprise: Enterprise): Promise<string> => {
    const id = newId()
    await insertMandate(tx, {
      ...{ id, kind: 'agent', owner_id: enterprise.id, holder_id: citizenId, since: at, until: null },
      ...{ scope: { domains: ['services'], serviceIds: null }, from_invitation: null, owner_name_sealed: null }
    })
    return id
  }
  return {
    enterprise: async (tx: Tx, index: number): Promise<Enterprise> => {
      const id = await subjects.create(tx, 'enterprise')
      const name = `重庆负载测试第${index}有限公司（示例）`
      const credit_code = `91669999MA0L${String(index).padStart(6, '0')}`
      await keepEnterprise(tx, { id, credit_code, name, confirmed_at: at, representative_id: null })
      return { id, name }
    },
    signedIn: async (tx: Tx, person: MadePerson, level: Level, enterprise?: Enterprise): Promise<Seeded> => {
      const citizenId = newId()
      await insertCitizen(tx, { id: citizenId, wrappedKey: sealer.newWrappedKey(), kind: 'person', at })
      await phones.bind(tx, citizenId, person.mobile)
      const birthDay = person.idNumber.replace(/^.{6}(....)(..)(..).*$/, '$1-$2-$3')
      if (level === 'real-name')
        await names.record(tx, citizenId, { ...person, certificate: 'id-card', birthDay }, 'public-security')
      const opened = await sessions.open(tx, { citizenId, channel: 'mini-program', device: '微信小程序 · iPhone' })
      const me = (capacity: Capacity) =>
        presentMe({ citizenId, channel: 'mini-program', signedInAt: opened.signedInAt, level }, capacity)
      if (!enterprise) return { token: opened.token, me: me(SELF) }
      const mandateId = await agentOf(tx, citizenId, enterprise)
      const token = await capacities.actAs(
        tx,
        { sessionHash: opened.sessionHash, citizenId },
        {
          ...{ kind: 'enterprise', mandateId, ownerId: enterprise.id, label: enterprise.name },
          ...{ scope: { domains: ['services'], serviceIds: null }, until: null }
        }
      )
      if (!token) throw new Error('the session ended while it was made')
      return { token, me: me({ kind: 'enterprise', mandateId, label: enterprise.name }) }
    }
  }
}

/** So many made people, from `start` on. */
export const madePeople = (start: number, count: number): MadePerson[] =>
  Array.from({ length: count }, (_, i) => madePerson(start + i))
