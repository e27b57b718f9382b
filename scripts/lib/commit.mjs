import { spawnSync } from 'node:child_process'
import { root } from './paths.mjs'

/** Short hash of the checked-out commit, or 'unknown' outside a git checkout. */
export const commit = () => {
  const asked = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' })
  return asked.status === 0 ? asked.stdout.trim() : 'unknown'
}
