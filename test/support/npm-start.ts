import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { root } from './test-stores'

/** What `npm start` runs, as a process group of its own with the settings given. */
export function npmStart(env: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, [path.join(root, 'scripts', 'start.mjs')], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true
  })
  let output = ''
  const hearers = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part) => {
      output += String(part)
      for (const hear of hearers) hear()
    })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const line = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(output)
        if (!found) return
        hearers.delete(look)
        resolve(found[1] ?? found[0])
      }
      hearers.add(look)
      void ended.then(() => reject(new Error(`npm start ended:\n${output}`)))
      look()
    })
  return {
    output: () => output,
    /** exit code, once everything has ended */
    ended,
    line,
    ready: () => line(/^ready (http\S+)$/m),
    sandbox: () => line(/clock\): (http\S+)/),
    /** to the whole group, as a terminal's Ctrl-C or a kill -9 of everything */
    signal: (signal: NodeJS.Signals) => {
      if (child.pid && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, signal)
    },
    /** to npm start alone */
    signalStarter: (signal: NodeJS.Signals) => child.kill(signal)
  }
}
export type Started = ReturnType<typeof npmStart>

/** A port nobody listens on right now. */
export async function freePort(): Promise<number> {
  const { createServer } = await import('node:net')
  return new Promise((resolve) => {
    const probe = createServer().listen(0, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Resolves when the port is free again; rejects after 10 s. */
export async function portFree(port: number): Promise<void> {
  const { connect } = await import('node:net')
  for (const end = Date.now() + 10_000; Date.now() < end; ) {
    const answers = await new Promise<boolean>((resolve) => {
      const peer = connect(port, '127.0.0.1')
      peer.once('connect', () => {
        peer.destroy()
        resolve(true)
      })
      peer.once('error', () => resolve(false))
    })
    if (!answers) return
  }
  throw new Error(`somebody still listens on port ${port}`)
}
