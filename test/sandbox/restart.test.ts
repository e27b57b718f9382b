import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshSecrets, sandboxEnv } from '../support/sandbox-secrets'
import { startReceiver } from './in-tests/callback-receiver'
import { application, call, callYkb, startTrial, trialOptions, ykbHeaders } from './in-tests/trial-sandbox'

const apply = '/ykb/api/acceptance/apply'
let dataDir: string

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

describe('after a restart', () => {
  it('cases, uploaded files, enrolments, acceptances and the clock are still there', async () => {
    const first = await startTrial({ dataDir })
    await callYkb(first, apply, application('kept'))
    for (const to of ['ACCEPTED', 'REVIEWING', 'DONE']) await first.post('/ykb/desk/api/cases/kept/advance', { to })
    const before = (await callYkb(first, '/ykb/api/acceptance/status?outerId=kept')).json.data
    const dialog = { person: 'zhang-min', templateId: 'sandbox-case-progress', accept: true }
    await first.post('/wechat/device/subscribe', dialog)
    await first.moveClock(3_600_000)
    await first.close()

    const second = await startTrial({ dataDir })
    const later = Date.now() + 3_600_000
    const after = await callYkb(second, '/ykb/api/acceptance/status?outerId=kept', undefined, later)
    expect(after.json.data).toEqual(before)
    expect((await second.get('/ykb/desk/kept/materials/0')).text).toContain('劳动关系声明')
    expect((await second.get('/rsj/records')).text).toMatch(/张敏[\s\S]{0,200}已参保/)
    expect((await second.post('/wechat/device/subscribe', dialog)).json.left).toBe(2)
    expect((await second.get('/control/clock')).json).toEqual({ offsetMs: 3_600_000 })
    await second.close()
  })

  it('callbacks that were waiting are sent, in order', async () => {
    const first = await startTrial({ dataDir })
    const receiver = await startReceiver()
    await first.post('/control/faults', { system: 'ykb', fault: 'silent' })
    await callYkb(first, apply, application('waiting', { callbackUrl: receiver.url }))
    for (const to of ['ACCEPTED', 'REVIEWING']) await first.post('/ykb/desk/api/cases/waiting/advance', { to })
    await first.close()
    expect(receiver.received).toEqual([])

    const second = await startTrial({ dataDir })
    await receiver.count(2)
    await second.settled()
    expect(receiver.received.map(({ json }) => json.state)).toEqual(['ACCEPTED', 'REVIEWING'])
    expect((await second.get('/control/state')).json.pendingCallbacks).toBe(0)
    await second.close()
    await receiver.close()
  })
})

describe('the sandbox as a process of its own', () => {
  const { ykb, bffUrl } = trialOptions
  const environment = () => ({
    PATH: process.env.PATH,
    ...sandboxEnv(freshSecrets()),
    SANDBOX_PORT: '0',
    SANDBOX_DATA_DIR: dataDir,
    BFF_URL: bffUrl,
    // those the calls of this test are signed with
    YKB_APP_ID: ykb.appId,
    YKB_SECRET: ykb.secret
  })

  async function launch(env: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; said: string }> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'test/sandbox/main.ts'], { env })
    const said = await new Promise<string>((resolve) => {
      child.stdout.once('data', (data) => resolve(String(data)))
      child.stderr.once('data', (data) => resolve(String(data)))
    })
    return { child, said }
  }

  it('keeps what it has answered through kill -9, says its address, and ends cleanly on SIGTERM', async () => {
    const first = await launch(environment())
    expect(first.said).toMatch(/^sandbox http:\/\/localhost:\d+\n$/)
    const send = (base: string, path: string, body?: string) => {
      const method = body === undefined ? 'GET' : 'POST'
      return call(`${base}${path}`, { method, body, headers: ykbHeaders(method, path, body ?? '') })
    }
    const ids = Array.from({ length: 30 }, (_, index) => `killed-${index}`)
    const sent = ids.map((id) => send(addressIn(first.said), apply, JSON.stringify(application(id))))
    await Promise.race(sent)
    const killed = once(first.child, 'exit')
    first.child.kill('SIGKILL')
    await killed
    const answered = (await Promise.allSettled(sent)).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    expect(answered.length).toBeGreaterThan(0)

    const second = await launch(environment())
    const { text } = await call(`${addressIn(second.said)}/ykb/desk/api/cases`, {})
    for (const one of answered) expect(text).toContain(`"${one.text.match(/YKB\d{14}/)?.[0]}"`)
    const ended = once(second.child, 'exit')
    second.child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  })

  it('does not start without its settings and names every one that is wrong', async () => {
    const { child, said } = await launch({
      ...environment(),
      YKB_SECRET: undefined,
      RSJ_SM4_KEY: '12',
      BFF_URL: 'here'
    })
    const [code] = await once(child, 'exit')
    expect(code).toBe(1)
    expect(said).toContain('YKB_SECRET: missing')
    expect(said).toContain('RSJ_SM4_KEY: must be 32 hex digits')
    expect(said).toContain('BFF_URL: must be a URL')
  })
})

function addressIn(said: string): string {
  return said.replace('sandbox ', '').replace('localhost', '127.0.0.1').trim()
}
