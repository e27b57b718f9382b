import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { type LaunchOptions, launch } from './launch'
import { onPhone } from './on-phone'
import { closeEverySession, type Session } from './session'

const dist = path.join(__dirname, 'fixture')
const production = 'https://api.example.invalid'

/** Echoes what reached the server; /bytes answers 3 bytes, /never does not answer. */
const server = http.createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const { method, url, headers } = request
  if (url === '/never') return
  if (url === '/bytes') return void response.end(Buffer.from([1, 2, 3]))
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') }))
})
let baseUrl = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  baseUrl = `http://127.0.0.1:${Object(address).port}`
})
afterEach(closeEverySession)
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

type Reply = { errMsg: string; statusCode: number; data: unknown; tempFilePath: string }
const start = (session: Session, name: string, options: object) => {
  let task: { abort: () => void } | undefined
  const reply = new Promise<Reply>((complete) => {
    task = Object(session.wx)[name]({ ...options, complete })
  })
  return { reply, abort: () => task?.abort() }
}
const ask = (session: Session, options: object) =>
  start(session, 'request', { url: `${production}/echo`, ...options }).reply
const online = (options: Partial<LaunchOptions> = {}) => launch({ dist, baseUrl, ...options })

onPhone('requests of the mini-program', () => {
  it('go to the given server although the build names its production address', async () => {
    const session = await online({ allowedDomains: [production] })
    const posted = await ask(session, { method: 'POST', data: { name: '张三' }, header: { 'X-Trace': 'a1' } })
    expect(posted).toMatchObject({
      errMsg: 'request:ok',
      statusCode: 200,
      data: { method: 'POST', body: '{"name":"张三"}' }
    })
    expect(Object(posted.data).headers).toMatchObject({ 'x-trace': 'a1', 'content-type': 'application/json' })
    expect(Object(posted.data).headers.referer).toMatch(/servicewechat\.com/)
    const got = await ask(session, { data: { page: 2, q: '停车' } })
    expect(Object(got.data).url).toBe('/echo?page=2&q=%E5%81%9C%E8%BD%A6')
    const urls = session.requests.map(({ method, url, statusCode }) => `${method} ${url.split('?')[0]} ${statusCode}`)
    expect(urls).toEqual([`POST ${production}/echo 200`, `GET ${production}/echo 200`])
    await session.close()
  })

  it('give text or bytes when asked', async () => {
    const session = await online()
    expect(typeof (await ask(session, { dataType: 'text' })).data).toBe('string')
    const { data } = await ask(session, { url: `${production}/bytes`, responseType: 'arraybuffer' })
    expect([...new Uint8Array(Object(data))]).toEqual([1, 2, 3])
    await session.close()
  })

  it('fail as on a phone: PATCH, foreign domains, timeout, abort, no network', async () => {
    const session = await online({ allowedDomains: [production] })
    expect((await ask(session, { method: 'PATCH' })).errMsg).toMatch(/^request:fail .*PATCH/)
    expect((await ask(session, { url: 'https://other.example/x' })).errMsg).toMatch(
      /^request:fail url not in domain list/
    )
    expect((await ask(session, { url: `${production}/never`, timeout: 20 })).errMsg).toBe('request:fail timeout')
    const aborted = start(session, 'request', { url: `${production}/never` })
    aborted.abort()
    expect((await aborted.reply).errMsg).toBe('request:fail abort')
    await session.setNetwork('none')
    expect((await ask(session, {})).errMsg).toMatch(/DISCONNECTED/)
    await session.close()
  })

  it('wait for their turn when ten are in flight', async () => {
    const unanswered: (() => void)[] = []
    const request: LaunchOptions['request'] = () =>
      new Promise((resolve) => unanswered.push(() => resolve({ statusCode: 204, data: '' })))
    const session = await launch({ dist, request, restLimitMs: 20 })
    const replies = Array.from({ length: 12 }, () => ask(session, {}))
    await session.waitFor(() => unanswered.length === 10)
    expect(session.requests).toHaveLength(10)
    unanswered[0]?.()
    await session.waitFor(() => session.requests.length === 11)
    unanswered[1]?.()
    await session.waitFor(() => session.requests.length === 12)
    for (const answer of unanswered) answer()
    expect((await Promise.all(replies)).map(({ statusCode }) => statusCode)).toEqual(Array(12).fill(204))
    await session.close()
  })

  it('upload the photo a citizen chose, with its fields, as multipart', async () => {
    const session = await online()
    session.willChoose({ name: '证件.jpg', bytes: Buffer.from('a photo') })
    const chosen = await start(session, 'chooseMedia', { count: 1 }).reply
    const filePath = Object(chosen).tempFiles[0].tempFilePath
    const upload = {
      url: `${production}/files`,
      filePath,
      name: 'file',
      formData: { purpose: '身份' },
      header: { a: 'b' }
    }
    const reply = await start(session, 'uploadFile', upload).reply
    const { body, headers, method } = JSON.parse(String(reply.data))
    expect(method).toBe('POST')
    expect(headers).toMatchObject({ a: 'b', 'content-type': expect.stringMatching(/^multipart\/form-data; boundary=/) })
    expect(body).toMatch(/name="purpose"\r\n\r\n身份\r\n/)
    expect(body).toMatch(/name="file"; filename="[^"]*证件\.jpg"\r\nContent-Type: image\/jpeg\r\n\r\na photo\r\n/)
    const missing = await start(session, 'uploadFile', { ...upload, filePath: 'wxfile://none' }).reply
    expect(missing.errMsg).toMatch(/^uploadFile:fail no such file/)
    await session.close()
  })

  it('a citizen who chooses nothing cancels', async () => {
    const session = await online()
    expect((await start(session, 'chooseMedia', {}).reply).errMsg).toBe('chooseMedia:fail cancel')
    await session.close()
  })

  it('download to a file that can be read', async () => {
    const session = await online()
    const { tempFilePath } = await start(session, 'downloadFile', { url: `${production}/bytes` }).reply
    expect([...session.files.read(tempFilePath)]).toEqual([1, 2, 3])
    const manager = Object(session.wx).getFileSystemManager()
    expect(manager.readFileSync(tempFilePath, 'base64')).toBe('AQID')
    await session.close()
  })
})
