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
  const inTurn = takeTurns()
  const refuseNested = (what: string) => {
    if (inside?.getStore()) throw new Error(`${what} beside the open transaction would wait for ever`)
  }
  const query = async <R>(text: string, params: readonly unknown[] = []): Promise<R[]> => {
    refuseNested(text)
    return inTurn(async () => rows(await engine.query<R>(text, [...params])))
  }
  const tx = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    refuseNested('a transaction')
    const committed: (() => void)[] = []
    const run = () =>
      engine.transaction((open) => {
        const handle: Tx = {
          inTransaction: true,
          query: async <R>(text: string, params: readonly unknown[] = []) => {
            await nextTurn()
            return rows(await open.query<R>(text, [...params]))
          },
          exec: async (text) => {
            await open.exec(text)
          },
          afterCommit: (run) => committed.push(run)
        }
        return inside ? inside.run(true, () => work(handle)) : work(handle)
      })
    const result = await inTurn(run)
    for (const told of committed) told()
    return result as T
  }
  return { kind: 'pglite', query, tx, close: () => engine.close(), dump: () => engine.dumpDataDir('none') }
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * One at a time, in order, and a turn of the event loop between any two: a statement runs on the event loop itself, and
 * a queue of them in one go would keep everybody waiting who asks for something that is in memory.
 */
function takeTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.then(nextTurn, nextTurn)
    return mine
  }
}
