import { setMaxListeners } from 'node:events'
import { createServer, type Server } from 'node:http'
import Koa from 'koa'
import * as z from 'zod'
import { makeCallLog } from './calls'
import { makeClock } from './clock'
import { makeControl } from './control'
import { makeFaults } from './faults'
import { makeGaj } from './gaj/routes'
import { makeHotline } from './hotline/routes'
import type { SandboxOptions } from './options'
import { loadPeople, type Register } from './people'
import { openBureau } from './rsj/bureau'
import { makeRsj } from './rsj/routes'
import { makeScjg } from './scjg/routes'
import { makeSignOn } from './sign-on/routes'
import { makeSms } from './sms/routes'
import { openStore } from './store'
import { makeWechat } from './wechat/routes'
import { loadItems } from './ykb/items'
import { makeYkb } from './ykb/routes'
import { makeYkbAuth } from './ykb-auth/routes'
import { makeZzk } from './zzk/routes'

export type Sandbox = {
  /** http://localhost:PORT */
  url: string
  port: number
  people: Register
  /** Resolves when no callback is being sent and no automatic step is being taken. */
  settled(): Promise<void>
  /** WeChat tells its verdicts on the pictures it was asked about now, not in two seconds; how many. */
  tellOfPhotos(): Promise<number>
  /** Ends within moments: open connections and slow answers are cut, queued callbacks stay in the data folder. */
  close(): Promise<void>
}

const kept = z.object({ offsetMs: z.number() })

/** Starts the departments in this process and listens. Rejects when the port is taken or the data folder unreadable. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { dataDir } = options
  const closing = new AbortController()
  // every answer that is held up waits for it, as many as there are calls
  setMaxListeners(0, closing.signal)
  const people = loadPeople(options.peopleFile)
  const time = openStore(dataDir, 'clock', kept, () => ({ offsetMs: 0 }))
  const clock = makeClock(time.data.offsetMs)
  const calls = makeCallLog(clock)
  const faults = makeFaults()
  const common = { clock, people, faults, calls, closing: closing.signal, dataDir }
  const bureau = openBureau(dataDir, people)
  const domain = new URL(options.bffUrl).hostname
  const wechat = makeWechat({
    ...common,
    apps: options.wechat,
    push: options.push,
    bffUrl: options.bffUrl,
    domain,
    photosByThemselves: options.photosByThemselves ?? true
  })
  const ykb = makeYkb({
    ...common,
    bffUrl: options.bffUrl,
    keys: options.ykb,
    items: loadItems(options.itemsFile),
    bureau
  })
  const rsj = makeRsj({ ...common, keys: options.rsj, bureau })
  const hotline = makeHotline({ ...common, keys: options.hotline })
  const others = [
    hotline,
    makeSms({ ...common, keys: options.sms }),
    makeGaj({ ...common, keys: options.gaj }),
    makeYkbAuth({ ...common, client: options.ykbAuth, domain }),
    makeScjg({ ...common, keys: options.scjg }),
    makeZzk({ ...common, keys: options.zzk }),
    makeSignOn({ ...common, secrets: options.partners, bffUrl: options.bffUrl })
  ]
  const control = makeControl({
    ...common,
    bffUrl: options.bffUrl,
    pendingCallbacks: ykb.pendingCallbacks,
    keepClock: async () => {
      time.data.offsetMs = clock.offset()
      await time.save()
    },
    emptyStores: async () => {
      await Promise.all([wechat, ykb, rsj, ...others].map((system) => system.empty()))
    }
  })

  const app = new Koa()
  for (const { router } of [control, wechat, ykb, rsj, ...others]) app.use(router.routes())
  const { server, port } = await listen(app, options)
  if (clock.offset() !== 0) void control.tellClock()
  ykb.start()
  hotline.start()
  return {
    url: `http://localhost:${port}`,
    port,
    people,
    settled: async () => {
      await ykb.settled()
      await hotline.settled()
    },
    tellOfPhotos: wechat.tellOfPhotos,
    async close() {
      closing.abort()
      await ykb.stop()
      await hotline.stop()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    }
  }
}

async function listen(app: Koa, { port, host }: SandboxOptions): Promise<{ server: Server; port: number }> {
  const server = createServer(app.callback())
  // Longer than any caller keeps an idle connection, so that we never close one that is just being used again.
  server.keepAliveTimeout = 75_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return { server, port: typeof address === 'object' && address !== null ? address.port : port }
}
