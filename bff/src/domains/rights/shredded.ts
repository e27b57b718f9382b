import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const folderOf = (dataDir: string) => path.join(dataDir, 'shredded')

/**
 * Whose key is gone, written outside the database, one id a line and a file a day: an older backup still holds the
 * wrapped key, and a restored copy closes those accounts again by this list. Keep it longer than any backup.
 */
export const makeNoteShredded = (dataDir: string) => async (citizenId: string, at: Date) => {
  mkdirSync(folderOf(dataDir), { recursive: true, mode: 0o700 })
  appendFileSync(path.join(folderOf(dataDir), `${at.toISOString().slice(0, 10)}.txt`), `${citizenId}\n`, {
    mode: 0o600
  })
}

export const shreddedIds = (dataDir: string): string[] =>
  existsSync(folderOf(dataDir))
    ? readdirSync(folderOf(dataDir)).flatMap((file) =>
        readFileSync(path.join(folderOf(dataDir), file), 'utf8')
          .split('\n')
          .filter(Boolean)
      )
    : []
