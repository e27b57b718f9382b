import vm from 'node:vm'
import { application, call, callYkb, startTrial, type Trial } from './in-tests/trial-sandbox'

const apply = '/ykb/api/acceptance/apply'
/** Jest hands tests a copy of `process` whose listeners never fire. */
const realProcess: NodeJS.Process = vm.runInThisContext('process')
let trial: Trial

beforeEach(async () => {
  trial = await startTrial()
})
afterEach(() => trial.close())

function fault(system: string, name: string, more: object = {}) {
  return trial.post('/control/faults', { system, fault: name, ...more })
}

function send(outerId = 'case') {
  return callYkb(trial, apply, application(outerId))
}

async function cases(): Promise<number> {
  return ((await trial.get('/ykb/desk/api/cases')).text.match(/"outerId"/g) ?? []).length
}

async function outcomes(system: string): Promise<unknown[]> {
  const { calls } = (await trial.get(`/control/calls?system=${system}`)).json
  return Array.isArray(calls) ? calls.map(({ outcome }) => outcome) : []
}

describe('faults of a department', () => {
  it('down: the connection is dropped and nothing is done', async () => {
    await fault('ykb', 'down')
    await expect(send()).rejects.toThrow('fetch failed')
    expect(await cases()).toBe(0)
    expect(await outcomes('ykb')).toEqual(['down'])
  })

  it('lost-reply: the connection is dropped, but the case is there and a repetition gets its receipt', async () => {
    await fault('ykb', 'lost-reply', { count: 1 })
    await expect(send()).rejects.toThrow('fetch failed')
    expect(await cases()).toBe(1)
    expect((await send()).json).toMatchObject({ code: '0000', data: { receiptNo: expect.stringMatching(/000001$/) } })
    expect(await cases()).toBe(1)
    expect(await outcomes('ykb')).toEqual(['0000', 'lost-reply 0000'])
  })

  it('error500 and garbage: an HTML page, and JSON that breaks off; nothing is done', async () => {
    await fault('ykb', 'error500', { count: 1 })
    const broken = await send()
    expect([broken.status, broken.type]).toEqual([500, expect.stringContaining('text/html')])
    await fault('ykb', 'garbage', { count: 1 })
    const garbage = await send()
    expect([garbage.status, garbage.type]).toEqual([200, expect.stringContaining('json')])
    expect(() => JSON.parse(garbage.text)).toThrow(SyntaxError)
    expect(await cases()).toBe(0)
  })

  it('slow: the answer comes after the time that was set, and a stop does not wait for it', async () => {
    await fault('ykb', 'slow', { slowMs: 80, count: 1 })
    const begin = performance.now()
    expect((await send()).json.code).toBe('0000')
    expect(performance.now() - begin).toBeGreaterThanOrEqual(79)
    await fault('ykb', 'slow', { slowMs: 60_000 })
    const hanging = send('other').then(
      () => 'answered',
      () => 'cut'
    )
    while ((await cases()) < 2) await trial.get('/control/state')
    await trial.close()
    expect(await hanging).toMatch(/answered|cut/)
    trial = await startTrial()
  })

  it('slow: as many calls as like may be held up at once, and nobody is warned of a leak', async () => {
    const warnings: string[] = []
    const hear = ({ name }: Error) => warnings.push(name)
    realProcess.on('warning', hear)
    await fault('ykb', 'slow', { slowMs: 60_000 })
    const hanging = Array.from({ length: 12 }, (_, i) => send(`case-${i}`).catch(() => null))
    while ((await cases()) < 12) await trial.get('/control/state')
    await trial.close()
    await Promise.all(hanging)
    realProcess.off('warning', hear)
    expect(warnings).toEqual([])
    trial = await startTrial()
  })

  it('busy: each system says so in its own code', async () => {
    for (const system of ['ykb', 'rsj', 'wechat', 'sms', 'gaj', 'ykb-auth', 'scjg']) await fault(system, 'busy')
    expect((await send()).json.code).toBe('E9001')
    expect((await trial.post('/rsj/gateway', {})).json.code).toBe('-1')
    expect((await trial.get('/wechat/sns/jscode2session')).json.errcode).toBe(-1)
    expect((await trial.post('/sms/api/send', {})).json.code).toBe('E9001')
    expect((await trial.post('/gaj/gateway', {})).json.code).toBe('-1')
    expect((await trial.post('/ykb-auth/oauth/token', {})).json.error).toBe('temporarily_unavailable')
    expect((await trial.get('/scjg/enterprise')).json.errcode).toBe(-1)
  })

  it('concern the next calls only when counted, one system only, and never the clerk’s pages or the phone', async () => {
    await fault('ykb', 'error500', { count: 2 })
    await fault('wechat', 'down')
    expect([(await send()).status, (await send()).status, (await send()).status]).toEqual([500, 500, 200])
    expect((await trial.get('/ykb/desk')).status).toBe(200)
    expect((await trial.post('/wechat/device/js-code', { person: 'zhang-min' })).json.code).toMatch(/.{20}/)
    expect((await trial.post('/rsj/gateway', {})).json.code).toBe('2002')
  })

  it('are refused when they make no sense', async () => {
    expect((await fault('wechat', 'silent')).status).toBe(400)
    expect((await fault('ykb', 'silent', { count: 2 })).status).toBe(400)
    expect((await fault('ykb', 'earthquake')).status).toBe(400)
    expect((await fault('nobody', 'down')).status).toBe(400)
  })

  it('are set on the control page by a form post, and shown there', async () => {
    const pressed = await trial.postForm('/control/faults', { system: 'rsj', fault: 'slow', slowMs: '3000', count: '' })
    expect([pressed.status, pressed.location]).toEqual([303, '/'])
    expect((await trial.get('/control/state')).json.systems).toEqual(
      expect.arrayContaining([expect.objectContaining({ system: 'rsj', fault: 'slow', slowMs: 3000 })])
    )
    expect((await trial.get('/')).text).toContain('<span class="tag bad">变慢（过一会儿才回答）</span>')
  })
})

describe('the log of calls', () => {
  it('keeps the last 200 of a system without query and body', async () => {
    for (let time = 0; time < 205; time += 1) await call(`${trial.url}/wechat/sns/jscode2session?secret=hidden`, {})
    await trial.post('/rsj/gateway', {})
    const all = await trial.get('/control/calls')
    expect(all.text).not.toContain('hidden')
    expect(await outcomes('wechat')).toHaveLength(200)
    expect((await trial.get('/control/state')).json.systems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ system: 'wechat', callsSeen: 205 }),
        expect.objectContaining({ system: 'ykb', callsSeen: 0 }),
        expect.objectContaining({ system: 'rsj', callsSeen: 1 })
      ])
    )
    expect(all.json.calls).toEqual(
      expect.arrayContaining([
        { at: expect.any(String), system: 'rsj', method: 'POST', path: '/rsj/gateway', outcome: '2002' }
      ])
    )
  })
})
