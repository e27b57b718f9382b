import Taro from '@tarojs/taro'
import { dropVault, readVault, vaultNames, writeVault } from './vault'

/** Settings without personal meaning (长辈版, recent searches). Plain and synchronous; undefined when absent. */
export function readSetting(name: string): unknown {
  try {
    const kept: unknown = Taro.getStorageSync(`setting.${name}`)
    return kept === '' ? undefined : kept
  } catch {
    return undefined
  }
}

/** Never throws: a full or forbidden storage only means that the setting is forgotten. */
export function writeSetting(name: string, value: string | boolean | number | string[]): void {
  try {
    Taro.setStorageSync(`setting.${name}`, value)
  } catch {
    // private browsing
  }
}

const PRIVATE = 'private.'
/** An option of WeChat's storage that Taro passes on but does not declare. */
const SEALED = { encrypt: true } as const

/**
 * Personal data kept on this phone (drafts, the session): encrypted at rest (WeChat's AES128 storage; on H5 AES-GCM
 * under a key that cannot be exported), dropped at sign-out. Resolves to undefined when absent or unreadable.
 */
export async function readPrivate(name: string): Promise<unknown> {
  try {
    if (process.env.TARO_ENV === 'h5') return await readVault(name)
    const kept = await Taro.getStorage<unknown>({ key: PRIVATE + name, ...SEALED })
    return kept.data
  } catch {
    return undefined
  }
}

/** Keeps a JSON value (weapp: at most 0.7 MB a name). Resolves to false when the phone refuses to keep it. */
export async function writePrivate(name: string, value: unknown): Promise<boolean> {
  try {
    if (process.env.TARO_ENV === 'h5') await writeVault(name, value)
    else await Taro.setStorage({ key: PRIVATE + name, data: value, ...SEALED })
    return true
  } catch {
    return false
  }
}

/** Names of everything personal kept on this phone. Never rejects. */
export async function keptNames(): Promise<string[]> {
  try {
    if (process.env.TARO_ENV === 'h5') return await vaultNames()
    const { keys } = Taro.getStorageInfoSync()
    return keys.filter((key) => key.startsWith(PRIVATE)).map((key) => key.slice(PRIVATE.length))
  } catch {
    return []
  }
}

/** Drops one name, or, without a name, all personal data on this phone (sign-out). Never rejects. */
export async function dropPrivate(name?: string): Promise<void> {
  try {
    if (process.env.TARO_ENV === 'h5') {
      await dropVault(name)
      return
    }
    const { keys } = Taro.getStorageInfoSync()
    const doomed = keys.filter((key) => (name === undefined ? key.startsWith(PRIVATE) : key === PRIVATE + name))
    for (const key of doomed) Taro.removeStorageSync(key)
  } catch {
    // nothing was kept
  }
}
