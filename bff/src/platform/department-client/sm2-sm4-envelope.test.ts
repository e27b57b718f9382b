import { sm4 } from 'sm-crypto-v2'
import * as z from 'zod/mini'
import { sm2KeyPair, sm2Sign, sm2Verify } from '../gm/sm2'
import { parseJson } from './reply'
import { openEnvelope, sm2Sm4Envelope } from './sm2-sm4-envelope'

const ours = sm2KeyPair()
const theirs = sm2KeyPair()
const sm4Key = '0123456789abcdeffedcba9876543210'
const keys = { appCode: 'ZJB', sm4Key, privateKey: ours.privateKey, theirPublicKey: theirs.publicKey }
const fields = z.record(z.string(), z.string())

async function sent(at = new Date('2026-11-22T02:00:00Z')) {
  const request = { operation: 'SI_FLEX_STATUS', method: 'POST', path: '/rsj/gateway' } as const
  const { body } = await sm2Sm4Envelope(keys)({ ...request, body: Buffer.from('{"name":"张敏"}') }, at)
  return z.parse(fields, parseJson(body))
}

/** A reply as the bureau would sign it. */
function reply(content: Record<string, string>, privateKey = theirs.privateKey) {
  const text = Object.keys(content)
    .sort()
    .map((key) => `${key}=${content[key]}`)
    .join('&')
  const signData = Buffer.from(sm2Sign(privateKey, Buffer.from(text)), 'hex').toString('base64')
  return { status: 200, body: Buffer.from(JSON.stringify({ ...content, signData })) }
}

function encrypted(plain: object): string {
  const iv = '00112233445566778899aabbccddeeff'
  const hex = sm4.encrypt(JSON.stringify(plain), sm4Key, { mode: 'cbc', iv })
  return Buffer.from(`${iv}${hex}`, 'hex').toString('base64')
}

const opened = async (message: { status: number; body: Buffer }) => {
  const plain = await openEnvelope(keys, 'request-1', message)
  return plain === null ? null : parseJson(plain.body)
}

describe('a request in an SM2-SM4 envelope', () => {
  it('shows nothing of the person, and opens with another implementation of SM4', async () => {
    const envelope = await sent()
    expect(JSON.stringify(envelope)).not.toContain('张敏')
    const bytes = Buffer.from(envelope.encData ?? '', 'base64').toString('hex')
    const plain = sm4.decrypt(bytes.slice(32), sm4Key, { mode: 'cbc', iv: bytes.slice(0, 32) })
    expect(plain).toBe('{"name":"张敏"}')
  })

  it('is signed over its fields in alphabetical order', async () => {
    const { appCode, encData, requestId, timestamp, signData = '', ...rest } = await sent()
    const text = `appCode=${appCode}&encData=${encData}&encType=SM4&requestId=${requestId}&signType=SM2&timestamp=${timestamp}&transCode=SI_FLEX_STATUS&version=1.0.0`
    expect(sm2Verify(ours.publicKey, Buffer.from(text), Buffer.from(signData, 'base64').toString('hex'))).toBe(true)
    expect(timestamp).toBe(String(Date.parse('2026-11-22T02:00:00Z')))
    expect(Object.keys(rest).sort()).toEqual(['encType', 'signType', 'transCode', 'version'])
  })

  it('never looks the same twice, not even for the same question at the same time', async () => {
    const [first, second] = [await sent(), await sent()]
    expect(first.requestId).not.toBe(second.requestId)
    expect(first.encData).not.toBe(second.encData)
  })
})

describe('a reply in an SM2-SM4 envelope', () => {
  const right = { code: '0', message: '成功', requestId: 'request-1', timestamp: '1', encData: encrypted({ a: 1 }) }

  it('opens to code, message and data', async () => {
    expect(await opened(reply(right))).toEqual({ code: '0', message: '成功', data: { a: 1 } })
  })

  it('is signed with its code as text even if it is sent as a number', async () => {
    const { signData } = z.parse(fields, parseJson(reply({ code: '2001', requestId: 'request-1' }).body))
    const body = Buffer.from(JSON.stringify({ code: 2001, requestId: 'request-1', signData }))
    expect(await opened({ status: 200, body })).toEqual({ code: '2001', message: '' })
  })

  it('that says it could not read the request needs no requestId, but brings no data either', async () => {
    expect(await opened(reply({ code: '2002', message: '报文格式错误', requestId: '' }))).toEqual({
      code: '2002',
      message: '报文格式错误'
    })
    expect(await opened(reply({ ...right, requestId: '' }))).toBeNull()
  })

  it.each([
    ['answers another request', reply({ ...right, requestId: 'request-2' })],
    ['is signed by somebody else', reply(right, ours.privateKey)],
    ['is not signed', { status: 200, body: Buffer.from(JSON.stringify(right)) }],
    ['is encrypted with another key', reply({ ...right, encData: Buffer.alloc(48, 7).toString('base64') })],
    ['is too short to be encrypted', reply({ ...right, encData: 'AAAA' })],
    ['is no JSON', { status: 200, body: Buffer.from('<html>') }]
  ])('is not believed when it %s', async (_what, message) => {
    expect(await opened(message)).toBeNull()
  })
})
