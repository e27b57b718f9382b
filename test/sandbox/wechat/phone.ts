import * as z from 'zod'
import { personById } from '../people'
import { spendCode } from './codes'
import type { WechatParts } from './parts'
import { refuse, type WechatAnswer } from './refusals'
import { refuseToken } from './tokens'

const call = z.object({ code: z.string().min(1) })

/** POST /wxa/business/getuserphonenumber; a used code is 40029 here, unlike at login. */
export async function phoneNumber(accessToken: string, body: unknown, parts: WechatParts): Promise<WechatAnswer> {
  const refused = refuseToken(accessToken, parts)
  if (refused !== undefined) return refuse(refused)
  const sent = call.safeParse(body)
  if (!sent.success) return refuse(47001)
  const code = await spendCode(sent.data.code, 'phone', parts.apps.appid, parts)
  const person = typeof code === 'number' ? undefined : personById(parts.people, code.person)
  if (person === undefined) return refuse(40029)
  const watermark = { timestamp: Math.floor(parts.clock.now() / 1000), appid: parts.apps.appid }
  const { mobile } = person
  return {
    errcode: 0,
    errmsg: 'ok',
    phone_info: { phoneNumber: mobile, purePhoneNumber: mobile, countryCode: '86', watermark }
  }
}
