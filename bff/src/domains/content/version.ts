import { createHash } from 'node:crypto'
import { canonicalJson } from '../../platform/canonical-json'

/** The first 16 hex digits of SHA-256 over the canonical JSON. */
export const versionOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 16)
