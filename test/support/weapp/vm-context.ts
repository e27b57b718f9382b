import { clearInterval, clearTimeout, setInterval, setTimeout } from 'node:timers'
import vm from 'node:vm'
import { type AnyFunction, bytesOf, isFunction, listOf } from './unknown-values'

/** The JavaScript world of the mini-program's logic layer, and the ways to carry values into it. */
export type Realm = {
  run: (code: string, filename: string) => unknown
  setGlobal: (name: string, value: unknown) => void
  /** Deep copy made of the app's own Object, Array and ArrayBuffer; functions pass as they are. */
  toApp: (value: unknown) => unknown
  parse: (json: string) => unknown
  error: (message: string) => Error
  promise: (executor: (resolve: AnyFunction, reject: AnyFunction) => void) => unknown
  owns: (promise: unknown) => boolean
  later: (act: () => void, ms?: number) => void
  timerDueWithin: (ms: number) => boolean
  stopTimers: () => void
}

/** Node gives these to every context; the logic layer of a phone has none of them (Intl is missing on Android). */
const ABSENT_ON_PHONES = ['eval', 'WebAssembly', 'SharedArrayBuffer', 'Atomics', 'Intl']

/** WeChat answers `new Function('return this')` and hands back a dead function for any other text. */
const STRIP_CONTEXT = `(absent, forbidden) => {
  const realm = globalThis
  const RealFunction = Function
  const build = (parts) => {
    if (parts.length === 1 && /^\\s*return this;?\\s*$/.test(String(parts[0]))) return () => realm
    forbidden(parts.map(String).join(' | '))
    return () => undefined
  }
  const traps = { apply: (target, self, parts) => build(parts), construct: (target, parts) => build(parts) }
  realm.Function = new Proxy(RealFunction, traps)
  RealFunction.prototype.constructor = realm.Function
  realm.global = realm
  for (const name of absent) delete realm[name]
}`

type Timers = Pick<Realm, 'later' | 'timerDueWithin' | 'stopTimers'> & { globals: Record<string, AnyFunction> }

const makeTimers = (report: (thrown: unknown, where: string) => void): Timers => {
  const live = new Map<number, { due: number; cancel: () => void }>()
  let lastId = 0
  let stopped = false
  const guard = (act: AnyFunction, args: unknown[]) => {
    try {
      if (!stopped) act(...args)
    } catch (thrown) {
      report(thrown, 'timer')
    }
  }
  const once = (act: AnyFunction, ms: number, args: unknown[]): number => {
    const id = ++lastId
    const fire = () => {
      live.delete(id)
      guard(act, args)
    }
    const timer = setTimeout(fire, ms)
    live.set(id, { due: Date.now() + ms, cancel: () => clearTimeout(timer) })
    return id
  }
  const repeat = (act: AnyFunction, ms: number, args: unknown[]): number => {
    const id = ++lastId
    const timer = setInterval(guard, ms, act, args)
    // An interval never ends by itself, so nobody may wait for it.
    live.set(id, { due: Number.POSITIVE_INFINITY, cancel: () => clearInterval(timer) })
    return id
  }
  const clear = (id: unknown) => {
    live.get(Number(id))?.cancel()
    live.delete(Number(id))
  }
  const starter =
    (start: typeof once) =>
    (act: unknown, ms: unknown, ...args: unknown[]) =>
      isFunction(act) ? start(act, Number(ms) || 0, args) : 0
  return {
    globals: { setTimeout: starter(once), setInterval: starter(repeat), clearTimeout: clear, clearInterval: clear },
    later: (act, ms = 0) => void once(act, ms, []),
    timerDueWithin: (ms) => [...live.values()].some(({ due }) => due <= Date.now() + ms),
    stopTimers: () => {
      stopped = true
      for (const { cancel } of live.values()) cancel()
      live.clear()
    }
  }
}

const makeConsole = (onLog: (level: string, args: unknown[]) => void) => {
  const levels = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'group', 'groupEnd', 'time', 'timeEnd']
  return Object.fromEntries(levels.map((level) => [level, (...args: unknown[]) => onLog(level, args)]))
}

/**
 * A bare context with only what the logic layer of a phone has: the language, console and timers. No window, document,
 * fetch, localStorage, URL or eval; `new Function` is reported as an error of the app.
 */
export const openRealm = (
  report: (thrown: unknown, where: string) => void,
  onLog: (level: string, args: unknown[]) => void
): Realm => {
  const timers = makeTimers(report)
  const context = vm.createContext(
    { console: makeConsole(onLog), ...timers.globals },
    { name: 'weapp logic layer', codeGeneration: { strings: false, wasm: false } }
  )
  const forbidden = (text: string) =>
    report(new Error(`new Function(${text}) does not work on a phone`), 'new Function')
  vm.runInContext(STRIP_CONTEXT, context)(ABSENT_ON_PHONES, forbidden)
  const inside: {
    object: () => Record<string, unknown>
    buffer: (size: number) => ArrayBuffer
    array: () => unknown[]
    parse: (json: string) => unknown
    error: (message: string) => Error
    promise: Realm['promise']
    owns: Realm['owns']
  } = vm.runInContext(
    `({ object: () => ({}), array: () => [], buffer: (size) => new ArrayBuffer(size), parse: (json) => JSON.parse(json),
        error: (message) => new Error(message), promise: (executor) => new Promise(executor),
        owns: (promise) => promise instanceof Promise })`,
    context
  )
  const toApp = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) {
      const list = inside.array()
      for (const item of listOf(value)) list.push(toApp(item))
      return list
    }
    const bytes = bytesOf(value)
    if (bytes) {
      const buffer = inside.buffer(bytes.length)
      bytes.copy(new Uint8Array(buffer))
      return buffer
    }
    const copy = inside.object()
    for (const [key, item] of Object.entries(value)) copy[key] = toApp(item)
    return copy
  }
  const { parse, error, promise, owns } = inside
  const run = (code: string, filename: string) => new vm.Script(code, { filename }).runInContext(context)
  const setGlobal = (name: string, value: unknown) => Reflect.set(context, name, value)
  return { run, setGlobal, toApp, parse, error, promise, owns, ...timers }
}
