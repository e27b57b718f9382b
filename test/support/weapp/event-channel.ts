import { type AnyFunction, isFunction, textOf } from './unknown-values'

/** Listeners by event name; serves the channel between two pages and the on/off APIs of wx. */
export type EventChannel = {
  on: (name: unknown, listener: unknown) => void
  once: (name: unknown, listener: unknown) => void
  off: (name: unknown, listener?: unknown) => void
  emit: (name: unknown, ...args: unknown[]) => void
}

export const makeChannel = (report: (thrown: unknown, where: string) => void): EventChannel => {
  const listeners = new Map<string, AnyFunction[]>()
  const heard = (name: unknown) => listeners.get(textOf(name)) ?? []
  const on = (name: unknown, listener: unknown) => {
    if (isFunction(listener)) listeners.set(textOf(name), [...heard(name), listener])
  }
  const off = (name: unknown, listener?: unknown) => {
    const kept = listener ? heard(name).filter((candidate) => candidate !== listener) : []
    listeners.set(textOf(name), kept)
  }
  const emit = (name: unknown, ...args: unknown[]) => {
    for (const listener of heard(name)) {
      try {
        listener(...args)
      } catch (thrown) {
        report(thrown, `listener of ${textOf(name)}`)
      }
    }
  }
  const once = (name: unknown, listener: unknown) => {
    const first = (...args: unknown[]) => {
      off(name, first)
      if (isFunction(listener)) listener(...args)
    }
    on(name, first)
  }
  return { on, once, off, emit }
}
