import { untilNextWorkingDay } from './clock'
import { startReceiver } from './in-tests/callback-receiver'
import { application, callYkb, startTrial } from './in-tests/trial-sandbox'

const day = 86_400_000

describe('the clock of the sandbox', () => {
  it('moves by what a program asks for and goes back, and tells the BFF each time', async () => {
    const bff = await startReceiver()
    const trial = await startTrial({ bffUrl: new URL(bff.url).origin })
    expect((await trial.post('/control/clock', { moveMs: day })).json).toEqual({ offsetMs: day })
    expect((await trial.post('/control/clock', { moveMs: -1000 })).json).toEqual({ offsetMs: day - 1000 })
    expect((await trial.get('/control/clock')).json).toEqual({ offsetMs: day - 1000 })
    expect((await trial.post('/control/clock', { resetClock: true })).json).toEqual({ offsetMs: 0 })
    expect(bff.received.map(({ path }) => path)).toEqual(Array(3).fill('/api/dev/clock'))
    expect(bff.received.map(({ json }) => json.offsetMs)).toEqual([day, day - 1000, 0])
    await trial.close()
    await bff.close()
  })

  it('moves by the buttons of the page, even if no BFF is there', async () => {
    const trial = await startTrial()
    const pressed = await trial.postForm('/control/clock', { step: 'hour' })
    expect([pressed.status, pressed.location]).toEqual([303, '/'])
    expect((await trial.get('/')).text).toContain('比真实时间快 1 小时')
    await trial.postForm('/control/clock', { resetClock: 'true' })
    expect((await trial.get('/')).text).toContain('与真实时间一致')
    expect((await trial.post('/control/clock', { moveMs: 'soon' })).status).toBe(400)
    await trial.close()
  })

  it.each([
    ['a Thursday to the Friday', '2026-11-19T09:00:00+08:00', 1],
    ['a Friday night to the Monday', '2026-11-20T23:30:00+08:00', 3],
    ['a Saturday to the Monday', '2026-11-21T00:10:00+08:00', 2]
  ])('+1 个工作日 leads from %s', (_, from, days) => {
    expect(untilNextWorkingDay(Date.parse(from))).toBe(days * day)
  })
})

describe('the reset', () => {
  it('empties every system, ends faults, and never gives a receipt number twice', async () => {
    const trial = await startTrial()
    const file = () => callYkb(trial, '/ykb/api/acceptance/apply', application('again'))
    const receipt = async () => (await file()).text.match(/YKB\d+/)?.[0]
    const first = await receipt()
    await trial.post('/control/faults', { system: 'rsj', fault: 'down' })
    const { code } = (await trial.post('/wechat/device/js-code', { person: 'zhang-min' })).json
    await trial.post('/control/reset', {})
    expect((await trial.get('/ykb/desk/api/cases')).json.cases).toEqual([])
    expect((await trial.get('/control/calls')).json.calls).toEqual([])
    expect((await trial.get('/control/state')).json.systems).toEqual(
      expect.arrayContaining([expect.objectContaining({ system: 'rsj', fault: 'none' })])
    )
    const app = { appid: 'wx-mini', secret: 'mini-secret', js_code: String(code), grant_type: 'authorization_code' }
    const login = await trial.get(`/wechat/sns/jscode2session?${new URLSearchParams(app)}`)
    expect(login.json.errcode).toBe(40029)
    expect([first?.slice(-1), (await receipt())?.slice(-1)]).toEqual(['1', '2'])
    await trial.close()
  })
})
