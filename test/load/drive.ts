import { type Answer, type Connection, connect } from './connection'

export interface Ask {
  request: Buffer
  /** true: status and body are what they must be */
  right(answer: Answer): boolean
}

export interface Driven {
  done: number
  wrong: number
  seconds: number
  /** of the first wrong reply */
  firstWrong: string | null
}

/**
 * Closed loop: on each of `connections` connections one request after another, taken in turn from `asks`, for
 * `ms` milliseconds. Every body is checked.
 */
export async function drive(port: number, asks: readonly Ask[], connections: number, ms: number): Promise<Driven> {
  const open = await Promise.all(Array.from({ length: connections }, () => connect(port)))
  const driven: Driven = { done: 0, wrong: 0, seconds: 0, firstWrong: null }
  const started = performance.now()
  let turn = 0
  const loop = (connection: Connection) =>
    new Promise<void>((resolve, reject) => {
      const next = () => {
        if (performance.now() - started >= ms) return resolve()
        const ask = asks[turn++ % asks.length]
        if (!ask) return reject(new Error('nothing to ask'))
        connection.ask(
          ask.request,
          (answer) => {
            driven.done += 1
            if (!ask.right(answer)) {
              driven.wrong += 1
              driven.firstWrong ??= `${answer.status} ${answer.body.toString()}`
            }
            next()
          },
          reject
        )
      }
      next()
    })
  await Promise.all(open.map(loop))
  driven.seconds = (performance.now() - started) / 1000
  for (const connection of open) connection.close()
  return driven
}

/**
 * Fixed rate: request i is due at i / `perSecond` seconds, whatever the earlier ones take; its time counts from when it
 * was due, so a stall of the server is not left out. Milliseconds per request, in order of `asks`.
 */
export async function pace(
  port: number,
  asks: readonly Ask[],
  connections: number,
  perSecond: number
): Promise<{ ms: number[]; wrong: number; firstWrong: string | null }> {
  const open = await Promise.all(Array.from({ length: connections }, () => connect(port)))
  const ms: number[] = new Array(asks.length).fill(Number.POSITIVE_INFINITY)
  const found = { wrong: 0, firstWrong: null as string | null }
  const started = performance.now()
  let turn = 0
  const loop = async (connection: Connection) => {
    for (let i = turn++; i < asks.length; i = turn++) {
      const ask = asks[i]
      if (!ask) return
      const due = started + (i * 1000) / perSecond
      await until(due)
      const answer = await new Promise<Answer>((resolve, reject) => connection.ask(ask.request, resolve, reject))
      ms[i] = performance.now() - due
      if (ask.right(answer)) continue
      found.wrong += 1
      found.firstWrong ??= `${answer.status} ${answer.body.toString().slice(0, 300)}`
    }
  }
  await Promise.all(open.map(loop))
  for (const connection of open) connection.close()
  return { ms, ...found }
}

/** Timers are a millisecond late at best; the last part is waited for in turns of the event loop. */
async function until(due: number): Promise<void> {
  const left = due - performance.now()
  if (left > 2) await new Promise((resolve) => setTimeout(resolve, left - 1))
  while (performance.now() < due) await new Promise((resolve) => setImmediate(resolve))
}
