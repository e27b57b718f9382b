import type { Db } from '../../platform/db/db'
import { GENESIS, linkAfter } from './chain'
import { type Head, headFrom, isSigned, readHeadFiles } from './heads'
import { allHeads, type EntryRow } from './store'

const PAGE = 1000

interface LedgerVerdict {
  /** entries in the chain */
  entries: number
  heads: number
  ok: boolean
  /** the first thing that is wrong, in words; null = nothing */
  brokenAt: string | null
}

/** The hash at each position, as computed from the entries; stops at the first that does not fit. */
async function walk(db: Db): Promise<{ hashes: Map<number, string>; broken: string | null }> {
  const hashes = new Map<number, string>()
  let last = GENESIS
  for (;;) {
    const page = await db.query<EntryRow>(
      'select * from ledger_entries where position > $1 order by position limit $2',
      [last.position, PAGE]
    )
    for (const entry of page) {
      const next = linkAfter(last, entry)
      if (entry.position !== next.position) return { hashes, broken: `entry ${next.position} is missing` }
      if (entry.hash !== next.hash) return { hashes, broken: `entry ${next.position} was changed` }
      hashes.set(next.position, next.hash)
      last = next
    }
    if (page.length < PAGE) return { hashes, broken: null }
  }
}

const same = (a: Head, b: Head) =>
  a.position === b.position && a.hash === b.hash && a.signature === b.signature && a.publicKey === b.publicKey

function wrongHead(head: Head, hashes: Map<number, string>, trusted: readonly string[]): string | null {
  if (!trusted.includes(head.publicKey)) return 'is signed with a key that is not ours'
  if (!isSigned(head)) return 'has a wrong signature'
  if (!hashes.has(head.position)) return `names entry ${head.position}, which is gone`
  return hashes.get(head.position) === head.hash ? null : `does not fit entry ${head.position}`
}

/** Table and files must hold the same heads, each signed by us and standing in the chain. */
function checkHeads(kept: Head[], folder: string, hashes: Map<number, string>, trusted: readonly string[]) {
  const files = readHeadFiles(folder)
  for (const { file, head } of files) {
    if (!head || file !== `${head.day}.json`) return `head file ${file} cannot be read`
    const wrong = wrongHead(head, hashes, trusted)
    if (wrong) return `head file ${file} ${wrong}`
    const row = kept.find((one) => one.day === head.day)
    if (!row || !same(row, head)) return `head file ${file} is not in the table`
  }
  for (const head of kept) {
    const wrong = wrongHead(head, hashes, trusted)
    if (wrong) return `head of ${head.day} ${wrong}`
    if (!files.some(({ head: other }) => other && same(other, head)))
      return `the file of the head of ${head.day} is missing`
  }
  return null
}

/**
 * Walks the whole chain and compares every signed head, in the table and outside of it. `trusted` = the public SM2 keys
 * heads may be signed with: whoever rewrites the chain and the heads needs one of their private keys.
 */
export async function verifyLedger(db: Db, folder: string, trusted: readonly string[]): Promise<LedgerVerdict> {
  const { hashes, broken } = await walk(db)
  const kept = (await allHeads(db)).map(headFrom)
  const brokenAt = broken ?? checkHeads(kept, folder, hashes, trusted)
  return { entries: hashes.size, heads: kept.length, ok: brokenAt === null, brokenAt }
}
