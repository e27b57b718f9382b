import { type ChildProcess, fork } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freePort, portFree } from '../support/npm-start'
import { removeFolder } from '../support/remove-folder'
import { freshSecrets, sandboxEnv, settingsFor } from '../support/sandbox-secrets'
import { root } from '../support/test-stores'

const PLAIN = { PATH: process.env.PATH, HOME: process.env.HOME }

const exited = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })

/**
 * The real server and the real sandbox, each a process of its own as under npm start, so that the server alone can be
 * killed (kill -9) and started again on the same data folder. `more`: further settings of the server.
 */
export async function startTwoProcesses(
  serverFile = path.join(root, 'dist', 'bff', 'main.js'),
  more: Record<string, string> = {}
) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zjb-kill-'))
  mkdirSync(path.join(folder, 'sandbox'))
  const log = openSync(path.join(folder, 'processes.log'), 'a')
  const secrets = freshSecrets()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const sandboxPort = await freePort()
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`

  const sandbox = fork(path.join(root, 'dist', 'sandbox', 'main.js'), [], {
    cwd: root,
    stdio: ['ignore', 'pipe', log, 'ipc'],
    env: {
      ...PLAIN,
      SANDBOX_PORT: String(sandboxPort),
      SANDBOX_DATA_DIR: path.join(folder, 'sandbox'),
      BFF_URL: url,
      ...sandboxEnv(secrets)
    }
  })
  await new Promise<void>((resolve, reject) => {
    sandbox.stdout?.on('data', (part) => {
      if (/sandbox http/.test(String(part))) resolve()
    })
    sandbox.once('exit', () => reject(new Error('the sandbox ended')))
  })

  let server: ChildProcess | null = null
  const start = async (): Promise<void> => {
    const child = fork(serverFile, [], {
      cwd: root,
      stdio: ['ignore', log, log, 'ipc'],
      env: {
        ...PLAIN,
        ...settingsFor(secrets, sandboxUrl, url),
        PORT: String(port),
        HOST: '127.0.0.1',
        DATA_DIR: folder,
        LOG_LEVEL: 'warn',
        RATE_SCALE: '1000',
        ...more
      }
    })
    server = child
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve())
      child.once('exit', (code, signal) => reject(new Error(`the server ended (${signal ?? code}) before it listened`)))
    })
  }
  return {
    url,
    sandboxUrl,
    folder,
    secrets,
    start,
    /** kill -9, at once; resolves when the process is gone and its port is free */
    kill: async (): Promise<void> => {
      server?.kill('SIGKILL')
      if (server) await exited(server)
      await portFree(port)
    },
    /** kill -9 so many ms after a start has begun, wherever it is then */
    killDuringStart: async (ms: number): Promise<void> => {
      const starting = start().catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, ms))
      server?.kill('SIGKILL')
      if (server) await exited(server)
      await starting
    },
    end: async (): Promise<void> => {
      server?.kill('SIGKILL')
      sandbox.kill('SIGKILL')
      await Promise.all([server ? exited(server) : null, exited(sandbox)])
      closeSync(log)
      removeFolder(folder)
    }
  }
}
export type TwoProcesses = Awaited<ReturnType<typeof startTwoProcesses>>
