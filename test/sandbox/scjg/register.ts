import * as z from 'zod'
import { personById, type Register, registerState } from '../people'
import { openStore } from '../store'

/** What a clerk changed in the register: a new legal representative, another state. */
export const registerChange = z.object({
  state: registerState.optional(),
  legalPerson: z.string().optional()
})
const changes = z.record(z.string(), registerChange)
type Changes = z.infer<typeof changes>

export type Entry = {
  name: string
  creditCode: string
  legalPerson: { id: string; name: string; idNumber: string }
  state: z.infer<typeof registerState>
}

export type EnterpriseRegister = {
  find(creditCode: string): Entry | undefined
  list(): Entry[]
  /** false = no such enterprise or person */
  change(creditCode: string, to: z.infer<typeof registerChange>): Promise<boolean>
  empty(): Promise<void>
}

/** The register of enterprises over people.yaml, which it never changes. */
export function openEnterprises(dataDir: string | undefined, people: Register): EnterpriseRegister {
  const store = openStore(dataDir, 'scjg', changes, (): Changes => ({}))
  const list = () =>
    people.enterprises.flatMap(({ name, creditCode, legalPerson, state }) => {
      const changed = store.data[creditCode]
      const person = personById(people, changed?.legalPerson ?? legalPerson)
      if (person === undefined) return []
      const { id, idNumber } = person
      const represented = { id, name: person.name, idNumber }
      return [{ name, creditCode, legalPerson: represented, state: changed?.state ?? state ?? '存续' }]
    })
  const find = (creditCode: string) => list().find((entry) => entry.creditCode === creditCode)
  return {
    find,
    list,
    async change(creditCode, to) {
      const known = to.legalPerson === undefined || personById(people, to.legalPerson) !== undefined
      if (!known || find(creditCode) === undefined) return false
      store.data[creditCode] = { ...store.data[creditCode], ...to }
      await store.save()
      return true
    },
    empty: store.empty
  }
}
