import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import type { Clock } from '../clock'
import { openStore } from '../store'

const codeLifeMs = 5 * 60_000
const tokenLifeMs = 2 * 3_600_000
const remembered = 500

const code = z.object({ code: z.string(), person: z.string(), redirectUri: z.string(), issuedAt: z.number() })
const token = z.object({ token: z.string(), person: z.string(), expiresAt: z.number() })
const state = z.object({ codes: z.array(code), tokens: z.array(token) })

export type Grants = {
  /** A code that is good once, for 5 minutes, for this redirect_uri. */
  issueCode(person: string, redirectUri: string): Promise<string>
  /** An access token for 2 h in exchange for the code; undefined = used, too old, unknown, or for another address. */
  redeem(code: string, redirectUri: string): Promise<{ token: string; expiresIn: number } | undefined>
  /** Whose token it is; undefined = unknown, ended or too old. */
  personOf(token: string): string | undefined
  end(token: string): Promise<void>
  empty(): Promise<void>
}

/** What the sign-in service has given out and not taken back. */
export function openGrants(dataDir: string | undefined, clock: Clock): Grants {
  const store = openStore(dataDir, 'ykb-auth', state, () => ({ codes: [], tokens: [] }))
  return {
    async issueCode(person, redirectUri) {
      const issued = { code: secret(), person, redirectUri, issuedAt: clock.now() }
      store.data.codes = [...store.data.codes, issued].slice(-remembered)
      await store.save()
      return issued.code
    },
    async redeem(given, redirectUri) {
      const found = store.data.codes.find((one) => one.code === given)
      if (found === undefined) return undefined
      // shown once is used up, whoever shows it
      store.data.codes = store.data.codes.filter((one) => one !== found)
      const good = found.redirectUri === redirectUri && clock.now() - found.issuedAt <= codeLifeMs
      const issued = { token: secret(), person: found.person, expiresAt: clock.now() + tokenLifeMs }
      if (good) store.data.tokens = [...store.data.tokens, issued].slice(-remembered)
      await store.save()
      return good ? { token: issued.token, expiresIn: tokenLifeMs / 1000 } : undefined
    },
    personOf: (given) => store.data.tokens.find((one) => one.token === given && clock.now() < one.expiresAt)?.person,
    async end(given) {
      store.data.tokens = store.data.tokens.filter((one) => one.token !== given)
      await store.save()
    },
    empty: store.empty
  }
}

const secret = () => randomBytes(24).toString('base64url')
