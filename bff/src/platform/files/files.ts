import { access, constants, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'

/** Bytes by id. What is stored is sealed already; this knows neither owners nor types. */
export interface Files {
  /** Returns when the bytes are kept: on disk (fsync), or acknowledged by the store. Half a file is never seen. */
  put(id: string, bytes: Buffer): Promise<void>
  /** null = no such file */
  get(id: string): Promise<Buffer | null>
  /** No error when there is no such file. */
  remove(id: string): Promise<void>
  /** Throws when the store cannot be used now. */
  ping(): Promise<void>
}

const SAFE_ID = /^[A-Za-z0-9_-]{8,40}$/

/** The id itself, 8 to 40 letters, digits, _ or -; throws on anything else, so no path can be smuggled in. */
export function checkFileId(id: string): string {
  if (!SAFE_ID.test(id)) throw new Error('not a file id')
  return id
}

/** Files in a folder, spread over 256 subfolders by the first letters of their id. */
export function makeFolderFiles(folder: string): Files {
  let writes = 0
  const placeOf = (id: string) => path.join(folder, checkFileId(id).slice(0, 2), id)
  return {
    put: async (id, bytes) => {
      const place = placeOf(id)
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
      // the same id may be written twice at once
      const half = `${place}.${process.pid}.${++writes}.half`
      const handle = await open(half, 'w', 0o600)
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(half, place)
    },
    get: async (id) =>
      readFile(placeOf(id)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null
        throw error
      }),
    remove: async (id) => rm(placeOf(id), { force: true }),
    ping: async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await access(folder, constants.W_OK)
    }
  }
}
