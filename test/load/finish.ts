import os from 'node:os'

export interface Result {
  name: string
  /** what must be reached, in words */
  bar: string
  /** the figure the bar is about */
  ratio: number
  /** lowest and highest of the single measurements */
  spread: [number, number]
  pass: boolean
  details: Record<string, unknown>
}

/** A line for people on how quiet the machine is: figures of a busy one are worth less. */
export const machineLine = (): string =>
  `${os.cpus().length} cores (${os.cpus()[0]?.model.trim()}), load ${os
    .loadavg()
    .map((load) => load.toFixed(2))
    .join(' ')}, Node ${process.version}`

/** Prints the result as the very last line and sets the exit code: 1 below the bar. */
export function finish(result: Result): void {
  const { name, ...rest } = result
  const line = {
    name,
    date: new Date().toISOString(),
    commit: process.env.GIT_COMMIT ?? 'unknown',
    node: process.version,
    machine: `${os.cpus().length} cores`,
    ...rest
  }
  process.stdout.write(`${JSON.stringify(line)}\n`)
  process.exitCode = result.pass ? 0 : 1
}
