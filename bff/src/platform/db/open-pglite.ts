import { AsyncLocalStorage } from 'node:async_hooks'
import { PGlite, type Results, types } from '@electric-sql/pglite'
import type { Db, Tx } from './db'

const parsers = {
  [types.INT8]: (text: string) => Number(text),
  [types.DATE]: (text: string) => text
}

interface Options {
  /** folder of the cluster; absent = in memory (tests) */
  folder?: string
  /** dump of a migrated store to start from (tests) */
  dump?: Blob
  /** true: a query or transaction beside an open transaction of the same call throws instead of waiting for ever (tests) */
  guardNested?: boolean
}

/**
 * The embedded store. Survives a kill -9 of the process, but has no fsync: a power cut may lose or break it,
 * so production runs on PostgreSQL. Never open one folder twice: take the data-folder lock first.
 */
export async function openPglite(options: Options): Promise<Db & { dump(): Promise<Blob> }> {
  const engine = await PGlite.create({
    ...(options.folder ? { dataDir: options.folder } : {}),
    ...(options.dump ? { loadDataDir: options.dump } : {}),
    parsers
  })
  await engine.query("set timezone to 'UTC'")
  const inside = options.guardNested ? new AsyncLocalStorage<true>() : null
  const rows = <R>(result: Results<R>): R[] => result.rows
  const refuseNested = (what: string) => {
    if (inside?.getStore()) throw new Error(`${what} beside the open transaction would wait for ever`)
  }
  const query = async <R>(text: string, params: readonly unknown[] = []): Promise<R[]> => {
    refuseNested(text)
    return rows(await engine.query<R>(text, [...params]))
  }
  const tx = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    refuseNested('a transaction')
    const committed: (() => void)[] = []
    const result = await engine.transaction((open) => {
      const handle: Tx = {
        inTransaction: true,
        query: async <R>(text: string, params: readonly unknown[] = []) => rows(await open.query<R>(text, [...params])),
        exec: async (text) => {
          await open.exec(text)
        },
        afterCommit: (run) => committed.push(run)
      }
      return inside ? inside.run(true, () => work(handle)) : work(handle)
    })
    for (const run of committed) run()
    return result as T
  }
  return { kind: 'pglite', query, tx, close: () => engine.close(), dump: () => engine.dumpDataDir('none') }
}
