import * as z from 'zod'
import { openidOf } from '../sandbox/wechat/accounts'
import { sealEnvelope, signPush } from '../sandbox/wechat/push-envelope'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())

const address = '/api/v1/departments/wechat/push'
const sent = z.object({
  taken: z.boolean(),
  deliveries: z.array(z.object({ status: z.number(), answer: z.string() }))
})
const order = async (fields: object, at = product) =>
  sent.parse(await at.control('/wechat/push/send', { person: 'zhang-min', ...fields }))
const kinds = async (at = product) => {
  const rows = await at.stores.db.query<{ kind: string }>('select kind from wechat_push_received order by kind')
  return rows.map(({ kind }) => kind)
}
const forget = () => product.stores.db.query('delete from wechat_push_received')
beforeEach(forget)

/** A push made by hand, to be sent as it is or altered. */
function signedPush(change: { token?: string; timestamp?: number; nonce?: string; key?: string; appid?: string } = {}) {
  const { push, wechat } = product.secrets
  const text = JSON.stringify({
    FromUserName: openidOf(wechat.appid, 'zhang-min'),
    CreateTime: 1_700_000_000,
    MsgType: 'event',
    Event: 'by-hand'
  })
  const timestamp = String(change.timestamp ?? Math.floor(product.clock.now().getTime() / 1000))
  const nonce = change.nonce ?? String(Math.floor(Math.random() * 1e12))
  const encrypted = sealEnvelope(text, change.key ?? push.aesKey, change.appid ?? wechat.appid)
  const token = change.token ?? push.token
  const query = new URLSearchParams({
    signature: signPush(token, timestamp, nonce),
    timestamp,
    nonce,
    encrypt_type: 'aes',
    msg_signature: signPush(token, timestamp, nonce, encrypted)
  })
  return { query, body: JSON.stringify({ ToUserName: 'gh', Encrypt: encrypted }) }
}
const post = async ({ query, body }: { query: URLSearchParams; body: string }) => {
  const reply = await fetch(`${product.url}${address}?${query}`, { method: 'POST', body })
  return { status: reply.status, text: await reply.text() }
}

describe('WeChat tells us something', () => {
  it.each(['mini', 'official'])('after it has made sure that the address is ours (%s)', async (app) => {
    expect(await product.control('/wechat/push/check', { app })).toMatchObject({ ok: true, status: 200 })
  })

  it.each([
    ['mini', 'json', 'aes'],
    ['mini', 'xml', 'aes'],
    ['mini', 'json', 'compat'],
    ['official', 'xml', 'aes'],
    ['official', 'xml', 'compat']
  ])('of %s in %s, %s', async (app, format, mode) => {
    const told = await order({ app, format, mode, event: `of-${app}` })
    expect(told).toEqual({ taken: true, deliveries: [{ status: 200, answer: 'success' }] })
    expect(await kinds()).toEqual([`of-${app}`])
  })

  it('a person takes back what they authorised', async () => {
    expect(await product.control('/wechat/device/revoke', { person: 'zhang-min' })).toMatchObject({ taken: true })
    expect(await kinds()).toEqual(['user_authorization_revoke'])
  })

  it('counts once although it comes again, newer things first', async () => {
    await order({ event: 'later', agoSeconds: 0 })
    await order({ event: 'earlier', agoSeconds: 60 })
    await order({ event: 'earlier', agoSeconds: 60 })
    await order({ content: '您好', msgId: '23637352235060880' })
    await order({ content: '您好', msgId: '23637352235060880' })
    await order({ content: '您好', msgId: '23637352235060881' })
    expect(await kinds()).toEqual(['earlier', 'later', 'text', 'text'])
  })

  it('up to three times when it hears no success, and then it has been counted once', async () => {
    await product.stores.db.query('alter table wechat_push_received rename to wechat_push_away')
    const failed = await order({ event: 'while-down', agoSeconds: 5 })
    await product.stores.db.query('alter table wechat_push_away rename to wechat_push_received')
    expect([failed.taken, failed.deliveries.map(({ status }) => status)]).toEqual([false, [500, 500, 500]])
    expect((await order({ event: 'while-down', agoSeconds: 5 })).taken).toBe(true)
    expect(await kinds()).toEqual(['while-down'])
  })
})

describe('somebody else tells us something', () => {
  const seconds = () => Math.floor(product.clock.now().getTime() / 1000)

  it('the same request again is refused once it has been taken in', async () => {
    const push = signedPush()
    expect(await post(push)).toEqual({ status: 200, text: 'success' })
    const replies = await Promise.all(Array.from({ length: 50 }, () => post(push)))
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([403]))
    expect(await kinds()).toEqual(['by-hand'])
  })

  it('fifty copies at the same moment count once', async () => {
    const push = signedPush()
    await Promise.all(Array.from({ length: 50 }, () => post(push)))
    expect(await kinds()).toEqual(['by-hand'])
  })

  it.each([
    ['with a guessed token', () => signedPush({ token: 'guessed' })],
    ['more than five minutes old', () => signedPush({ timestamp: seconds() - 301 })],
    ['from more than five minutes ahead', () => signedPush({ timestamp: seconds() + 301 })],
    ['without a nonce', () => signedPush({ nonce: '' })],
    ['with another content', () => ({ ...signedPush(), body: signedPush().body })],
    ['in 明文模式, where the signature would not cover the content', () => plain()],
    ['without any signature', () => ({ query: new URLSearchParams(), body: '{}' })]
  ])('%s: refused', async (_what, make) => {
    expect((await post(make())).status).toBe(403)
    expect(await kinds()).toEqual([])
  })

  it.each([
    ['with another key', { key: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' }],
    ['meant for another app', { appid: 'wx-other' }]
  ])('%s: cannot be read', async (_what, change) => {
    expect((await post(signedPush(change))).status).toBe(400)
    expect(await kinds()).toEqual([])
  })

  function plain() {
    const { query } = signedPush()
    query.delete('encrypt_type')
    query.delete('msg_signature')
    return { query, body: '{"FromUserName":"o","CreateTime":1,"MsgType":"event","Event":"forged"}' }
  }
})

describe('a deployment', () => {
  const withSettings = async (settings: Record<string, string>, act: (other: TestProduct) => Promise<void>) => {
    const other = await startProduct({ settings })
    try {
      await act(other)
    } finally {
      await other.close()
    }
  }

  it('without keys takes 明文模式, and still needs the signature', () =>
    withSettings({ WECHAT_PUSH_AES_KEY: '', WECHAT_OA_PUSH_AES_KEY: '' }, async (other) => {
      expect((await order({ event: 'open', mode: 'plain' }, other)).taken).toBe(true)
      expect((await order({ event: 'open', mode: 'plain', format: 'xml', app: 'official' }, other)).taken).toBe(true)
      expect((await order({ event: 'sealed', mode: 'aes' }, other)).taken).toBe(false)
      const forged = await fetch(`${other.url}${address}?signature=${'0'.repeat(40)}&timestamp=1&nonce=1`, {
        method: 'POST',
        body: '{}'
      })
      expect(forged.status).toBe(403)
      expect(await kinds(other)).toEqual(['open', 'open'])
    }))

  it('that is changing its key reads the current one and the one before, no third', () => {
    const next = 'sandboxNEXTnextNEXTnextNEXTnextNEXTnext0123'
    const previous = 'sandboxPREVprevPREVprevPREVprevPREVprev4567'
    return withSettings({ WECHAT_PUSH_AES_KEY: next, WECHAT_PUSH_AES_KEY_PREVIOUS: previous }, async (other) => {
      expect((await order({ event: 'new-key', aesKey: next }, other)).taken).toBe(true)
      expect((await order({ event: 'old-key', aesKey: previous }, other)).taken).toBe(true)
      expect((await order({ event: 'third-key' }, other)).taken).toBe(false)
      expect(await kinds(other)).toEqual(['new-key', 'old-key'])
    })
  })
})
