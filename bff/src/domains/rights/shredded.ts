import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const folderOf = (dataDir: string) => path.join(dataDir, 'shredded')

/**
 * Whose key is gone, written outside the database, one id a line and a file a day: an older backup still holds the
 * wrapped key, and a restored copy closes those accounts again by this list. Keep it longer than any backup.
 */
export const makeNoteShredded = (dataDir: string) => (citizenIds: readonly string[], at: Date) => {
  mkdirSync(folderOf(dataDir), { recursive: true, mode: 0o700 })
  const lines = citizenIds.map((id) => `${id}\n`).join('')
  const file = path.join(folderOf(dataDir), `${at.toISOString().slice(0, 10)}.txt`)
  appendFileSync(file, lines, { mode: 0o600, flush: true })
}

/** Each once, however often it was written. */
export const shreddedIds = (dataDir: string): string[] => {
  const folder = folderOf(dataDir)
  const files = existsSync(folder) ? readdirSync(folder) : []
  const ids = files.flatMap((file) => readFileSync(path.join(folder, file), 'utf8').split('\n'))
  return [...new Set(ids.filter(Boolean))]
}
