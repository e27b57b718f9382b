import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type * as z from 'zod'

/** One system's memory: change `data`, then await `save()` before answering. */
export type Store<T> = { data: T; save(): Promise<void>; empty(): Promise<void> }

/**
 * Opens `<dir>/<name>.json`, or a memory-only store when no dir is given. A save writes a new file and renames it over
 * the old one, so that a kill at any moment leaves either the old or the new state; saves asked for at the same time
 * share one write. Throws when the file holds another shape.
 */
export function openStore<T>(dir: string | undefined, name: string, shape: z.ZodType<T>, makeEmpty: () => T): Store<T> {
  const file = dir === undefined ? undefined : join(dir, `${name}.json`)
  if (dir !== undefined) mkdirSync(dir, { recursive: true })
  const store: Store<T> = {
    data: file !== undefined && existsSync(file) ? shape.parse(JSON.parse(readFileSync(file, 'utf8'))) : makeEmpty(),
    save: sharedWrites(async () => {
      if (file !== undefined) await replaceFile(file, JSON.stringify(store.data, null, 1))
    }),
    async empty() {
      store.data = makeEmpty()
      await store.save()
    }
  }
  return store
}

/** Bytes kept by name beside the stores (`<dir>/<folder>/<name>`), or in memory when no dir is given. */
export type Shelf = { put(name: string, bytes: Buffer): Promise<void>; get(name: string): Promise<Buffer | undefined> }

/** Opens a shelf; names must be safe as file names (they are digests here). */
export function openShelf(dir: string | undefined, folder: string): Shelf {
  const memory = new Map<string, Buffer>()
  if (dir === undefined) {
    return {
      put: async (name, bytes) => void memory.set(name, bytes),
      get: async (name) => memory.get(name)
    }
  }
  return {
    async put(name, bytes) {
      await mkdir(join(dir, folder), { recursive: true })
      await replaceFile(join(dir, folder, name), bytes)
    },
    get: async (name) => readFile(join(dir, folder, name)).catch(() => undefined)
  }
}

let writes = 0

async function replaceFile(file: string, content: string | Buffer): Promise<void> {
  writes += 1
  const next = `${file}.${process.pid}-${writes}.tmp`
  await writeFile(next, content)
  await rename(next, file)
}

// The waiting write starts after the running one and so holds every change made before it was asked for.
function sharedWrites(write: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  let waiting: Promise<void> | undefined
  return () => {
    waiting ??= running
      .catch(() => undefined)
      .then(() => {
        waiting = undefined
        running = write()
        return running
      })
    return waiting
  }
}
