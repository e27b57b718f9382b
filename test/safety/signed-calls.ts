import { randomUUID } from 'node:crypto'
import { wechatPushRoutes } from '@shared/contract/departments'
import { signOnRoutes } from '@shared/contract/sign-on'
import { signature } from '../sandbox/hmac-sm3'
import { sealEnvelope, signPush } from '../sandbox/wechat/push-envelope'
import type { TestProduct } from '../support/start-product'

/** Headers in the style of 渝快办 and of partners: HMAC-SM3 over method, path, time, nonce and digest. */
export const signedHeaders = (
  prefix: string,
  id: [string, string],
  secret: string,
  path: string,
  body: string | Buffer
) => {
  const signed = { method: 'POST', pathAndQuery: path, timestamp: String(Date.now()), nonce: randomUUID() }
  return {
    'content-type': 'application/json',
    [id[0]]: id[1],
    [`${prefix}-timestamp`]: signed.timestamp,
    [`${prefix}-nonce`]: signed.nonce,
    [`${prefix}-signature`]: signature({ ...signed, body: Buffer.from(body) }, secret)
  }
}
export const PARTNER = 'culture-tourism'
export const asPartner = (
  product: TestProduct,
  body: string | Buffer,
  path: string = signOnRoutes.exchangeTicket.path
) => signedHeaders('x-partner', ['x-partner-id', PARTNER], product.secrets.partners[PARTNER], path, body)

/** A push of WeChat in 安全模式 with this text in it. */
export function pushOf(product: TestProduct, text: string) {
  const { push, wechat } = product.secrets
  const encrypted = sealEnvelope(text, push.aesKey, wechat.appid)
  const [timestamp, nonce] = [String(Math.floor(product.clock.now().getTime() / 1000)), randomUUID()]
  const query = new URLSearchParams({
    signature: signPush(push.token, timestamp, nonce),
    ...{ timestamp, nonce, encrypt_type: 'aes' },
    msg_signature: signPush(push.token, timestamp, nonce, encrypted)
  })
  return {
    path: `${wechatPushRoutes.receive.path}?${query}`,
    body: JSON.stringify({ ToUserName: 'gh', Encrypt: encrypted })
  }
}
