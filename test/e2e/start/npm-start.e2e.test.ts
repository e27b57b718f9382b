import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { servicesRoutes } from '@shared/contract/services'
import { apply, person } from '../../support/apply'
import { makeCitizen } from '../../support/citizen'
import { freePort, npmStart, portFree, type Started } from '../../support/npm-start'
import { removeFolder } from '../../support/remove-folder'
import { root } from '../../support/test-stores'
import { until } from '../../support/until'

const started: Started[] = []
const folders: string[] = []
const newFolder = () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zjb-start-'))
  folders.push(folder)
  return folder
}
const start = (env: Record<string, string>) => {
  const one = npmStart(env)
  started.push(one)
  return one
}
afterEach(async () => {
  for (const one of started.splice(0)) {
    one.signal('SIGKILL')
    await one.ended
  }
  for (const folder of folders.splice(0)) removeFolder(folder)
})

test('first start, a case, kill -9 of everything, second start: the case is there', async () => {
  const folder = newFolder()
  const port = String(await freePort())
  const first = start({ PORT: port, DATA_DIR: folder })
  const url = await first.ready()
  await first.line(/no fsync/)
  const citizen = makeCitizen(url, await first.sandbox(), person.id)
  await citizen.signIn()
  const handedIn = await apply(citizen)
  first.signal('SIGKILL')
  await first.ended
  await portFree(Number(port))

  const second = start({ PORT: port, DATA_DIR: folder })
  await second.ready()
  const shown = await citizen.call(servicesRoutes.showCase, { params: { caseId: handedIn.id } })
  expect(shown.body.number).toBe(handedIn.number)
  expect(readFileSync(path.join(folder, 'logs', 'bff.log'), 'utf8')).toContain('not for production')
  expect(statSync(path.join(folder, 'control.sock')).mode & 0o777).toBe(0o600)

  const refused = start({ PORT: String(await freePort()), DATA_DIR: folder })
  expect(await refused.ended).toBe(1)
  expect(refused.output()).toMatch(/data folder .* is in use by process \d+/)

  const asked = spawnSync(process.execPath, ['dist/bff/command.js', folder, 'status'], { cwd: root, encoding: 'utf8' })
  expect(JSON.parse(asked.stdout)).toMatchObject({ running: true, store: 'pglite' })
})

test('Ctrl-C stops everything it started, and a request in flight is finished', async () => {
  const port = await freePort()
  const one = start({ PORT: String(port), DATA_DIR: newFolder() })
  const url = await one.ready()
  const sandboxUrl = await one.sandbox()
  // a body that arrives slowly keeps one request in flight while the end begins
  const answered = new Promise<number>((resolve, reject) => {
    const request = http.request(`${url}/api/v1/sessions/wechat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', expect: '100-continue' }
    })
    request.on('response', (reply) => {
      reply.resume()
      resolve(reply.statusCode ?? 0)
    })
    request.on('error', reject)
    // the server says so once it has read the head: before that the connection would count as idle
    request.once('continue', () => {
      request.write('{"code":')
      one.signal('SIGINT')
      setTimeout(() => request.end('"x"}'), 300)
    })
    request.flushHeaders()
  })
  expect(await answered).toBe(401)
  expect(await one.ended).toBe(0)
  await portFree(port)
  await portFree(Number(new URL(sandboxUrl).port))
})

test('when npm start alone is killed, nothing of it is left behind', async () => {
  const port = await freePort()
  const folder = newFolder()
  const one = start({ PORT: String(port), DATA_DIR: folder })
  await one.ready()
  const sandboxPort = Number(new URL(await one.sandbox()).port)
  one.signalStarter('SIGKILL')
  await one.ended
  await portFree(port)
  await portFree(sandboxPort)
  // the port closes first, the store last
  await until('the store is closed', () => !existsSync(path.join(folder, 'lock.json')))
})

test('bad settings stop the start, all listed at once', async () => {
  const one = start({
    PORT: 'abc',
    DATA_DIR: newFolder(),
    DATABASE_URL: 'mysql://x',
    SEAL_KEY: '12',
    LOG_LEVEL: 'loud'
  })
  expect(await one.ended).toBe(1)
  for (const name of ['PORT:', 'DATABASE_URL:', 'SEAL_KEY:', 'LOG_LEVEL:']) expect(one.output()).toContain(name)
})

test('a busy port is named in one line', async () => {
  const busy = http.createServer()
  const port = await new Promise<number>((resolve) => {
    busy.listen(0, () => {
      const address = busy.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  const one = start({ PORT: String(port), DATA_DIR: newFolder() })
  expect(await one.ended).toBe(1)
  expect(one.output().trim().split('\n')).toEqual([`port ${port} is in use; stop what listens there or set PORT`])
  busy.close()
})

test('a production start refuses the embedded store, sandbox addresses and default secrets, each by name', async () => {
  const sandbox = 'http://localhost:3001'
  const one = start({
    NODE_ENV: 'production',
    PORT: String(await freePort()),
    DATA_DIR: newFolder(),
    PUBLIC_URL: 'https://zhijianban.example',
    WECHAT_API_URL: `${sandbox}/wechat`,
    DEPARTMENT_YKB_URL: `${sandbox}/ykb`,
    DEPARTMENT_YKB_SECRET: 'sandbox-abcdefgh',
    SEAL_KEY: '0'.repeat(64)
  })
  expect(await one.ended).toBe(1)
  const said = one.output()
  expect(said).toMatch(/DATABASE_URL: .*embedded store/)
  expect(said).toMatch(/REDIS_URL: /)
  expect(said).toMatch(/WECHAT_API_URL: is a sandbox address/)
  expect(said).toMatch(/DEPARTMENT_YKB_URL: is a sandbox address/)
  expect(said).toMatch(/DEPARTMENT_YKB_SECRET: is a default secret/)
  expect(said).toMatch(/SEAL_KEY: is a default secret/)
  expect(said).toMatch(/SEAL_INDEX_KEY: missing/)
})
