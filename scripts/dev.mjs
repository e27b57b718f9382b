// npm run dev: server, sandbox, H5 and weapp, each rebuilt when its sources change. One Ctrl-C stops all.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { forgetBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { at, bin, root } from './lib/paths.mjs'
import { say } from './lib/say.mjs'

ensureInstalled()
const { envOfSandbox, envOfServer, sandboxSecrets } = await import('./lib/sandbox-env.mjs')
forgetBuilt(['weapp'])
const port = process.env.PORT || '3000'
const h5Port = process.env.H5_PORT || String(Number(port) + 2)
const sandboxPort = process.env.SANDBOX_PORT || String(Number(port) + 1)
const dataDir = path.resolve(root, process.env.DATA_DIR || '.data-dev')
const secrets = sandboxSecrets(dataDir)
const bffUrl = `http://localhost:${port}`
const sandboxUrl = `http://localhost:${sandboxPort}`

const children = []
const start = (name, command, args, options = {}) => {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      for (const line of String(part).split('\n')) if (line.trim()) say(`${name.padEnd(8)}${line}`)
    })
  children.push(child)
}
const serverEnv = {
  ...envOfServer(secrets, { sandboxUrl, bffUrl: `http://127.0.0.1:${port}` }),
  ...process.env,
  PORT: port,
  DATA_DIR: dataDir
}
start('sandbox', bin('tsx'), ['watch', 'test/sandbox/main.ts'], {
  env: { ...process.env, ...envOfSandbox(secrets, { dataDir, port: sandboxPort, bffUrl }) }
})
start('bff', bin('tsx'), ['watch', '--include', 'bff/content', '--include', 'bff/migrations', 'bff/src/main.ts'], {
  env: serverEnv
})
for (const type of ['h5', 'weapp'])
  start(type, bin('taro'), ['build', '--type', type, '--watch'], {
    cwd: at('miniapp'),
    env: {
      ...process.env,
      PORT: port,
      H5_PORT: h5Port,
      NODE_ENV: 'development',
      TARO_APP_API_BASE: type === 'weapp' ? bffUrl : ''
    }
  })
say(
  `H5: http://localhost:${h5Port} · server: ${bffUrl} · departments: ${sandboxUrl} · weapp: open this folder in WeChat's developer tool`
)

const end = () => {
  for (const child of children) child.kill('SIGTERM')
  setTimeout(() => process.exit(0), 1000)
}
process.on('SIGINT', end)
process.on('SIGTERM', end)
