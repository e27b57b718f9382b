import net from 'node:net'
import { type Probe, startProbe } from '../../../../test/support/probe-app'

let probe: Probe
beforeAll(async () => {
  probe = await startProbe()
})
afterAll(() => probe.close())

const jpeg = (size = 40) => Buffer.concat([Buffer.from('ffd8ffe000104a4649460001', 'hex'), Buffer.alloc(size - 12)])
const upload = (bytes: Uint8Array<ArrayBuffer> | Buffer, name: string, field = 'file') => {
  const form = new FormData()
  form.append(field, new Blob([new Uint8Array(bytes)]), name)
  return probe.call('POST', '/api/v1/probe/upload', { body: form })
}
/** Writes exactly these bytes and reads what comes back until the server closes. */
const raw = (text: string, options: { end: boolean } = { end: true }) =>
  new Promise<string>((resolve) => {
    const peer = net.connect(probe.port, '127.0.0.1')
    let heard = ''
    peer.on('data', (part) => {
      heard += part
    })
    peer.on('error', () => resolve(heard))
    peer.on('close', () => resolve(heard))
    peer.write(text, () => {
      if (!options.end) peer.destroy()
    })
  })
const request = (headers: string[], body: string) =>
  [
    'POST /api/v1/probe/upload HTTP/1.1',
    'Host: x',
    'Connection: close',
    ...headers,
    `Content-Length: ${body.length}`,
    '',
    body
  ].join('\r\n')
const multipart = 'Content-Type: multipart/form-data; boundary=b'
const goesOn = async () => expect((await probe.call('GET', '/api/v1/probe/wider')).status).toBe(200)

it('a photo is taken with its name, its type judged by its content', async () => {
  const reply = await upload(jpeg(), '身份证.png')
  expect(reply.json).toEqual({ name: '身份证.png', type: 'image/jpeg', bytes: 40 })
})

it.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\张敏\\证件.jpg', '证件.jpg'],
  ['a\u0000b\t<i>|?*.jpg', 'abi.jpg'],
  ['', '照片'],
  ['/', '照片'],
  [`${'长'.repeat(80)}.jpg`, `${'长'.repeat(56)}.jpg`]
])('the name %j is shown as %j', async (name, shown) => {
  expect((await upload(jpeg(), name)).json.name).toBe(shown)
})

it.each([
  ['is too large', () => upload(jpeg(1001), 'a.jpg'), 413, 'file_too_large'],
  ['is just as large as allowed', () => upload(jpeg(1000), 'a.jpg'), 200, undefined],
  ['is something else than its name says', () => upload(Buffer.from('<script>'), 'a.jpg'), 415, 'file_rejected'],
  ['is empty', () => upload(Buffer.alloc(0), 'a.jpg'), 415, 'file_rejected'],
  ['comes in another field', () => upload(jpeg(), 'a.jpg', 'photo'), 400, 'bad_request'],
  ['comes as JSON', () => probe.send('/api/v1/probe/upload', { file: 'x' }), 400, 'bad_request']
])('a file that %s', async (_what, act, status, error) => {
  const reply = await act()
  expect([reply.status, reply.json.error]).toEqual([status, error])
  await goesOn()
})

it.each([
  ['without a boundary', request(['Content-Type: multipart/form-data'], 'x')],
  ['with an empty boundary', request(['Content-Type: multipart/form-data; boundary='], 'x')],
  [
    'that ends in the middle of the file',
    request([multipart], '--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\nhalf of it')
  ],
  ['that ends in the middle of a header', request([multipart], '--b\r\nContent-Disposition: form-da')],
  [
    'of a field only',
    request([multipart], '--b\r\nContent-Disposition: form-data; name="file"\r\n\r\ntext\r\n--b--\r\n')
  ],
  ['that is empty', request([multipart], '')],
  ['that is no multipart at all', request([multipart], '{"a":1}')]
])('an upload %s is a 400 in Chinese, and the server goes on', async (_what, sent) => {
  const heard = await raw(sent)
  expect(heard).toMatch(/^HTTP\/1\.1 400 /)
  expect(heard).toContain('bad_request')
  await goesOn()
})

it.each([
  [
    'an upload',
    request(
      [multipart],
      `--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n${'x'.repeat(500)}`
    ).slice(0, -200)
  ],
  [
    'a JSON body',
    'POST /api/v1/probe HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"name"'
  ]
])('a citizen whose phone loses the net in the middle of %s does not hurt anybody else', async (_what, sent) => {
  await raw(sent, { end: false })
  await goesOn()
})
