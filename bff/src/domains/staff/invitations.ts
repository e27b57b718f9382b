import type { Role } from '@shared/contract/desk'
import { passwordTrouble } from '@shared/values/password'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import { refuse } from '../../platform/http/refused'
import { type DepartmentName, nameContext, type StaffSeal } from './names'
import type { Passwords } from './password'
import { freshToken, hashOf, type StaffSessions } from './sessions'
import type { DeskSignIn } from './sign-in'
import { totpContext } from './sign-in'
import {
  emptyAccount,
  insertAccount,
  insertInvitation,
  lockInvitation,
  lockInvited,
  offerTotp,
  seeAccount,
  setUpAccount,
  spendInvitation
} from './store'
import { newTotpSecret, otpauthUrl, stepOfCode } from './totp'

const INVITATION_MS = 24 * 3_600_000

/** A one-time link's secret for an account, replacing an older one. */
export async function inviteTo(tx: Tx, clock: Clock, staffId: string): Promise<{ token: string; endsAt: Date }> {
  const token = freshToken()
  const at = clock.now()
  const endsAt = new Date(at.getTime() + INVITATION_MS)
  await insertInvitation(tx, {
    token_hash: hashOf(token),
    staff_id: staffId,
    totp_sealed: null,
    expires_at: endsAt,
    at
  })
  return { token, endsAt }
}

/** A fresh account with an invitation; null = the login is taken. */
export async function inviteNew(
  tx: Tx,
  clock: Clock,
  fresh: { id: string; login: string; title: string; department: string; roles: Role[] }
) {
  const account = await insertAccount(tx, { ...fresh, at: clock.now() })
  return account ? { account, ...(await inviteTo(tx, clock, account.id)) } : null
}

/** An account that is set up anew: whatever it could do is gone, except the roles named. */
export async function inviteAgain(tx: Tx, clock: Clock, staffId: string, roles: Role[]) {
  const account = await emptyAccount(tx, staffId, 'invited', roles)
  return account ? { account, ...(await inviteTo(tx, clock, staffId)) } : null
}

interface Deps {
  db: Db
  clock: Clock
  seal: StaffSeal
  sessions: StaffSessions
  signIn: DeskSignIn
  passwords: Passwords
  departmentName: DepartmentName
}

const offerContext = (staffId: string) => `staff_invitations.totp:${staffId}`

/** The invited person's side: who opens the link gets a second factor offered, proves it, and is in. */
export function makeInvitations({ db, clock, seal, sessions, signIn, passwords, departmentName }: Deps) {
  /** A link that still counts, and whose it is. */
  const lockOffer = async (tx: Tx, token: string) => {
    const account = await lockInvited(tx, hashOf(token))
    const found = account?.state === 'invited' ? await lockInvitation(tx, hashOf(token), clock.now()) : null
    return account && found ? { account, found } : null
  }
  return {
    open: (token: string) =>
      db.tx(async (tx) => {
        const offer = await lockOffer(tx, token)
        if (!offer) return refuse('not_found')
        const { account, found } = offer
        const context = offerContext(account.id)
        const secret = found.totp_sealed ? seal.open(found.totp_sealed, context) : newTotpSecret()
        if (!found.totp_sealed) await offerTotp(tx, found.token_hash, seal.seal(secret, context))
        return {
          login: account.login,
          title: account.title,
          departmentName: departmentName(account.department),
          secret,
          otpauth: otpauthUrl(secret, account.login),
          endsAt: found.expires_at
        }
      }),
    accept: async (given: { token: string; name: string; password: string; code: string }) => {
      // costly, so outside the transaction
      const password = await passwords.hash(given.password)
      return db.tx(async (tx) => {
        const offer = await lockOffer(tx, given.token)
        const offered = offer?.found.totp_sealed
        if (!offer || !offered) return refuse('not_found')
        const { account, found } = offer
        const trouble = passwordTrouble(given.password, account.login)
        if (trouble) return refuse('form_invalid', { password: trouble })
        const secret = seal.open(offered, offerContext(account.id))
        const step = stepOfCode(secret, given.code, clock.now())
        if (step === null) return refuse('code_wrong')
        await spendInvitation(tx, found.token_hash, clock.now())
        const set = await setUpAccount(tx, account.id, {
          nameSealed: seal.seal(given.name, nameContext(account.id)),
          password,
          totpSealed: seal.seal(secret, totpContext(account.id)),
          totpStep: step
        })
        if (!set) return refuse('not_found')
        await seeAccount(tx, account.id, clock.now())
        return { token: await sessions.open(tx, account.id), me: signIn.meFrom(set, clock.now()) }
      })
    }
  }
}
export type Invitations = ReturnType<typeof makeInvitations>
