import { randomBytes } from 'node:crypto'

/** A fresh unguessable id, 22 url-safe characters (128 bits). */
export const newId = (): string => randomBytes(16).toString('base64url')
