import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { at, root } from './paths.mjs'
import { say, stop } from './say.mjs'

const MARK = at('node_modules', '.installed-for')

const wanted = () =>
  createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .update(readFileSync(at('package.json')))
    .update(`${process.version} ${process.platform} ${process.arch}`)
    .digest('hex')

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) stop(`Node 20.19 or newer is needed, this is ${process.version}`)
}

/** Installs the packages of the lockfile unless exactly these are there already. */
export function ensureInstalled() {
  checkNode()
  const mark = wanted()
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === mark) return
  say('installing packages (once, about a minute) …')
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: '' },
    shell: process.platform === 'win32'
  })
  if (done.status !== 0) {
    const told = `${done.stdout ?? ''}${done.stderr ?? ''}`
    if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET/.test(told))
      stop(
        'the package registry cannot be reached: connect this machine to the network (or set a proxy for npm) and start again'
      )
    stop(`npm ci failed:\n${told.split('\n').slice(-15).join('\n')}`)
  }
  writeFileSync(MARK, mark)
}
