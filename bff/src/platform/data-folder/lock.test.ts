import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import * as z from 'zod/mini'

const told = z.object({ held: z.optional(z.boolean()), reason: z.optional(z.string()), ready: z.optional(z.boolean()) })
const program = path.resolve(__dirname, '../../../../test/support/data-folder.child.ts')
const base = mkdtempSync(path.join(os.tmpdir(), 'zjb-lock-'))
const children: ChildProcess[] = []
let folder = ''
let made = 0

const next = (child: ChildProcess) =>
  new Promise<z.output<typeof told>>((resolve) => child.once('message', (message) => resolve(told.parse(message))))
const start = async () => {
  const child = fork(program, { execArgv: ['--import', 'tsx'], env: { PATH: process.env.PATH } })
  children.push(child)
  await next(child)
  return child
}
const ask = (child: ChildProcess, message: { take?: string }) => {
  const answer = next(child)
  child.send(message)
  return answer
}
const kill = (child: ChildProcess) =>
  new Promise((resolve) => {
    child.once('exit', resolve)
    child.kill('SIGKILL')
  })

let one: ChildProcess
let other: ChildProcess
beforeAll(async () => {
  ;[one, other] = await Promise.all([start(), start()])
})
afterAll(async () => {
  await Promise.all(children.filter((child) => child.exitCode === null && child.signalCode === null).map(kill))
  rmSync(base, { recursive: true, force: true })
})
beforeEach(() => {
  made += 1
  folder = path.join(base, String(made))
})

it('a second live process is refused with the number of the first, and gets the folder once that one leaves', async () => {
  expect(await ask(one, { take: folder })).toEqual({ held: true })
  const refused = await ask(other, { take: folder })
  expect(refused.held).toBe(false)
  expect(refused.reason).toContain('FolderInUse')
  expect(refused.reason).toContain(`process ${one.pid}`)
  await ask(one, {})
  expect(await ask(other, { take: folder })).toEqual({ held: true })
  await ask(other, {})
})

it('the folder and the lock are for its owner only', async () => {
  await ask(one, { take: folder })
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(statSync(path.join(folder, 'lock.json')).mode & 0o777).toBe(0o600)
  await ask(one, {})
})

it('what a killed process (kill -9) held is taken over at once', async () => {
  const third = await start()
  await ask(third, { take: folder })
  expect((await ask(one, { take: folder })).held).toBe(false)
  await kill(third)
  expect(await ask(one, { take: folder })).toEqual({ held: true })
  await ask(one, {})
})

it('of two that start at once exactly one wins, twenty times over', async () => {
  for (let round = 0; round < 20; round++) {
    const contested = path.join(folder, String(round))
    const both = await Promise.all([ask(one, { take: contested }), ask(other, { take: contested })])
    expect(both.filter(({ held }) => held)).toHaveLength(1)
    expect(both.find(({ held }) => !held)?.reason).toContain('FolderInUse')
    await Promise.all([ask(one, {}), ask(other, {})])
  }
})

it('of two that start at once after a kill exactly one takes over', async () => {
  const dead = { pid: 2 ** 22 - 1, startedAt: '1' }
  for (let round = 0; round < 20; round++) {
    const contested = path.join(folder, String(round))
    mkdirSync(contested, { recursive: true })
    writeFileSync(path.join(contested, 'lock.json'), JSON.stringify(dead))
    const both = await Promise.all([ask(one, { take: contested }), ask(other, { take: contested })])
    expect(both.filter(({ held }) => held)).toHaveLength(1)
    await Promise.all([ask(one, {}), ask(other, {})])
  }
})

it.each([
  ['empty', ''],
  ['half written', '{"pid":'],
  ['something else', '"lock"'],
  ['of a process whose number another program has now', JSON.stringify({ pid: 1, startedAt: 'long ago' })]
])('a lock file that is %s holds nobody', async (_what, text) => {
  mkdirSync(folder)
  writeFileSync(path.join(folder, 'lock.json'), text)
  expect(await ask(one, { take: folder })).toEqual({ held: true })
  await ask(one, {})
})

it('a take-over that was killed in the middle does not block the folder for ever', async () => {
  const mutex = path.join(folder, 'lock.takeover')
  mkdirSync(mutex, { recursive: true })
  const longAgo = new Date(Date.now() - 11_000)
  utimesSync(mutex, longAgo, longAgo)
  expect(await ask(one, { take: folder })).toEqual({ held: true })
  expect(existsSync(mutex)).toBe(false)
  await ask(one, {})
})

it('leaving removes the own lock only', async () => {
  await ask(one, { take: folder })
  const foreign = JSON.stringify({ pid: process.pid, startedAt: null })
  writeFileSync(path.join(folder, 'lock.json'), foreign)
  await ask(one, {})
  expect(readFileSync(path.join(folder, 'lock.json'), 'utf8')).toBe(foreign)
})
