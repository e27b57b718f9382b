import { fork } from 'node:child_process'
import path from 'node:path'
import { type Secrets, sandboxEnv } from '../support/sandbox-secrets'
import { NOBODY } from './product-env'
import { onCore } from './server-process'

/**
 * The sandbox as a process of its own on the core of the load, keeping nothing; it steps back for the load program,
 * whose clock must not wait for it.
 */
export async function startSandboxProcess(
  secrets: Secrets,
  peopleFile: string
): Promise<{ url: string; stop(): Promise<void> }> {
  const child = fork(path.resolve('dist/sandbox/main.js'), [], {
    env: {
      PATH: process.env.PATH,
      ...sandboxEnv(secrets),
      SANDBOX_PORT: '0',
      SANDBOX_PEOPLE: peopleFile,
      BFF_URL: NOBODY
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    ...onCore(0, [], 19)
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (part) => {
      const told = /^sandbox (\S+)$/m.exec(String(part))?.[1]
      if (told) resolve(told.replace('localhost', '127.0.0.1'))
    })
    child.once('exit', (code) => reject(new Error(`the sandbox ended before it listened (${code})`)))
  })
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      })
  }
}
