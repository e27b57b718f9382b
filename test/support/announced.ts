import { createHash } from 'node:crypto'

/** What the beginning of an upload in parts says about these bytes. */
export const announced = (bytes: Buffer, name = '身份证.jpg') => ({
  name,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex')
})
