import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import axios from 'axios'
import { idleConnectionMs } from './numbers'
import type { Reply } from './reply'
import type { Verdict } from './verdict'

export interface OutgoingRequest {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body: Buffer
}

/** Sends one attempt: the whole reply with whatever status, or why there is none. Never throws, never follows. */
export type Send = (request: OutgoingRequest) => Promise<Reply | Extract<Verdict<never>, { kind: 'unavailable' }>>

/** One keep-alive agent per department; no proxy from the environment, no redirects (they would carry the signature). */
export function makeSend(options: { timeoutMs: number; longestReply: number }): Send {
  const agent = { keepAlive: true, timeout: idleConnectionMs }
  const http = axios.create({
    httpAgent: new HttpAgent(agent),
    httpsAgent: new HttpsAgent(agent),
    maxRedirects: 0,
    proxy: false,
    maxContentLength: options.longestReply,
    responseType: 'arraybuffer',
    validateStatus: () => true
  })
  return async ({ method, url, headers, body }) => {
    try {
      const { status, data } = await http.request<Buffer>({
        method,
        url,
        headers: {
          'User-Agent': 'zhijianban',
          ...(body.length > 0 ? { 'Content-Type': 'application/json' } : {}),
          ...headers
        },
        data: body.length > 0 ? body : undefined,
        signal: AbortSignal.timeout(options.timeoutMs)
      })
      return { status, body: data }
    } catch (error) {
      return failure(error)
    }
  }
}

function failure(error: unknown): Extract<Verdict<never>, { kind: 'unavailable' }> {
  const code = axios.isAxiosError(error) ? error.code : undefined
  if (code === 'ERR_CANCELED') return { kind: 'unavailable', reason: 'timeout' }
  // a body that stops early or exceeds the limit, or no HTTP at all
  const broken = code === 'ERR_BAD_RESPONSE' || code?.startsWith('HPE_')
  return { kind: 'unavailable', reason: broken ? 'garbage' : 'down', ...(code === undefined ? {} : { code }) }
}
