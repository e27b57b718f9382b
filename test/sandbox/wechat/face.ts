import { createHash, randomBytes } from 'node:crypto'
import * as z from 'zod'
import type { Person } from '../people'
import { openidOf } from './accounts'
import type { WechatParts } from './parts'
import { refuse, type WechatAnswer } from './refusals'
import type { Face } from './state'
import { refuseToken } from './tokens'

const lifeSeconds = 3600
const passed = 10_000
const notPassed = 90_001

const startCall = z.object({
  out_seq_no: z.string().regex(/^[0-9A-Za-z_-]{5,32}$/),
  cert_info: z.object({
    cert_type: z.literal('IDENTITY_CARD'),
    cert_name: z.string().min(1),
    cert_no: z.string().length(18)
  }),
  openid: z.string()
})
const queryCall = z.object({ verify_id: z.string(), out_seq_no: z.string(), cert_hash: z.string(), openid: z.string() })

/** POST /cityservice/face/identify/getverifyid (人脸核身 2.0): an id that the phone may use for one hour. */
export async function startFace(accessToken: string, body: unknown, parts: WechatParts): Promise<WechatAnswer> {
  const refused = refuseToken(accessToken, parts)
  if (refused !== undefined) return refuse(refused)
  const sent = startCall.safeParse(body)
  if (!sent.success) return refuse(47001)
  const { out_seq_no: seq, cert_info: cert, openid } = sent.data
  if (parts.people.people.every(({ id }) => openidOf(parts.apps.appid, id) !== openid)) return refuse(40003)
  const verifyId = randomBytes(48).toString('base64url')
  const startedAt = parts.clock.now()
  parts.store.data.faces[verifyId] = { seq, openid, name: cert.cert_name, idNumber: cert.cert_no, startedAt }
  await parts.store.save()
  return { errcode: 0, errmsg: 'ok', verify_id: verifyId, expires_in: lifeSeconds }
}

/** POST /cityservice/face/identify/queryverifyinfo: verify_ret 10000 = passed; every part must be the one it began with. */
export function queryFace(accessToken: string, body: unknown, parts: WechatParts): WechatAnswer {
  const refused = refuseToken(accessToken, parts)
  if (refused !== undefined) return refuse(refused)
  const sent = queryCall.safeParse(body)
  if (!sent.success) return refuse(47001)
  const face = usable(sent.data.verify_id, parts)
  const same =
    face !== undefined &&
    face.seq === sent.data.out_seq_no &&
    face.openid === sent.data.openid &&
    certHash(face) === sent.data.cert_hash
  if (!same) return refuse(84001)
  return { errcode: 0, errmsg: 'ok', verify_ret: face.outcome === 'passed' ? passed : notPassed }
}

/**
 * What the camera of wx.requestFacialVerify saw: `person` holds their face before it, `pass` false = they gave up or
 * were not recognised. A face fits only its own name and ID number. undefined = no such check, or older than an hour.
 */
export async function showFace(
  person: Person,
  verifyId: string,
  pass: boolean,
  parts: WechatParts
): Promise<'passed' | 'failed' | undefined> {
  const face = usable(verifyId, parts)
  if (face === undefined) return undefined
  const own = face.name === person.name && face.idNumber === person.idNumber
  face.outcome = pass && own ? 'passed' : 'failed'
  await parts.store.save()
  return face.outcome
}

function usable(verifyId: string, { store, clock }: WechatParts): Face | undefined {
  const face = store.data.faces[verifyId]
  return face !== undefined && clock.now() - face.startedAt <= lifeSeconds * 1000 ? face : undefined
}

function certHash({ name, idNumber }: Face): string {
  const [type, certName, certNo] = ['IDENTITY_CARD', name, idNumber].map((text) => Buffer.from(text).toString('base64'))
  return createHash('sha256').update(`cert_type=${type}&cert_name=${certName}&cert_no=${certNo}`).digest('hex')
}
