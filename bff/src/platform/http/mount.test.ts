import { type Probe, probeToken, startProbe } from '../../../../test/support/probe-app'

let probe: Probe
beforeAll(async () => {
  probe = await startProbe()
})
afterAll(() => probe.close())
const bearer = { authorization: `Bearer ${probeToken}` }

describe('what comes in', () => {
  it('a query that breaks the contract is a 400 with a Chinese sentence for each place', async () => {
    const reply = await probe.call('GET', `/api/v1/probe?q=${encodeURIComponent('六个字太长了')}&limit=ten&kind=x`)
    expect(reply.status).toBe(400)
    expect(reply.json.error).toBe('bad_request')
    expect(Object.keys(reply.json.fields).sort()).toEqual(['query.kind', 'query.limit', 'query.q'])
    expect(reply.json.fields).toEqual({
      'query.q': '最多 5 个字。',
      'query.limit': '格式不对。',
      'query.kind': '只能是其中之一：个人、法人。'
    })
  })

  it.each([['?q=a&q=b'], [''], ['?q[a]=b']])('the query %p is a 400, not a crash', async (query) => {
    expect((await probe.call('GET', `/api/v1/probe${query}`)).status).toBe(400)
  })

  it('a character no store can keep is a 400, in a query and in a body', async () => {
    const asked = await probe.call('GET', '/api/v1/probe?q=a%00b')
    expect([asked.status, Object.keys(asked.json.fields)]).toEqual([400, ['query']])
    const sent = await probe.send('/api/v1/probe', { name: 'a\u0000b' })
    expect([sent.status, Object.keys(sent.json.fields)]).toEqual([400, ['body']])
    expect((await probe.send('/api/v1/probe', { name: 'a\\u0000b' })).status).toBe(200)
  })

  it('a body that breaks the contract is a 400 that names the place inside', async () => {
    const reply = await probe.send('/api/v1/probe', { name: 1, inner: { age: 'x' } })
    expect(reply.status).toBe(400)
    expect(Object.keys(reply.json.fields).sort()).toEqual(['body.inner.age', 'body.name'])
  })

  it.each([
    ['text that is no JSON', '{"name":', 'application/json'],
    ['JSON with another content type', '{"name":"x"}', 'text/plain'],
    ['a form', 'name=x', 'application/x-www-form-urlencoded'],
    ['nothing', '', 'application/json'],
    ['null', 'null', 'application/json'],
    ['a list', '[]', 'application/json']
  ])('%s instead of a body is a 400 in Chinese', async (_what, body, type) => {
    const reply = await probe.call('POST', '/api/v1/probe', { body, headers: { 'content-type': type } })
    expect(reply.status).toBe(400)
    expect(Object.values(reply.json.fields).join()).toMatch(/[\u4e00-\u9fff]/)
  })

  it('fields the contract does not know are dropped before the handler sees them', async () => {
    const reply = await probe.call('POST', '/api/v1/probe', {
      headers: { 'content-type': 'application/json' },
      body: '{"name":"x","admin":true,"__proto__":{"admin":true}}'
    })
    expect(reply.json).toEqual({ name: 'x' })
  })

  it.each([[600 * 1024], [20 * 1024 * 1024]])('a body of %p bytes is a 413, and the server goes on', async (size) => {
    const reply = await probe.send('/api/v1/probe', { name: 'x'.repeat(size) })
    expect(reply.status).toBe(413)
    expect(reply.json.error).toBe('file_too_large')
    expect((await probe.send('/api/v1/probe', { name: 'next' })).json).toEqual({ name: 'next' })
  })

  it('a body just within 512 KiB is taken', async () => {
    const name = 'x'.repeat(512 * 1024 - '{"name":""}'.length)
    expect((await probe.send('/api/v1/probe', { name })).status).toBe(200)
  })

  it('an id of the wrong shape belongs to nobody: 404', async () => {
    for (const id of ['short', 'x'.repeat(41), '..%2F..%2Fetc', '%00%00%00%00%00%00%00%00', "a'or'1'='1"])
      expect((await probe.call('GET', `/api/v1/probe/${id}`)).status).toBe(404)
    expect((await probe.call('GET', '/api/v1/probe/abcdefgh')).json).toEqual({ id: 'abcdefgh' })
  })

  it('an act without an Idempotency-Key is a 400 that names the header, and nothing is done', async () => {
    for (const key of ['', 'short', 'x'.repeat(65), 'has blanks inside it'])
      expect(
        (await probe.send('/api/v1/probe/act', { who: 'x' }, key ? { 'idempotency-key': key } : {})).json.fields
      ).toHaveProperty('Idempotency-Key')
    expect(probe.audited).toEqual([])
  })
})

describe('what goes out', () => {
  it('a reply with more fields than the contract loses them, also inside', async () => {
    const reply = await probe.call('GET', '/api/v1/probe/wider')
    expect(reply.text).toBe('{"a":{"b":"kept"}}')
    expect(reply.headers.get('content-type')).toBe('application/json; charset=utf-8')
  })

  it('a reply that breaks its contract is a 500, nothing of it leaks, and the log names the place', async () => {
    probe.log.clear()
    const reply = await probe.call('GET', '/api/v1/probe/broken')
    expect(reply.status).toBe(500)
    expect(reply.text).not.toContain('张敏')
    expect(probe.log.text()).toContain('reply of probe.broken breaks its contract at number')
    expect(probe.log.text()).not.toContain('张敏')
  })

  it('what belongs to one citizen is not kept by any cache', async () => {
    const reply = await probe.call('GET', '/api/v1/probe/mine', { headers: bearer })
    expect(reply.json).toEqual({ who: 'citizen-of-the-probe' })
    expect(reply.headers.get('cache-control')).toBe('private, no-store')
  })

  it('a file comes with its type and name, is not cached and not guessed at by the browser', async () => {
    const reply = await probe.call('GET', '/api/v1/probe/file')
    expect(reply.text).toBe('bytes')
    expect(reply.headers.get('content-type')).toBe('image/jpeg')
    expect(reply.headers.get('content-disposition')).toBe(
      `inline; filename*=UTF-8''${encodeURIComponent('身份证 "正面".jpg')}`
    )
    expect(reply.headers.get('cache-control')).toBe('private, no-store')
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff')
  })
})

describe('what is not there', () => {
  it.each([
    ['GET', '/api/v1/nowhere'],
    ['GET', '/api/v2/probe'],
    ['GET', '/api'],
    ['GET', '/'],
    ['GET', '//'],
    ['POST', '/api/v1/probe/wider'],
    ['PUT', '/api/v1/probe'],
    ['PATCH', '/api/v1/probe'],
    ['OPTIONS', '/api/v1/probe'],
    ['OPTIONS', '/api/v1/nowhere'],
    ['DELETE', '/metrics/x'],
    ['GET', '/api/v1/probe/%E0%A4%A'],
    ['GET', '/%'],
    ['GET', '/api/v1/toString'],
    ['GET', '/api/v1/__proto__']
  ])('%s %s is a 404 in our own words', async (method, path) => {
    const reply = await probe.call(method, path)
    expect(reply.status).toBe(404)
    expect(reply.json).toMatchObject({ error: 'not_found', requestId: reply.headers.get('x-request-id') })
    expect(reply.headers.get('allow')).toBeNull()
  })

  it('HEAD answers what GET would, without the body; where nothing is, a 404', async () => {
    for (const path of ['/api/v1/probe/wider', '/api/v1/probe/abcdefgh']) {
      const [head, get] = [await probe.call('HEAD', path), await probe.call('GET', path)]
      expect([head.status, head.text, head.headers.get('content-length')]).toEqual([200, '', String(get.text.length)])
    }
    const nowhere = await probe.call('HEAD', '/api/v1/nowhere')
    expect([nowhere.status, nowhere.text]).toEqual([404, ''])
  })
})

describe('who calls', () => {
  it('nobody, a wrong token or half of one is asked to sign in', async () => {
    const strangers: Record<string, string>[] = [
      {},
      { authorization: 'Bearer x' },
      { authorization: `Bearer ${probeToken.slice(1)}x` },
      { authorization: `Basic ${probeToken}` },
      { cookie: 'zjb_session=other' }
    ]
    for (const headers of strangers)
      expect((await probe.call('GET', '/api/v1/probe/mine', { headers })).json.error).toBe('sign_in_required')
  })

  it('a citizen below the level of the route is refused', async () => {
    expect((await probe.call('GET', '/api/v1/probe/real', { headers: bearer })).json).toMatchObject({
      error: 'level_required',
      fields: { needed: 'real-name' }
    })
  })
})
