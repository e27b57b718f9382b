import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod'

const insurance = z.strictObject({ name: z.string(), since: z.string().regex(/^\d{4}-\d{2}$/), status: z.string() })
const address = z.strictObject({ street: z.string(), detail: z.string() })

/** What the bureau (人社) holds about a person; absent means it knows the person but has no enrolment. */
export const bureauRecord = z.strictObject({
  enrolled: z.boolean(),
  personalNo: z.string(),
  agency: z.string(),
  insurances: z.array(insurance)
})
export type BureauRecord = z.infer<typeof bureauRecord>

const person = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]+$/),
  name: z.string(),
  sex: z.enum(['男', '女']),
  idNumber: z.string().length(18),
  mobile: z.string().length(11),
  address,
  nickname: z.string(),
  describe: z.string(),
  default: z.boolean().optional(),
  snapshotOnly: z.boolean().optional(),
  /** level of the account at 渝快办: L1 手机, L2 实名 (when absent), L3 实人 */
  ykbLevel: z.enum(['L1', 'L2', 'L3']).optional(),
  bureau: bureauRecord.optional()
})
export type Person = z.infer<typeof person>

export const registerState = z.enum(['存续', '吊销', '注销'])

const register = z.strictObject({
  asOf: z.string(),
  people: z.array(person),
  enterprises: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      creditCode: z.string().length(18),
      legalPerson: z.string(),
      established: z.string(),
      industry: z.string(),
      employees: z.int(),
      address,
      /** state in the register of enterprises; 存续 when absent */
      state: registerState.optional(),
      /** the code is in use although its check digit is wrong, as with a few real ones */
      oddCode: z.boolean().optional()
    })
  ),
  plates: z.array(z.strictObject({ plate: z.string(), kind: z.enum(['ordinary', 'new-energy']), owner: z.string() })),
  staff: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      mobile: z.string(),
      department: z.string(),
      role: z.enum(['clerk', 'editor', 'auditor']),
      title: z.string()
    })
  )
})
export type Register = z.infer<typeof register>

/** Reads the register of fictitious persons (people.yaml). Throws when the file is missing or has another shape. */
export function loadPeople(file = join(process.cwd(), 'test/sandbox/people.yaml')): Register {
  return register.parse(parse(readFileSync(file, 'utf8')))
}

/** The person with this id, or undefined. */
export function personById(people: Register, id: string): Person | undefined {
  return people.people.find((candidate) => candidate.id === id)
}
