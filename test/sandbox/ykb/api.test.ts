import { sm3 } from '../hmac-sm3'
import { application, call, callYkb, startTrial, type Trial, ykbHeaders } from '../in-tests/trial-sandbox'

const apply = '/ykb/api/acceptance/apply'
let trial: Trial

beforeAll(async () => {
  trial = await startTrial()
})
afterAll(() => trial.close())

async function codeOf(sent: Promise<{ json: Record<string, unknown> }>): Promise<unknown> {
  return (await sent).json.code
}

function statusOf(outerId: string) {
  return callYkb(trial, `/ykb/api/acceptance/status?outerId=${outerId}`)
}

function move(outerId: string, body: object) {
  return trial.post(`/ykb/desk/api/cases/${outerId}/advance`, body)
}

describe('the digest under the signature', () => {
  it('is SM3 of GB/T 32905', () => {
    expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
    expect(sm3('abcd'.repeat(16))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732')
  })
})

describe('calls to the acceptance platform', () => {
  const body = JSON.stringify(application('signed'))
  const send = (headers: Record<string, string>, text = body, path = apply) =>
    call(`${trial.url}${path}`, { method: 'POST', headers, body: text })

  it.each([
    ['another secret', { secret: 'guess' }, 'E1001'],
    ['an unknown app', { appId: 'somebody' }, 'E1004'],
    ['a clock five minutes slow', { timestamp: Date.now() - 301_000 }, 'E1002'],
    ['a clock five minutes fast', { timestamp: Date.now() + 302_000 }, 'E1002'],
    ['a nonce of 15 characters', { nonce: 'x'.repeat(15) }, 'E1003'],
    ['a nonce of 65 characters', { nonce: 'x'.repeat(65) }, 'E1003']
  ])('are refused with %s, and no case comes of it', async (_, changes, code) => {
    expect(await codeOf(send(ykbHeaders('POST', apply, body, changes)))).toBe(code)
    expect(await codeOf(statusOf('signed'))).toBe('E2005')
  })

  it('are refused when method, path, query or body is not the signed one', async () => {
    expect(await codeOf(send(ykbHeaders('PUT', apply, body)))).toBe('E1001')
    expect(await codeOf(send(ykbHeaders('POST', apply, body), body, `${apply}?x=1`))).toBe('E1001')
    expect(await codeOf(send(ykbHeaders('POST', '/api/acceptance/apply', body)))).toBe('E1001')
    expect(await codeOf(send(ykbHeaders('POST', apply, body), body.replace('张敏', '张明')))).toBe('E1001')
  })

  it('are good once: a replay is E1003, and a forged copy does not use the nonce up', async () => {
    const nonce = 'replayed-nonce-1'
    const forged = ykbHeaders('POST', apply, body, { nonce, secret: 'guess' })
    const right = ykbHeaders('POST', apply, body, { nonce })
    expect([await codeOf(send(forged)), await codeOf(send(right)), await codeOf(send(right))]).toEqual([
      'E1001',
      '0000',
      'E1003'
    ])
  })

  it('follow the sandbox clock', async () => {
    const moved = await startTrial()
    await moved.moveClock(86_400_000)
    const path = '/ykb/api/acceptance/status?outerId=x'
    expect(await codeOf(callYkb(moved, path))).toBe('E1002')
    expect(await codeOf(callYkb(moved, path, undefined, Date.now() + 86_400_000))).toBe('E2005')
    await moved.close()
  })
})

describe('an application', () => {
  it('gets a receipt, and the same one when it is sent again, under one case', async () => {
    const [first, again] = await Promise.all([
      callYkb(trial, apply, application('twice')),
      callYkb(trial, apply, application('twice', { callbackUrl: 'http://127.0.0.1:9/moved' }))
    ])
    expect(first.json).toMatchObject({ code: '0000', data: { receiptNo: expect.stringMatching(/^YKB\d{14}$/) } })
    expect(again.json.data).toEqual(first.json.data)
    const listed = (await trial.get('/ykb/desk/api/cases')).text
    expect(listed.match(/"outerId":"twice"/g)).toHaveLength(1)
  })

  it('under the same outerId with other content is E2004', async () => {
    await callYkb(trial, apply, application('changed'))
    expect(await codeOf(callYkb(trial, apply, application('changed', { form: { 户籍地址: '别处' } })))).toBe('E2004')
    expect(await codeOf(callYkb(trial, apply, application('changed', { materials: [] })))).toBe('E2004')
  })

  it('for an item outside the directory is E2001', async () => {
    expect(await codeOf(callYkb(trial, apply, application('unknown', { itemCode: '66999920149999999' })))).toBe('E2001')
  })

  it.each([
    ['no applicant', { applicant: undefined }, 'applicant'],
    [
      'a wrong check digit',
      { applicant: { ...application('x').applicant, certNo: '669999198803120022' } },
      'applicant.certNo'
    ],
    ['a short mobile', { applicant: { ...application('x').applicant, mobile: '1990000' } }, 'applicant.mobile'],
    ['a number in the form', { form: { 人数: 3 } }, 'form.人数'],
    ['a time without offset', { submittedAt: '2026-11-22T10:00:00' }, 'submittedAt'],
    ['no callback address', { callbackUrl: 'ftp://x' }, 'callbackUrl'],
    ['a file of another size', { materials: [{ ...application('x').materials[0], size: 1 }] }, 'materials.0.size'],
    [
      'a file with another digest',
      { materials: [{ ...application('x').materials[0], sm3: '0'.repeat(64) }] },
      'materials.0.sm3'
    ]
  ])('with %s is E2002 and names the field', async (_, changes, field) => {
    const reply = (await callYkb(trial, apply, application('wrong', changes))).json
    expect(reply.code).toBe('E2002')
    expect(reply.data).toEqual({ fields: [{ field, reason: expect.stringMatching(/\p{Script=Han}/u) }] })
  })

  it('tells its state and every event with its time', async () => {
    await callYkb(trial, apply, application('watched'))
    await move('watched', { to: 'ACCEPTED' })
    const { data } = (await statusOf('watched')).json
    const time = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}\+08:00$/)
    expect(data).toMatchObject({
      outerId: 'watched',
      state: 'ACCEPTED',
      receivedAt: time,
      events: [
        { state: 'RECEIVED', at: time },
        { state: 'ACCEPTED', at: time, note: expect.any(String), eventId: expect.any(String) }
      ]
    })
  })
})

describe('the steps of a case', () => {
  it.each([
    [[], 'REVIEWING'],
    [[], 'DONE'],
    [[], 'RECEIVED'],
    [['ACCEPTED'], 'ACCEPTED'],
    [['ACCEPTED'], 'DONE'],
    [['ACCEPTED', 'REVIEWING', 'DONE'], 'REFUSED'],
    [['CORRECTION'], 'ACCEPTED'],
    [['CORRECTION'], 'REFUSED'],
    [['REFUSED'], 'ACCEPTED']
  ])('after %j do not lead to %s', async (before, to) => {
    const outerId = `legal-${before.join('-')}-${to}`
    await callYkb(trial, apply, application(outerId))
    const words = { note: '理由', correction: [{ item: '承诺书', reason: '未签名' }] }
    for (const step of before) expect((await move(outerId, { to: step, ...words })).status).toBe(200)
    expect((await move(outerId, { to, ...words })).status).toBe(409)
    expect((await statusOf(outerId)).json.data).toMatchObject({ state: before.at(-1) ?? 'RECEIVED' })
  })

  it('need a reason for 补正 and 不予受理, and a case that exists', async () => {
    await callYkb(trial, apply, application('reasons'))
    expect((await move('reasons', { to: 'CORRECTION' })).status).toBe(400)
    expect((await move('reasons', { to: 'REFUSED', note: ' ' })).status).toBe(400)
    expect((await move('reasons', { to: 'AWAY' })).status).toBe(400)
    expect((await move('nowhere', { to: 'ACCEPTED' })).status).toBe(404)
  })
})

describe('a supplement', () => {
  const path = '/ykb/api/acceptance/supplement'
  const mended = { form: { 户籍地址: '示例路 18 号 6-2' }, materials: application('x').materials }

  it('leads a case back to RECEIVED once, however often it is sent', async () => {
    await callYkb(trial, apply, application('mended'))
    await move('mended', { to: 'CORRECTION', correction: [{ item: '户籍地址', reason: '不完整' }] })
    const sent = { outerId: 'mended', supplementId: 's1', ...mended }
    expect((await callYkb(trial, path, sent)).json).toMatchObject({ code: '0000', data: { state: 'RECEIVED' } })
    await move('mended', { to: 'ACCEPTED' })
    expect((await callYkb(trial, path, sent)).json).toMatchObject({ code: '0000', data: { state: 'RECEIVED' } })
    expect((await statusOf('mended')).json.data).toMatchObject({ state: 'ACCEPTED' })
    expect(await codeOf(callYkb(trial, path, { ...sent, form: {} }))).toBe('E2004')
    const page = (await trial.get('/ykb/desk/mended')).text
    expect(page).toContain('示例路 18 号 6-2')
    expect(page).toContain('个体经营')
  })

  it('is refused for an unknown case (E2005) and for one that waits for nothing (E2002)', async () => {
    await callYkb(trial, apply, application('quiet'))
    expect(await codeOf(callYkb(trial, path, { outerId: 'nowhere', supplementId: 's1', ...mended }))).toBe('E2005')
    expect(await codeOf(callYkb(trial, path, { outerId: 'quiet', supplementId: 's1', ...mended }))).toBe('E2002')
  })
})
