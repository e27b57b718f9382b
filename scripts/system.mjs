// npm run system -- status | parked | retry N | staff-invite '{"login":…}' | …: asks the running server over its socket, or the store when it is stopped.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { at, root } from './lib/paths.mjs'
import { stop } from './lib/say.mjs'

ensureInstalled()
await ensureBuilt(['server']).catch((error) => stop(`the build failed:\n${error.message}`))
const dataDir = path.resolve(root, process.env.DATA_DIR || '.data')
const done = spawnSync(process.execPath, [at('dist', 'bff', 'command.js'), dataDir, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit'
})
process.exit(done.status ?? 1)
