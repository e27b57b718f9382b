import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { makeLog } from './log'

const folder = mkdtempSync(path.join(os.tmpdir(), 'zjb-log-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function written(write: (log: ReturnType<typeof makeLog>) => void) {
  const file = path.join(folder, 'lines.log')
  rmSync(file, { force: true })
  const fd = openSync(file, 'a')
  const log = makeLog({ level: 'info', name: 'bff', fd })
  write(log)
  await new Promise<void>((resolve) => log.flush(() => resolve()))
  closeSync(fd)
  const text = readFileSync(file, 'utf8')
  return text.split('\n').flatMap((line) => (line ? [JSON.parse(line)] : []))
}

test('an operator reads every line, whole and in order, however many came at once', async () => {
  const lines = await written((log) => {
    for (let i = 0; i < 3000; i += 1) log.info({ event: 'request', i, route: '办事' })
  })
  expect(lines.map((line) => line.i)).toEqual(Array.from({ length: 3000 }, (_, i) => i))
  expect(lines[0]).toMatchObject({ level: 30, name: 'bff', event: 'request', route: '办事' })
})

test('each line carries the time it was said at, to the millisecond', async () => {
  jest.useFakeTimers({ now: new Date('2026-11-22T01:02:03.004Z'), doNotFake: ['setImmediate', 'nextTick'] })
  const lines = await written((log) => {
    log.info({ event: 'first' })
    jest.advanceTimersByTime(7)
    log.info({ event: 'second' })
  }).finally(() => jest.useRealTimers())
  expect(lines.map((line) => line.time)).toEqual(['2026-11-22T01:02:03.004Z', '2026-11-22T01:02:03.011Z'])
})

test('what is below the level is not written', async () => {
  const lines = await written((log) => {
    log.debug({ event: 'detail' })
    log.warn({ event: 'odd' })
  })
  expect(lines.map((line) => line.event)).toEqual(['odd'])
})
