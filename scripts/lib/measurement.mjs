import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { bundle, ensureBuilt } from './build.mjs'
import { commit } from './commit.mjs'
import { ensureInstalled } from './install.mjs'
import { at, root } from './paths.mjs'
import { say, stop } from './say.mjs'

/**
 * Builds the server as for npm start and the named measurement (with the server programs of its folder, *.server.ts) as
 * bundled code, runs it and ends with its exit code. `also`: further builds that one of that name needs.
 */
export async function runMeasurement({ word, folder, suffix, output, also = {} }) {
  ensureInstalled()
  const [name, ...args] = process.argv.slice(2)
  const files = readdirSync(at(folder))
  const names = files.flatMap((file) => (file.endsWith(suffix) ? [file.slice(0, -suffix.length)] : []))
  if (!names.includes(name)) stop(`npm run ${word} -- NAME; there are: ${names.join(', ')}`)
  try {
    await ensureBuilt(['server', 'sandbox', ...(also[name] ?? [])], say)
    const main = `${output}/${name}${suffix.replace(/ts$/, 'js')}`
    await bundle(`${folder}/${name}${suffix}`, main)
    for (const file of files.filter((one) => one.endsWith('.server.ts')))
      await bundle(`${folder}/${file}`, `${output}/${file.replace(/ts$/, 'js')}`)
    const run = spawn(process.execPath, ['--enable-source-maps', at(main), ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, NODE_ENV: '', GIT_COMMIT: commit() }
    })
    run.on('close', (code) => process.exit(code ?? 1))
  } catch (error) {
    stop(`the build failed:\n${error.message}`)
  }
}
