import * as z from 'zod/mini'
import { canonicalJson } from '../../platform/canonical-json'
import { sm2PublicKey } from '../../platform/gm/sm2'
import { sm2SignAside, sm2VerifyAside } from '../../platform/gm/sm2-aside'
import { sm3 } from '../../platform/gm/sm3'
import type { CitizenSeal } from '../identity/port'
import type { CertificateKeys } from './keys'
import type { CertificateRow } from './store'

/** What is sealed of a certificate. */
const hiddenPart = z.object({
  holder: z.string(),
  idNumber: z.string(),
  /** absent = a person */
  enterprise: z.optional(z.literal(true)),
  number: z.nullable(z.string()),
  code: z.string()
})
export type HiddenPart = z.output<typeof hiddenPart>

type OpenPart = Pick<CertificateRow, 'id' | 'title' | 'department' | 'issued_on' | 'valid_until'>

const place = (id: string) => `certificates_certificates.sealed:${id}`

export const sealHidden = (seal: CitizenSeal, id: string, hidden: HiddenPart): string =>
  seal.seal(JSON.stringify(hidden), place(id))

export const openHidden = (seal: CitizenSeal, row: Pick<CertificateRow, 'id' | 'sealed'>): HiddenPart =>
  hiddenPart.parse(JSON.parse(seal.open(row.sealed, place(row.id))))

/** SM3 (GB/T 32905) over everything the certificate says, in hex. */
const digestOf = ({ id, title, department, issued_on, valid_until }: OpenPart, hidden: HiddenPart): string =>
  sm3(
    Buffer.from(canonicalJson({ id, title, department, issuedOn: issued_on, validUntil: valid_until, ...hidden }))
  ).toString('hex')

const signed = (digest: string): Buffer => Buffer.from(`zhijianban certificate v1\n${digest}`)

/** Digest, signature (SM2 with SM3, GB/T 32918.2, hex r‖s) and the public key they are checked with. */
export async function signContent(open: OpenPart, hidden: HiddenPart, signKey: string) {
  const digest = digestOf(open, hidden)
  return { digest, signature: await sm2SignAside(signKey, signed(digest)), public_key: sm2PublicKey(signKey) }
}

/** Whether the row still says what was signed, by a key of ours. */
export const isGenuine = async (row: CertificateRow, hidden: HiddenPart, trusted: CertificateKeys['trusted']) =>
  trusted.includes(row.public_key) &&
  digestOf(row, hidden) === row.digest &&
  (await sm2VerifyAside(row.public_key, signed(row.digest), row.signature))
