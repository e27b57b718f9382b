import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { openidOf } from './accounts'
import type { WechatParts } from './parts'
import { refuse, type WechatAnswer } from './refusals'
import { refuseToken } from './tokens'

const call = z.object({
  version: z.literal(2),
  openid: z.string(),
  scene: z.number(),
  content: z.string().min(1).max(2500),
  title: z.string().max(500).optional(),
  nickname: z.string().max(500).optional(),
  signature: z.string().optional()
})

const lately = 2 * 60 * 60_000

/** Words that stand for what WeChat objects to; the first is its own sample text. */
const markers: { text: string; suggest: 'risky' | 'review'; label: number }[] = [
  { text: '特3456书yuuo莞6543李zxcz蒜7782法fgnv级', suggest: 'risky', label: 20002 },
  { text: '示例辱骂', suggest: 'risky', label: 20003 },
  { text: '示例广告', suggest: 'review', label: 10001 }
]

/** POST /wxa/msg_sec_check, version 2: 40129, 40003, and 61010 for whoever was not there in the last two hours. */
export function checkWords(accessToken: string, body: unknown, parts: WechatParts): WechatAnswer {
  const refused = refuseToken(accessToken, parts)
  if (refused !== undefined) return refuse(refused)
  const sent = call.safeParse(body)
  if (!sent.success) return refuse(47001)
  const { openid, scene, content } = sent.data
  if (![1, 2, 3, 4].includes(scene)) return refuse(40129)
  const { store, clock, people, apps } = parts
  if (!people.people.some(({ id }) => openidOf(apps.appid, id) === openid)) return refuse(40003)
  const visited = store.data.visits[openid]
  if (visited === undefined || clock.now() - visited > lately) return refuse(61010)
  const found = markers.find(({ text }) => content.includes(text))
  const { suggest, label } = found ?? { suggest: 'pass', label: 100 }
  return {
    errcode: 0,
    errmsg: 'ok',
    result: { suggest, label },
    detail: [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }],
    trace_id: randomBytes(16).toString('hex')
  }
}
