import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'

/** Bytes by id. What is stored is sealed already; this knows neither owners nor types. */
export interface Files {
  /** Returns when the bytes are on disk (fsync). */
  put(id: string, bytes: Buffer): Promise<void>
  /** null = no such file */
  get(id: string): Promise<Buffer | null>
  remove(id: string): Promise<void>
}

const SAFE_ID = /^[A-Za-z0-9_-]{8,40}$/

/** Files in a folder, spread over 256 subfolders by the first letters of their id. */
export function makeFolderFiles(folder: string): Files {
  const placeOf = (id: string) => {
    if (!SAFE_ID.test(id)) throw new Error('not a file id')
    return path.join(folder, id.slice(0, 2), id)
  }
  return {
    put: async (id, bytes) => {
      const place = placeOf(id)
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
      const half = `${place}.${process.pid}.half`
      const handle = await open(half, 'w', 0o600)
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(half, place)
    },
    get: (id) =>
      readFile(placeOf(id)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null
        throw error
      }),
    remove: (id) => rm(placeOf(id), { force: true })
  }
}
