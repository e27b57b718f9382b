import { existsSync } from 'node:fs'
import path from 'node:path'

/** The folder of the product above a program of it, wherever the program was built to. Throws when there is none. */
export const rootFolder = (from: string): string => {
  for (let folder = from; folder !== path.dirname(folder); folder = path.dirname(folder))
    if (existsSync(path.join(folder, 'bff', 'migrations'))) return folder
  throw new Error('bff/migrations was not found above this program')
}
