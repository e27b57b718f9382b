import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The embedded default keeps its own random keys beside its data (mode 0600); production names them in the settings. */
export function folderKey(folder: string, name: string): string {
  const file = path.join(folder, `${name}.key`)
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8').trim()
}
