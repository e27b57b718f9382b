import { rmSync } from 'node:fs'

/** Removes a data folder; a process that has just been killed may put one more file into it while it is being emptied. */
export const removeFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
