import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { connect } from 'node:net'
import path from 'node:path'
import { root } from './test-stores'
import { until } from './until'

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

/** Each jest worker has a range of its own; in it the ports are handed out in turn, from anywhere. */
const FIRST_PORT = 12_000 + (Number(process.env.JEST_WORKER_ID ?? 0) % 8) * 2_000
let given = randomInt(1_000)

/**
 * A port nobody listens on right now, below those that systems hand out by themselves: the servers and connections of
 * tests that run beside this one cannot take it before it is used, or between a kill and the next start.
 */
export async function freePort(): Promise<number> {
  given = (given + 1) % 1_000
  // npm start puts the sandbox on the next one
  const port = FIRST_PORT + given * 2
  return (await listens(port)) || (await listens(port + 1)) ? freePort() : port
}

/** Whether somebody answers on a port of this machine. */
const listens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const peer = connect(port, '127.0.0.1')
    peer.once('connect', () => {
      peer.destroy()
      resolve(true)
    })
    peer.once('error', () => resolve(false))
  })

/** Resolves when nobody listens on the port any more. */
export const portFree = (port: number): Promise<void> =>
  until(`port ${port} is free`, async () => !(await listens(port)))
