// npm run build: H5, weapp and the server bundle, each checked against its size budget.
import { spawnSync } from 'node:child_process'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { at, root } from './lib/paths.mjs'
import { say, stop } from './lib/say.mjs'

ensureInstalled()
await ensureBuilt(['h5', 'weapp', 'server', 'sandbox'], say).catch((error) =>
  stop(`the build failed:\n${error.message}`)
)
const budget = spawnSync(process.execPath, [at('miniapp', 'size-budget.mjs')], { cwd: root, stdio: 'inherit' })
process.exit(budget.status ?? 1)
