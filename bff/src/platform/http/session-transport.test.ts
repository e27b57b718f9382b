import { type Probe, probeToken, startProbe } from '../../../../test/support/probe-app'
import type { SessionTransport } from './session-transport'

const secure: SessionTransport = { publicUrl: 'https://zhijianban.example', secure: true, lifeMs: 30 * 24 * 3_600_000 }
const path = '/api/v1/probe/mine'
const cookie = `zjb_session=${probeToken}`
const bearer = `Bearer ${probeToken}`
let probe: Probe
let behindProxy: Probe
beforeAll(async () => {
  probe = await startProbe()
  behindProxy = await startProbe({ transport: secure, trustProxy: true })
})
afterAll(() => Promise.all([probe.close(), behindProxy.close()]))
const write = (headers: Record<string, string>) => probe.call('POST', path, { headers }).then((reply) => reply.json)

describe('a write', () => {
  it.each([
    ['from the same origin with the cookie', () => ({ cookie, origin: probe.url })],
    ['from the same origin with the token', () => ({ authorization: bearer, origin: probe.url })],
    ['of the mini-program: a token, no Origin', () => ({ authorization: bearer })]
  ])('%s is done', async (_what, headers) => {
    expect(await write(headers())).toEqual({ done: true })
  })

  it.each([
    ['another origin with the cookie', { cookie, origin: 'https://evil.example' }],
    ['another origin with the token', { authorization: bearer, origin: 'https://evil.example' }],
    ['another origin without anything', { origin: 'https://evil.example' }],
    ['a sandboxed page', { cookie, origin: 'null' }],
    ['another port of this machine', { cookie, origin: 'http://127.0.0.1:1' }],
    ['a name that begins like ours', { cookie, origin: 'https://127.0.0.1.evil.example' }],
    ['a page that hides its origin', { cookie }]
  ])('from %s is refused', async (_what, headers) => {
    expect((await write(headers)).error).toBe('forbidden')
  })

  it('that is public is refused from another origin too, so that nobody is signed in as somebody else', async () => {
    const crossed = await probe.call('POST', '/api/v1/probe/sign-in', { headers: { origin: 'https://evil.example' } })
    expect(crossed.json.error).toBe('forbidden')
    expect(crossed.headers.get('set-cookie')).toBeNull()
  })

  it('in production is measured by the public address, whatever Host the caller names', async () => {
    const from = (origin: string) =>
      behindProxy.call('POST', '/api/v1/probe/sign-in', { headers: { origin, host: 'evil.example' } })
    expect((await from('https://zhijianban.example')).json).toEqual({ done: true })
    expect((await from('https://evil.example')).json.error).toBe('forbidden')
    expect((await from('http://zhijianban.example')).json.error).toBe('forbidden')
  })

  it('may be read by anyone with the cookie: reading changes nothing', async () => {
    const read = await probe.call('GET', path, { headers: { cookie, origin: 'https://evil.example' } })
    expect(read.status).toBe(200)
    expect(read.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('the session cookie', () => {
  const attributesOf = (line: string | undefined) => (line ?? '').split('; ').map((part) => part.toLowerCase())

  it('in production cannot be read by scripts, travels by https to this host only, and not from other sites', async () => {
    const signedIn = await behindProxy.call('POST', '/api/v1/probe/sign-in')
    const [session, other] = signedIn.headers.getSetCookie()
    expect(session).toMatch(new RegExp(`^__Host-zjb_session=${probeToken};`))
    const attributes = attributesOf(session)
    expect(attributes).toEqual(expect.arrayContaining(['path=/', 'secure', 'httponly', 'samesite=lax']))
    expect(attributes.some((attribute) => attribute.startsWith('domain'))).toBe(false)
    const expires = attributes.find((attribute) => attribute.startsWith('expires='))?.slice(8) ?? ''
    expect(Date.parse(expires) - Date.now()).toBeGreaterThan(29.9 * 24 * 3_600_000)
    expect(attributesOf(other)).toEqual(expect.arrayContaining(['secure', 'httponly', 'samesite=lax']))
  })

  it('is set whether or not the proxy says that the citizen came by https', async () => {
    for (const proto of ['', 'https', 'http']) {
      const headers = { 'x-forwarded-proto': proto }
      expect((await behindProxy.call('POST', '/api/v1/probe/sign-in', { headers })).status).toBe(200)
    }
  })

  it('without https (development) has the same guards but Secure', async () => {
    const [session] = (await probe.call('POST', '/api/v1/probe/sign-in')).headers.getSetCookie()
    expect(session).toMatch(new RegExp(`^zjb_session=${probeToken};`))
    expect(attributesOf(session)).toEqual(expect.arrayContaining(['httponly', 'samesite=lax']))
    expect(attributesOf(session)).not.toContain('secure')
  })

  it('is taken back at sign-out', async () => {
    const out = await probe.call('DELETE', '/api/v1/probe/sign-in', { headers: { cookie, origin: probe.url } })
    const [session] = out.headers.getSetCookie()
    expect(session).toMatch(/^zjb_session=;/)
    expect(Date.parse(/expires=([^;]+)/i.exec(session ?? '')?.[1] ?? '')).toBeLessThan(Date.now())
  })

  it('under its development name is worth nothing in production', async () => {
    const tried = await behindProxy.call('GET', path, { headers: { cookie } })
    expect(tried.json.error).toBe('sign_in_required')
  })
})
