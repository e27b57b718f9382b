// npm run restore -- FOLDER: fills an empty data folder (DATA_DIR) or an empty database (DATABASE_URL) from a backup.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { at, root } from './lib/paths.mjs'
import { stop } from './lib/say.mjs'

const folder = process.argv[2]
if (!folder) stop('name the folder of the backup: npm run restore -- FOLDER')
ensureInstalled()
await ensureBuilt(['server']).catch((error) => stop(`the build failed:\n${error.message}`))
const dataDir = path.resolve(root, process.env.DATA_DIR || '.data')
const done = spawnSync(process.execPath, [at('dist', 'bff', 'restore.js'), dataDir, path.resolve(folder)], {
  cwd: root,
  stdio: 'inherit'
})
process.exit(done.status ?? 1)
