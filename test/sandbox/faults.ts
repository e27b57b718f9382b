import { setTimeout as sleep } from 'node:timers/promises'
import type { Context, Middleware, Next } from 'koa'
import * as z from 'zod'
import type { CallLog } from './calls'

export const systems = ['wechat', 'ykb', 'rsj', 'sms', 'gaj', 'ykb-auth', 'scjg', 'zzk'] as const
export type System = (typeof systems)[number]

const callFaults = ['down', 'slow', 'error500', 'garbage', 'lost-reply', 'busy'] as const
const callbackFaults = ['duplicate', 'silent', 'lost'] as const
/** Every fault with its wording on the control page; duplicate, silent and lost concern ykb's callbacks only. */
export const faultNames = {
  none: '正常',
  down: '断线（连接被切断）',
  slow: '变慢（过一会儿才回答）',
  error500: '500 错误（HTML 页面）',
  garbage: '乱码（200，但 JSON 残缺）',
  'lost-reply': '办了但回话丢失',
  busy: '系统繁忙',
  duplicate: '回调重复发送',
  silent: '回调暂不发送',
  lost: '回调丢失（以为送到了）'
} as const satisfies Record<Fault, string>

const fault = z.enum(['none', ...callFaults, ...callbackFaults])
type Fault = z.infer<typeof fault>

/** Body of POST /control/faults; numbers may come as text from a form. */
export const faultOrder = z
  .object({
    system: z.enum(systems),
    fault,
    slowMs: z.coerce.number().int().positive().max(600_000).default(8000),
    count: z.union([z.literal('').transform(() => undefined), z.coerce.number().int().positive()]).optional()
  })
  .refine((order) => order.system === 'ykb' || !isCallbackFault(order.fault), 'only ykb has callbacks')
  .refine((order) => order.fault !== 'silent' || order.count === undefined, 'count does not go with silent')

/** What is wrong with a system now; count = for how many more calls, absent = until changed. */
export type FaultSetting = { fault: Fault; slowMs: number; count?: number }

export type Faults = {
  set(order: z.output<typeof faultOrder>): void
  get(system: System): FaultSetting
  /** The fault to apply to one API call, counted down. */
  takeForCall(system: System): FaultSetting
  /** What happens to one callback of ykb; `duplicate` and `lost` are counted down. */
  takeForCallback(): 'none' | 'duplicate' | 'lost'
  callbacksSilent(): boolean
  onChange(listener: () => void): void
  clear(): void
}

const healthy: FaultSetting = { fault: 'none', slowMs: 8000 }

/** All systems healthy; the settings live in memory and end with the process. */
export function makeFaults(): Faults {
  const listeners: (() => void)[] = []
  const settings = new Map<System, FaultSetting>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const get = (system: System) => settings.get(system) ?? healthy
  const countDown = (system: System, setting: FaultSetting) => {
    if (setting.count === undefined) return
    if (setting.count > 1) settings.set(system, { ...setting, count: setting.count - 1 })
    else settings.delete(system)
  }
  return {
    set({ system, fault, slowMs, count }) {
      settings.set(system, fault === 'none' ? healthy : { fault, slowMs, count })
      tell()
    },
    get,
    takeForCall(system) {
      const setting = get(system)
      if (isCallbackFault(setting.fault)) return healthy
      countDown(system, setting)
      return setting
    },
    takeForCallback() {
      const setting = get('ykb')
      if (setting.fault !== 'duplicate' && setting.fault !== 'lost') return 'none'
      countDown('ykb', setting)
      return setting.fault
    },
    callbacksSilent: () => get('ykb').fault === 'silent',
    onChange: (listener) => listeners.push(listener),
    clear() {
      settings.clear()
      tell()
    }
  }
}

function isCallbackFault(name: Fault): boolean {
  return name === 'duplicate' || name === 'silent' || name === 'lost'
}

type Wrapping = { system: System; faults: Faults; calls: CallLog; closing: AbortSignal; busyReply: () => object }

/** Koa middleware around one system's API: applies the fault that is switched on and records every call. */
export function faultyApi({ system, faults, calls, closing, busyReply }: Wrapping): Middleware {
  return async (ctx, next) => {
    const setting = faults.takeForCall(system)
    const outcome = await suffer(setting, ctx, next, closing, busyReply)
    calls.record({ system, method: ctx.method, path: ctx.path, outcome })
  }
}

async function suffer(setting: FaultSetting, ctx: Context, next: Next, closing: AbortSignal, busyReply: () => object) {
  switch (setting.fault) {
    case 'down':
      dropConnection(ctx)
      return 'down'
    case 'error500':
      ctx.status = 500
      ctx.type = 'html'
      ctx.body = '<html><head><title>500 Internal Server Error</title></head><body><h1>nginx</h1></body></html>'
      return 'error500'
    case 'garbage':
      ctx.type = 'json'
      ctx.body = '{"code":"0000","errcode":0,"data":{"rece'
      return 'garbage'
    case 'busy':
      ctx.body = busyReply()
      return 'busy'
    case 'slow':
      await next()
      await sleep(setting.slowMs, undefined, { signal: closing }).catch(() => undefined)
      return `slow ${outcomeOf(ctx)}`
    case 'lost-reply':
      await next()
      dropConnection(ctx)
      return `lost-reply ${outcomeOf(ctx)}`
    default:
      await next()
      return outcomeOf(ctx)
  }
}

/** Notes what a call came to (a department's own code) for the call log. */
export function noteOutcome(ctx: Context, outcome: string): void {
  ctx.state.outcome = outcome
}

function outcomeOf(ctx: Context): string {
  return String(ctx.state.outcome ?? ctx.status)
}

function dropConnection(ctx: Context): void {
  ctx.respond = false
  ctx.req.socket.destroy()
}
