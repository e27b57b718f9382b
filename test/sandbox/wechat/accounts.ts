import { createHash, randomBytes } from 'node:crypto'

/** The openid of a person at one app: the same every time, another one at another app. */
export function openidOf(appid: string, person: string): string {
  return `o${digest(`openid|${appid}|${person}`).slice(0, 27)}`
}

/** The unionid of a person: the same at both apps. */
export function unionidOf(person: string): string {
  return `u${digest(`unionid|${person}`).slice(0, 27)}`
}

/** An openid of the virtual account of a snapshot page (快照页): another one at every visit, belonging to nobody. */
export function virtualOpenid(): string {
  return `o${randomBytes(21).toString('base64url').slice(0, 27)}`
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
