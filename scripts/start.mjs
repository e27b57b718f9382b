// npm start: installs what is missing, builds what has changed, starts the departments' sandbox and the server.
import { fork } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { commit } from './lib/commit.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { at, root } from './lib/paths.mjs'
import { say, stop } from './lib/say.mjs'

ensureInstalled()
const { envOfSandbox, envOfServer, sandboxSecrets } = await import('./lib/sandbox-env.mjs')

const env = process.env
const production = env.NODE_ENV === 'production'
const port = env.PORT || '3000'
const dataDir = path.resolve(root, env.DATA_DIR || '.data')
const children = []
let ending = false

const isFree = (candidate) =>
  new Promise((resolve) => {
    const probe = net.createServer()
    probe.once('error', (error) => resolve(error.code === 'EADDRINUSE' ? false : error.code))
    probe.listen(candidate, '0.0.0.0', () => probe.close(() => resolve(true)))
  })

/** A start that follows a killed one finds its port taken for a moment. */
async function freeSoon(candidate) {
  for (let tries = 0; tries < 15; tries += 1) {
    if ((await isFree(candidate)) !== false) return true
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return false
}

const wait = (child) =>
  new Promise((resolve) =>
    child.exitCode === null && child.signalCode === null ? child.once('exit', resolve) : resolve()
  )

async function end(code) {
  if (ending) return
  ending = true
  for (const child of [...children].reverse()) {
    child.kill('SIGTERM')
    await wait(child)
  }
  process.exit(code)
}
process.on('SIGINT', () => end(0))
process.on('SIGTERM', () => end(0))

/** Starts a program, its log in the data folder; resolves with what it says once it listens. */
function launch(name, file, childEnv, heard) {
  mkdirSync(path.join(dataDir, 'logs'), { recursive: true })
  const log = createWriteStream(path.join(dataDir, 'logs', `${name}.log`), { flags: 'a' })
  const child = fork(at(file), [], {
    cwd: root,
    env: childEnv,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: ['--enable-source-maps']
  })
  children.push(child)
  const errors = []
  child.stdout.pipe(log)
  child.stderr.on('data', (part) => {
    errors.push(part)
    log.write(part)
  })
  return new Promise((resolve, reject) => {
    heard(child, resolve)
    child.once('exit', (code) => {
      const why = Buffer.concat(errors).toString().trim()
      if (!ending)
        reject(new Error(why || `${name} ended with code ${code}; see ${path.join(dataDir, 'logs', `${name}.log`)}`))
    })
  })
}

const died = (error) => {
  process.stderr.write(`${error.message}\n`)
  end(1)
}

async function startSandbox(bffUrl) {
  const next = Number(port) + 1
  const fits = Number.isInteger(next) && next > 1 && next < 65536
  const sandboxPort = env.SANDBOX_PORT || (fits && (await isFree(next)) === true ? next : 0)
  const given = envOfSandbox(sandboxSecrets(dataDir), { dataDir, port: sandboxPort, bffUrl })
  return launch('sandbox', 'dist/sandbox/main.js', { ...env, ...given }, (child, resolve) => {
    child.stdout.on('data', (part) => {
      const url = /sandbox (http\S+)/.exec(String(part))?.[1]
      if (url) resolve(url)
    })
  })
}

if (/^\d{1,5}$/.test(port) && Number(port) > 0) {
  if (!(await freeSoon(Number(port)))) stop(`port ${port} is in use; stop what listens there or set PORT`)
}
await ensureBuilt(production ? ['h5', 'server'] : ['h5', 'server', 'sandbox'], say).catch((error) =>
  stop(`the build failed:\n${error.message}`)
)

try {
  const whole = /^\d{1,5}$/.test(port) && Number(port) < 65536
  const bffUrl = `http://localhost:${whole ? port : 0}`
  let given = {}
  let sandboxUrl = ''
  if (!production && !env.NO_SANDBOX) {
    // with an impossible PORT only the server is asked: it lists everything that is wrong at once
    sandboxUrl = whole ? await startSandbox(bffUrl) : bffUrl
    given = envOfServer(sandboxSecrets(dataDir), { sandboxUrl, bffUrl: bffUrl.replace('localhost', '127.0.0.1') })
  }
  const serverEnv = { ...given, ...env, PORT: port, DATA_DIR: dataDir, GIT_COMMIT: commit() }
  const { listening, invitations = [] } = await launch('bff', 'dist/bff/main.js', serverEnv, (child, resolve) =>
    child.on('message', (told) => told.listening && resolve(told))
  )
  const url = `http://localhost:${listening}`
  say(`ready ${url}`)
  if (sandboxUrl) say(`the departments (clerk's desk, faults, clock): ${sandboxUrl}`)
  for (const { role, link } of invitations) say(`the desk (工作台), set up ${role} within 24 h: ${link}`)
  say(`API: ${url}/api/docs/ · state: ${url}/api/ready · logs and data: ${dataDir}`)
  if (!env.DATABASE_URL)
    say('the embedded store is for trying out, not for production: it has no fsync (set DATABASE_URL and REDIS_URL)')
  for (const child of children) child.once('exit', () => end(1))
} catch (error) {
  died(error)
}
