import { readdirSync } from 'node:fs'
import os from 'node:os'

const STEP_BACK = 10

/**
 * Puts the threads that V8 has started (marking for the garbage collector, compiling) behind the one that answers
 * citizens: where there are fewer cores than threads, a collection otherwise halves the answering thread for a tenth of a
 * second and more. Linux gives each thread a priority of its own; elsewhere this does nothing. Threads started later keep
 * the priority of whoever starts them.
 */
export function helperThreadsStepBack(): void {
  if (process.platform !== 'linux') return
  const main = String(process.pid)
  for (const thread of readdirSync('/proc/self/task')) if (thread !== main) stepBack(Number(thread))
}

function stepBack(thread: number): void {
  try {
    os.setPriority(thread, STEP_BACK)
  } catch {
    // it has ended meanwhile, or the system does not allow it: then all threads stay equal
  }
}
