import type { Phone } from './phone'
import { type AnyFunction, type Dict, textOf } from './unknown-values'
import type { ApiHandler } from './wx-calls'

/** WeChat's limits in bytes: for a key and for all; encrypted data must be smaller. */
const LIMITS = {
  plain: { key: 1024 * 1024, all: 10 * 1024 * 1024 },
  encrypted: { key: 0.7 * 1024 * 1024, all: 7.1 * 1024 * 1024 }
}

export type Storage = {
  /** What lies on the phone, by key; encrypted values are readable here. */
  values: Map<string, unknown>
  /** Keys written with `encrypt: true`: only an asynchronous read with `encrypt: true` gives them back. */
  encryptedKeys: Set<string>
  handlers: Record<string, ApiHandler>
  sync: Record<string, AnyFunction>
}

/** The storage of one phone, which survives the session when values and encrypted keys are given to the next launch. */
export const makeStorage = (
  { realm }: Phone,
  initial: Dict | Map<string, unknown>,
  initiallyEncrypted: Iterable<string>
): Storage => {
  const values = initial instanceof Map ? initial : new Map(Object.entries(initial))
  const encryptedKeys = new Set(initiallyEncrypted)

  const sizeOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value) ?? '')
  const write = (key: unknown, data: unknown, encrypt: boolean) => {
    if (typeof key !== 'string' || key === '')
      throw realm.error('setStorage:fail parameter error: key must be a string')
    const limit = encrypt ? LIMITS.encrypted : LIMITS.plain
    const value: unknown = JSON.parse(JSON.stringify(data ?? null))
    const others = [...values].filter(([name]) => name !== key).reduce((sum, [, held]) => sum + sizeOf(held), 0)
    if (sizeOf(value) > limit.key || others + sizeOf(value) > limit.all)
      throw realm.error('setStorage:fail exceed max storage size')
    values.set(key, value)
    if (encrypt) encryptedKeys.add(key)
    else encryptedKeys.delete(key)
  }
  const read = (key: unknown, encrypt: boolean) => {
    const name = textOf(key)
    return encryptedKeys.has(name) === encrypt && values.has(name) ? { data: realm.toApp(values.get(name)) } : undefined
  }
  const remove = (key: unknown) => {
    values.delete(textOf(key))
    encryptedKeys.delete(textOf(key))
  }
  const clear = () => {
    values.clear()
    encryptedKeys.clear()
  }
  const info = () => {
    const bytes = [...values.values()].reduce<number>((sum, value) => sum + sizeOf(value), 0)
    return { keys: [...values.keys()], currentSize: Math.ceil(bytes / 1024), limitSize: LIMITS.plain.all / 1024 }
  }

  return {
    values,
    encryptedKeys,
    handlers: {
      getStorage: ({ key, encrypt }) => {
        const found = read(key, encrypt === true)
        if (!found) throw new Error('data not found')
        return found
      },
      setStorage: ({ key, data, encrypt }) => write(key, data, encrypt === true),
      removeStorage: ({ key }) => remove(key),
      clearStorage: clear,
      getStorageInfo: info
    },
    sync: {
      getStorageSync: (key) => read(key, false)?.data ?? '',
      setStorageSync: (key, data) => write(key, data, false),
      removeStorageSync: remove,
      clearStorageSync: clear,
      getStorageInfoSync: () => realm.toApp(info())
    }
  }
}
