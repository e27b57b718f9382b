/**
 * The H5 side of private storage: an IndexedDB store of AES-256-GCM ciphertexts. The key is made by WebCrypto as
 * non-extractable, so a copy of the browser's files without the browser opens nothing. Where WebCrypto is missing
 * (plain http) values live in memory only.
 */
const memory = new Map<string, unknown>()
const hasCrypto = (): boolean => typeof indexedDB !== 'undefined' && globalThis.crypto?.subtle !== undefined

const finished = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

let opened: Promise<IDBDatabase> | undefined
function database(): Promise<IDBDatabase> {
  opened ??= (() => {
    const request = indexedDB.open('zhijianban', 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('keys')
      request.result.createObjectStore('sealed')
    }
    return finished(request)
  })()
  return opened
}

const store = async (name: 'keys' | 'sealed', mode: IDBTransactionMode): Promise<IDBObjectStore> =>
  (await database()).transaction(name, mode).objectStore(name)

async function vaultKey(): Promise<CryptoKey> {
  const kept = await finished<unknown>((await store('keys', 'readonly')).get('vault'))
  if (kept instanceof CryptoKey) return kept
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  // Two tabs may make one at the same time: add() lets the first win.
  try {
    await finished((await store('keys', 'readwrite')).add(made, 'vault'))
    return made
  } catch {
    return vaultKey()
  }
}

interface Sealed {
  iv: Uint8Array<ArrayBuffer>
  box: ArrayBuffer
}

const isSealed = (value: unknown): value is Sealed => typeof value === 'object' && value !== null && 'box' in value

/** The JSON value kept under a name, undefined when there is none. Rejects when it cannot be decrypted. */
export async function readVault(name: string): Promise<unknown> {
  if (!hasCrypto()) return memory.get(name)
  const kept = await finished<unknown>((await store('sealed', 'readonly')).get(name))
  if (!isSealed(kept)) return undefined
  const open = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: kept.iv }, await vaultKey(), kept.box)
  const value: unknown = JSON.parse(new TextDecoder().decode(open))
  return value
}

export async function writeVault(name: string, value: unknown): Promise<void> {
  if (!hasCrypto()) {
    memory.set(name, value)
    return
  }
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain = new TextEncoder().encode(JSON.stringify(value))
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await vaultKey(), plain)
  await finished((await store('sealed', 'readwrite')).put({ iv, box }, name))
}

/** Every name something is kept under. */
export async function vaultNames(): Promise<string[]> {
  if (!hasCrypto()) return [...memory.keys()]
  const names = await finished((await store('sealed', 'readonly')).getAllKeys())
  return names.filter((name): name is string => typeof name === 'string')
}

/** Drops one name, or everything together with the key. */
export async function dropVault(name?: string): Promise<void> {
  if (name === undefined) memory.clear()
  else memory.delete(name)
  if (!hasCrypto()) return
  if (name !== undefined) {
    await finished((await store('sealed', 'readwrite')).delete(name))
    return
  }
  await finished((await store('sealed', 'readwrite')).clear())
  await finished((await store('keys', 'readwrite')).clear())
}
