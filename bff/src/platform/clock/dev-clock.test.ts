import http from 'node:http'
import Koa from 'koa'
import { movableClock } from './clock'
import { makeDevClock } from './dev-clock'

const servers: http.Server[] = []
const serve = (listener: http.RequestListener) =>
  new Promise<string>((resolve) => {
    const server = http.createServer(listener)
    servers.push(server)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`)
    })
  })
afterEach(() =>
  Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    })
  )
)

const sandbox = (answer: unknown) => serve((_request, response) => response.end(JSON.stringify(answer)))
const tell = async (clock: ReturnType<typeof movableClock>, body: string) => {
  const app = new Koa()
  app.use(makeDevClock(clock, 'http://127.0.0.1:1').middleware)
  const url = await serve(app.callback())
  const headers = { 'content-type': 'application/json' }
  const reply = await fetch(`${url}/api/dev/clock`, { method: 'POST', headers, body })
  return { status: reply.status, body: await reply.text() }
}

it('the clock goes where the sandbox page says, and back', async () => {
  const clock = movableClock()
  expect(await tell(clock, '{"offsetMs":86400000}')).toEqual({ status: 200, body: '{"offsetMs":86400000}' })
  expect(clock.offset()).toBe(86_400_000)
  await tell(clock, '{"offsetMs":0}')
  expect(clock.offset()).toBe(0)
})

it.each(['{"offsetMs":"1"}', '{"offsetMs":1.5}', '{}', 'no JSON', ''])('%j moves nothing', async (body) => {
  const clock = movableClock(1000)
  expect((await tell(clock, body)).status).toBe(400)
  expect(clock.offset()).toBe(1000)
})

it('after a restart the clock is asked of the sandbox; without a sandbox it stays', async () => {
  const clock = movableClock()
  await makeDevClock(clock, await sandbox({ offsetMs: 5000 })).catchUp()
  expect(clock.offset()).toBe(5000)
  await makeDevClock(clock, await sandbox({ other: true })).catchUp()
  await makeDevClock(clock, 'http://127.0.0.1:1').catchUp()
  expect(clock.offset()).toBe(5000)
})
