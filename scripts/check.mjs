// npm run check: format and lint, import rules, types, dead code. All are run, all problems are shown.
import { spawnSync } from 'node:child_process'
import { ensureInstalled } from './lib/install.mjs'
import { bin, root } from './lib/paths.mjs'
import { say } from './lib/say.mjs'

ensureInstalled()
const checks = [
  ['format and lint', 'biome', ['ci', '--colors=off', '--error-on-warnings', '.']],
  [
    'import rules',
    'depcruise',
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'shared', 'bff/src', 'miniapp/src', 'test']
  ],
  ['types (server, shared, tests)', 'tsc', ['-p', '.']],
  ['types (mini-program)', 'tsc', ['-p', 'miniapp']],
  ['dead code', 'knip', []]
]
let bad = 0
for (const [name, command, args] of checks) {
  const done = spawnSync(bin(command), args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
    shell: process.platform === 'win32'
  })
  const fine = done.status === 0
  say(`${fine ? 'ok    ' : 'FAILED'} ${name}`)
  if (!fine) say(`${done.stdout}${done.stderr}`.trim())
  if (!fine) bad += 1
}
process.exit(bad > 0 ? 1 : 0)
