import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import type { Person } from '../people'
import { openidOf } from './accounts'
import { type PushParts, pushOrder, sendPush } from './push'
import { refuse, type WechatAnswer } from './refusals'
import { refuseToken } from './tokens'

const call = z.object({
  version: z.literal(2),
  openid: z.string(),
  scene: z.number(),
  media_type: z.union([z.literal(1), z.literal(2)]),
  media_url: z.url()
})

const lately = 2 * 60 * 60_000
/** How long a picture is looked at when nobody asks for the verdict. */
const lookMs = 2_000
const longestBytes = 10 * 1024 * 1024

/** Bytes in a picture that stand for what WeChat objects to. */
const markers = [
  { text: '示例违规图片', suggest: 'risky', label: 20002 },
  { text: '示例可疑图片', suggest: 'review', label: 21000 }
]

type Check = { traceId: string; person: Person; url: string }

/** POST /wxa/media_check_async, version 2: the picture is fetched from its address, the verdict pushed, by itself or when told to. */
export function makePhotoSafety(parts: PushParts, byItself: boolean) {
  const { store, clock, people, apps, closing } = parts
  let waiting: Check[] = []
  let silent = false

  const eventOf = async ({ traceId, person, url }: Check) => {
    const found = await look(url, closing)
    const { suggest, label } = found ?? { suggest: '', label: 0 }
    const failed = { errcode: -1008, errmsg: 'media download failed' }
    const head = { appid: apps.appid, trace_id: traceId, version: 2 }
    const detail = [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }]
    const fields = found
      ? { ...head, detail, errcode: 0, errmsg: 'ok', result: { suggest, label } }
      : { ...head, detail: [], ...failed, result: { suggest: '', label: 0 } }
    return pushOrder.parse({ person: person.id, event: 'wxa_media_check', fields })
  }

  /** Tells every verdict that is waiting; how many. */
  const tell = async (): Promise<number> => {
    if (silent) return 0
    const told = waiting
    waiting = []
    for (const check of told) if (!closing.aborted) await sendPush(await eventOf(check), parts)
    return told.length
  }

  return {
    tell,
    /** The addresses of pictures nobody has been told about, oldest first. */
    waiting: () => waiting.map(({ url }) => url),
    /** true: verdicts are lost from now on, as WeChat's can be; those that wait are lost too. */
    setSilent: (now: boolean): void => {
      silent = now
      waiting = []
    },
    ask: (accessToken: string, body: unknown): WechatAnswer => {
      const refused = refuseToken(accessToken, parts)
      if (refused !== undefined) return refuse(refused)
      const sent = call.safeParse(body)
      if (!sent.success) return refuse(47001)
      const { openid, scene, media_url: url } = sent.data
      if (![1, 2, 3, 4].includes(scene)) return refuse(40129)
      const person = people.people.find(({ id }) => openidOf(apps.appid, id) === openid)
      if (!person) return refuse(40003)
      const visited = store.data.visits[openid]
      if (visited === undefined || clock.now() - visited > lately) return refuse(61010)
      const traceId = randomBytes(16).toString('hex')
      if (!silent) waiting.push({ traceId, person, url })
      if (byItself) setTimeout(() => void tell(), lookMs).unref()
      return { errcode: 0, errmsg: 'ok', trace_id: traceId }
    }
  }
}
export type PhotoSafety = ReturnType<typeof makePhotoSafety>

/** undefined = it could not be fetched, or is no picture of at most 10 MB. */
async function look(url: string, closing: AbortSignal): Promise<{ suggest: string; label: number } | undefined> {
  const signal = AbortSignal.any([closing, AbortSignal.timeout(5000)])
  const bytes = await fetch(url, { signal, redirect: 'manual' })
    .then(async (reply) => {
      const isPicture = reply.status === 200 && reply.headers.get('content-type')?.startsWith('image/')
      const fetched = Buffer.from(await reply.arrayBuffer())
      return isPicture ? fetched : undefined
    })
    .catch(() => undefined)
  if (bytes === undefined || bytes.length > longestBytes) return undefined
  return markers.find(({ text }) => bytes.includes(text)) ?? { suggest: 'pass', label: 100 }
}
