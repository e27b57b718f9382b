import { mkdirSync, readdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod/mini'
import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import { sm2PublicKey, sm2Sign, sm2Verify } from '../../platform/gm/sm2'
import { chainLedger, lastLink } from './chain'
import { allHeads, type HeadRow, headOf, insertHead } from './store'

const headFile = z.object({
  day: z.string(),
  position: z.int(),
  hash: z.string(),
  signature: z.string(),
  publicKey: z.string()
})
export type Head = z.output<typeof headFile>

export const headsFolder = (dataDir: string): string => path.join(dataDir, 'ledger-heads')

export const headFrom = ({ public_key: publicKey, ...row }: HeadRow): Head => ({ ...row, publicKey })

const signed = ({ day, position, hash }: Pick<Head, 'day' | 'position' | 'hash'>): Buffer =>
  Buffer.from(`zhijianban ledger head v1\n${day}\n${position}\n${hash}`)

/** Whether the signature of a head is right under the key it names (SM2 with SM3, GB/T 32918.2). */
export const isSigned = (head: Head): boolean => sm2Verify(head.publicKey, signed(head), head.signature)

/** Heads as they lie outside the database; a file that is none is given with what is wrong. */
export function readHeadFiles(folder: string): { file: string; head: Head | null }[] {
  const names = (() => {
    try {
      return readdirSync(folder)
    } catch {
      return []
    }
  })()
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((file) => ({ file, head: readHead(path.join(folder, file)) }))
}

function readHead(file: string): Head | null {
  try {
    return headFile.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** Writes the head of today once: first the file, then the row. null = nothing has ever been read, or it is done. */
export async function writeHead({
  db,
  clock,
  folder,
  privateKey
}: {
  db: Db
  clock: Clock
  folder: string
  /** SM2, 64 hex digits */
  privateKey: string
}): Promise<Head | null> {
  const day = clock.today()
  if (await headOf(db, day)) return null
  await chainLedger(db)
  const { position, hash } = await lastLink(db)
  if (position === 0) return null
  const signature = sm2Sign(privateKey, signed({ day, position, hash }))
  const head = { day, position, hash, signature, publicKey: sm2PublicKey(privateKey) }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, `${day}.json`)
  writeFileSync(`${file}.half`, `${JSON.stringify(head, null, 2)}\n`)
  renameSync(`${file}.half`, file)
  await insertHead(db, { day, position, hash, signature, public_key: head.publicKey })
  return head
}

/**
 * A restored copy ends where the backup began: heads written after that lie in the folder, but their rows do not exist
 * here. Removes those files, and only in a copy just restored.
 */
export async function dropLaterHeads(db: Db, folder: string): Promise<void> {
  const kept = new Set((await allHeads(db)).map((row) => row.day))
  for (const { file, head } of readHeadFiles(folder))
    if (head && !kept.has(head.day)) unlinkSync(path.join(folder, file))
}
