import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import { DepartmentRefused } from '../../platform/department-client/errors'
import { isRefused, refuse } from '../../platform/http/refused'
import { newId } from '../../platform/new-id'
import type { Sealer } from '../../platform/seal/sealer'
import type { OpenSession } from './open-session'
import { type Phones, phoneTyped } from './phones'
import type { RealNames } from './real-names'
import type { CodeFor, RightCode, SmsCodes } from './sms-codes'
import { insertCitizen } from './store'

interface Deps {
  db: Db
  clock: Clock
  sealer: Sealer
  codes: SmsCodes
  phones: Phones
  names: RealNames
  openSession: OpenSession
}

interface From {
  ip: string
  userAgent: string
}

/** Sends a code; a number the gateway does not take is the citizen's to mend. */
export const sendCode = (codes: SmsCodes, wanted: CodeFor) =>
  codes.send(wanted).catch((error) => {
    if (error instanceof DepartmentRefused)
      return refuse('bad_request', { 'body.phone': '这个号码收不到短信，请核对。' })
    throw error
  })

/** H5 outside WeChat: whoever holds the number is its account's person; a verified account asks a second thing. */
export function makeSmsSignIn({ db, clock, sealer, codes, phones, names, openSession }: Deps) {
  const newAccount = async (tx: Tx, phone: string): Promise<string> => {
    const id = newId()
    await insertCitizen(tx, { id, wrappedKey: sealer.newWrappedKey(), kind: 'person', at: clock.now() })
    await phones.bind(tx, id, phone)
    return id
  }

  /** Numbers are reissued: who holds one now need not be the person who verified with it. */
  const proveHolder = async (tx: Tx, accountId: string, idTail: string | undefined, right: RightCode) => {
    const person = await names.verified(tx, accountId)
    if (!person) return null
    if (idTail === undefined) return refuse('id_tail_required')
    if (person.idNumber.toUpperCase().endsWith(idTail.toUpperCase())) return null
    await right.wrong()
    return refuse('identity_not_matched')
  }

  return {
    send: async (typed: string, from: From) => {
      const number = phoneTyped(typed)
      if ('fields' in number) return refuse('bad_request', number.fields)
      return sendCode(codes, { purpose: 'sign-in', phone: number.phone, citizenId: null, address: from.ip })
    },
    signIn: async (
      given: { phone: string; code: string; idTail?: string | undefined; startOver?: boolean | undefined },
      from: From
    ) => {
      const number = phoneTyped(given.phone)
      if ('fields' in number) return refuse('bad_request', number.fields)
      const { phone } = number
      return db.tx(async (tx) => {
        const wanted = { purpose: 'sign-in', phone, citizenId: null, address: from.ip } as const
        const right = await codes.judge(tx, wanted, given.code)
        if (isRefused(right)) return right
        const holder = given.startOver ? null : await phones.holder(tx, phone)
        const doubt = holder ? await proveHolder(tx, holder, given.idTail, right) : null
        if (doubt) return doubt
        await right.use()
        const accountId = holder ?? (await newAccount(tx, phone))
        const token = await openSession(tx, {
          accountId,
          channel: 'browser',
          userAgent: from.userAgent,
          proven: true
        })
        return token ? { token } : refuse('code_expired')
      })
    }
  }
}
export type SmsSignIn = ReturnType<typeof makeSmsSignIn>
