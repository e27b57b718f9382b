import type { DepartmentClient } from '../../platform/department-client/department-client'
import { DepartmentRefused, DepartmentUnavailable } from '../../platform/department-client/errors'
import type { Kv } from '../../platform/kv/kv'
import { readWechat, tokenRefusals } from './translate'
import { wechatToken } from './wire'

export interface AccessToken {
  /** The server token of the mini-program, fetched when none is kept. */
  current(): Promise<string>
  /** Runs a call that needs the token; when WeChat refuses the token, once more with another. */
  use<T>(act: (token: string) => Promise<T>): Promise<T>
}

/**
 * Keeps the token (POST /cgi-bin/stable_token) in the key-value store, for all processes, until 300 s before its end.
 * Within one process only one fetch is under way; between processes no lock is needed, because WeChat answers
 * everybody the same token while it is good. Never forces a new one: WeChat allows that 20 times a day.
 */
export function makeAccessToken(deps: {
  client: DepartmentClient
  kv: Kv
  appId: string
  secret: string
  department: string
}): AccessToken {
  const { client, kv, appId, secret, department } = deps
  const key = `wechat:access-token:${appId}`
  let fetching: Promise<string> | undefined

  const fetchToken = async () => {
    const { access_token, expires_in } = await client
      .call({
        operation: 'stable_token',
        method: 'POST',
        path: '/cgi-bin/stable_token',
        body: { grant_type: 'client_credential', appid: appId, secret },
        repeatable: true,
        read: readWechat(wechatToken)
      })
      .catch(ourSecretIsWrong)
    // in its last 300 s WeChat hands out the next token as well; keep such a short one only to spare it a rush
    await kv.set(key, access_token, Math.max(expires_in - 300, 10) * 1000)
    return access_token
  }
  const ourSecretIsWrong = (error: unknown): never => {
    if (isTokenRefusal(error)) throw new DepartmentUnavailable({ department, reason: 'credentials' })
    throw error
  }
  const current = async () => {
    const kept = await kv.get(key)
    if (kept !== null) return kept
    fetching ??= fetchToken().finally(() => {
      fetching = undefined
    })
    return fetching
  }
  const use = async <T>(act: (token: string) => Promise<T>): Promise<T> => {
    const token = await current()
    try {
      return await act(token)
    } catch (error) {
      if (!isTokenRefusal(error)) throw error
      // another process may have put a good one there meanwhile
      if ((await kv.get(key)) === token) await kv.remove(key)
      return await act(await current()).catch(ourSecretIsWrong)
    }
  }
  return { current, use }
}

const isTokenRefusal = (error: unknown): boolean => error instanceof DepartmentRefused && tokenRefusals.has(error.code)
