import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import type { CallLog } from '../calls'
import type { Clock } from '../clock'
import { signature } from '../hmac-sm3'
import { parseJson } from '../read-body'
import type { Partner } from './partners'

const path = '/api/v1/departments/sign-on/exchange'
const timeoutMs = 5000

const answer = z.object({
  code: z.string(),
  message: z.string(),
  data: z
    .object({
      subject: z.string(),
      name: z.string().optional(),
      idNumber: z.string().optional(),
      phone: z.string().optional()
    })
    .optional()
})
export type Visitor = NonNullable<z.infer<typeof answer>['data']>

/** away = 指尖办 cannot be reached; refused = the ticket is used, old, or another department's. */
export type Exchanged = { visitor: Visitor } | { problem: 'refused' | 'away'; code: string }

export type ExchangeParts = {
  bffUrl: string
  clock: Clock
  calls: CallLog
  closing: AbortSignal
  secrets: Record<string, string>
}

/** Exchanges a ticket, server to server, signed with the department's own key. */
export async function exchange(ticket: string, partner: Partner, parts: ExchangeParts): Promise<Exchanged> {
  const body = Buffer.from(JSON.stringify({ ticket }))
  const timestamp = String(parts.clock.now())
  const nonce = randomBytes(16).toString('hex')
  const signed = { method: 'POST', pathAndQuery: path, timestamp, nonce, body }
  const signal = AbortSignal.any([parts.closing, AbortSignal.timeout(timeoutMs)])
  const reply = await fetch(new URL(path, parts.bffUrl), {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-partner-id': partner.id,
      'x-partner-timestamp': timestamp,
      'x-partner-nonce': nonce,
      'x-partner-signature': signature(signed, parts.secrets[partner.id] ?? '')
    },
    body: new Uint8Array(body),
    redirect: 'manual',
    signal
  }).catch(() => undefined)
  const exchanged = await outcomeOf(reply)
  const outcome = 'visitor' in exchanged ? '0000' : exchanged.code
  parts.calls.record({ system: `sign-on ${partner.id}`, method: 'POST', path, outcome })
  return exchanged
}

async function outcomeOf(reply: Response | undefined): Promise<Exchanged> {
  if (reply === undefined) return { problem: 'away', code: 'no answer' }
  const read = answer.safeParse(parseJson(await reply.text()))
  if (read.success && reply.status === 200 && read.data.code === '0000' && read.data.data) {
    return { visitor: read.data.data }
  }
  const code = read.success ? read.data.code : String(reply.status)
  return { problem: reply.status >= 500 ? 'away' : 'refused', code }
}
