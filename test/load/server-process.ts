import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { openSync, readdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { helperThreadsStepBack } from '../../bff/src/platform/helper-threads'

const canPin = process.platform === 'linux' && os.cpus().length > 1 && spawnSync('taskset', ['--version']).status === 0

/** Core 0 makes the load, core 1 serves; where cores cannot be chosen, the system decides. */
export function pinSelf(): string {
  if (!canPin) return 'cores not pinned'
  spawnSync('taskset', ['-acp', '0', String(process.pid)])
  helperThreadsStepBack()
  return 'load from core 0, servers on core 1'
}

/** Options of `fork` that keep a program on one core; with `nice` all its threads come after the others there. */
export const onCore = (core: 0 | 1, flags: string[], nice = 0) =>
  canPin
    ? { execPath: 'nice', execArgv: ['-n', String(nice), 'taskset', '-c', String(core), process.execPath, ...flags] }
    : { execArgv: flags }

export interface ServerProcess {
  port: number
  /** processor time used so far, in seconds; NaN outside Linux */
  cpuSeconds(): number
  stop(): Promise<void>
}

/** Over all threads, to the nanosecond; a thread that has ended is not counted, but these servers keep theirs. */
function cpuOf(pid: number | undefined): number {
  try {
    const tasks = readdirSync(`/proc/${pid}/task`)
    const spent = tasks.map((task) => Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]))
    return spent.reduce((sum, one) => sum + one, 0) / 1e9
  } catch {
    return Number.NaN
  }
}

const listening = (child: ChildProcess, file: string) =>
  new Promise<number>((resolve, reject) => {
    child.on('message', (told) => {
      if (typeof told === 'object' && 'listening' in told) resolve(Number(told.listening))
    })
    child.once('exit', (code, signal) => reject(new Error(`${file} ended before it listened (${signal ?? code})`)))
  })

/** Starts a bundled program in a process of its own on the servers' core; its log lines go to a file, as under npm start. */
export async function startServer(
  file: string,
  given: { args?: string[]; env: NodeJS.ProcessEnv; log: string }
): Promise<ServerProcess> {
  const out = openSync(given.log, 'a')
  const child = fork(path.resolve(file), given.args ?? [], {
    env: { PATH: process.env.PATH, ...given.env },
    stdio: ['ignore', out, 'inherit', 'ipc'],
    ...onCore(1, ['--enable-source-maps'])
  })
  const port = await listening(child, file)
  return {
    port,
    cpuSeconds: () => cpuOf(child.pid),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      })
  }
}
