import { createSecretKey, randomBytes } from 'node:crypto'
import type { Sealer } from '../../../bff/src/platform/seal/sealer'

/** A sealer that seals nothing: what the sweep must find when encryption at rest is missing (negative control). */
export const transparentSealer = (): Sealer => ({
  newWrappedKey: () => randomBytes(32).toString('base64url'),
  unwrap: (wrapped) => createSecretKey(Buffer.from(wrapped, 'base64url')),
  rewrap: (wrapped) => wrapped,
  seal: (_key, plain) => plain.toString(),
  open: (_key, sealed) => Buffer.from(sealed),
  openText: (_key, sealed) => sealed,
  sealBytes: (_key, plain) => plain,
  openBytes: (_key, sealed) => sealed,
  blindIndex: (purpose, value) => `${purpose} ${value}`
})
