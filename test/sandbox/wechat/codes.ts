import { randomBytes } from 'node:crypto'
import type { WechatParts } from './parts'
import type { Code } from './state'

const lifeMs = 5 * 60_000
// Kept after its life, so that a used code is told from an unknown one.
const rememberedMs = 60 * 60_000

/** Gives out a code that is good once and for 5 minutes. */
export async function issueCode(
  about: Omit<Code, 'issuedAt' | 'used'>,
  { store, clock }: WechatParts
): Promise<string> {
  const now = clock.now()
  for (const [old, { issuedAt }] of Object.entries(store.data.codes)) {
    if (now - issuedAt <= rememberedMs) break
    delete store.data.codes[old]
  }
  const code = randomBytes(24).toString('base64url')
  store.data.codes[code] = { ...about, issuedAt: now, used: false }
  await store.save()
  return code
}

/**
 * Uses a code up: 40029 for one that is unknown, older than 5 minutes or of another kind or app, 40163 for one that
 * has been used.
 */
export async function spendCode(
  text: string,
  kind: Code['kind'],
  appid: string,
  { store, clock }: WechatParts
): Promise<Code | 40029 | 40163> {
  const code = store.data.codes[text]
  if (code === undefined || code.kind !== kind || code.appid !== appid) return 40029
  if (code.used) return 40163
  if (clock.now() - code.issuedAt > lifeMs) return 40029
  code.used = true
  await store.save()
  return code
}
