import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')
export const at = (...parts) => path.join(root, ...parts)
export const bin = (name) => at('node_modules', '.bin', name)
