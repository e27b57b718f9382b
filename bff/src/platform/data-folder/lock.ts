import { mkdirSync, readFileSync, rmdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const LOCK = 'lock.json'
const TAKEOVER_STALE_MS = 10_000

interface Holder {
  pid: number
  /** start of the process in clock ticks (Linux) so that a reused pid is not mistaken for the holder */
  startedAt: string | null
}

export class FolderInUse extends Error {
  constructor(folder: string, pid: number) {
    super(`the data folder ${folder} is in use by process ${pid}; stop it first or choose another DATA_DIR`)
  }
}

/** Fields 3 and on of /proc/PID/stat; null where there is no such file (not Linux, or no such process). */
const statOf = (pid: number): string[] | null => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? null
  } catch {
    return null
  }
}

const startOf = (pid: number): string | null => statOf(pid)?.[19] ?? null

const isAlive = ({ pid, startedAt }: Holder): boolean => {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  // a killed process that nobody has waited for still has a pid, but holds nothing
  if (statOf(pid)?.[0] === 'Z') return false
  return startedAt === null || startOf(pid) === startedAt
}

const holderOf = (file: string): Holder | null => {
  try {
    const found = JSON.parse(readFileSync(file, 'utf8'))
    return typeof found?.pid === 'number' ? { pid: found.pid, startedAt: found.startedAt ?? null } : null
  } catch {
    return null
  }
}

const exists = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EEXIST'

/** Only one process at a time may judge a lock stale and take it over; a mutex left by a kill is ignored after 10 s. */
function underTakeover<T>(folder: string, work: () => T): T {
  const mutex = path.join(folder, 'lock.takeover')
  for (;;) {
    try {
      mkdirSync(mutex)
      break
    } catch (error) {
      if (!exists(error)) throw error
      try {
        if (Date.now() - statSync(mutex).mtimeMs > TAKEOVER_STALE_MS) rmdirSync(mutex)
      } catch {
        // another process removed it meanwhile
      }
    }
  }
  try {
    return work()
  } finally {
    rmdirSync(mutex)
  }
}

/**
 * Takes the data folder for this process, or throws FolderInUse. Two processes on one embedded store corrupt it
 * silently, so nothing opens the store without this. A lock left by a killed process is taken over.
 */
export function lockFolder(folder: string): { release(): void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, LOCK)
  underTakeover(folder, () => {
    const holder = holderOf(file)
    if (holder && isAlive(holder) && holder.pid !== process.pid) throw new FolderInUse(folder, holder.pid)
    writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) }), { mode: 0o600 })
  })
  return {
    release: () => {
      if (holderOf(file)?.pid === process.pid) unlinkSync(file)
    }
  }
}
