import type { Db } from '../../../platform/db/db'
import { lockCase } from '../case-store'
import { keptService, localItem } from '../kept-form'
import { makeGrantAtOnce } from '../pledge/grant-at-once'
import { pledgedOf } from '../pledge/pledged'
import { makeEndAtOnce } from './end-at-once'
import { fileAtOnce } from './file-at-once'
import type { Moves } from './moves'
import { deskRow } from './store'

type Deps = { db: Db; moves: Moves } & Parameters<typeof makeEndAtOnce>[0] &
  Omit<Parameters<typeof makeGrantAtOnce>[0], 'note' | 'endAtOnce'>

/**
 * For a case our own desk has just got: 备案 is done and 告知承诺 granted in the same breath. Nothing for other items;
 * repeated at will.
 */
export function makeDoneAtOnce({ db, moves, ...deps }: Deps) {
  const endAtOnce = makeEndAtOnce({ ...deps, moves })
  const grantAtOnce = makeGrantAtOnce({ ...deps, note: moves.note, endAtOnce })
  return (caseId: string): Promise<void> =>
    db.tx(async (tx) => {
      const found = await lockCase(tx, caseId)
      const row = found && (await deskRow(tx, caseId))
      if (!found || !row) return
      const kept = await keptService(tx, found)
      const pledged = pledgedOf(kept)
      if (localItem(kept)?.filing) await fileAtOnce(tx, { found, row, kept }, endAtOnce)
      else if (pledged) await grantAtOnce(tx, { found, row, kept }, pledged)
    })
}
