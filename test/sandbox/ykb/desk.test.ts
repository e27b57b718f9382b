import { application, callYkb, startTrial, type Trial } from '../in-tests/trial-sandbox'

const apply = '/ykb/api/acceptance/apply'
let trial: Trial

beforeEach(async () => {
  trial = await startTrial()
})
afterEach(() => trial.close())

function press(outerId: string, fields: Record<string, string> | [string, string][]) {
  return trial.postForm(`/ykb/desk/${outerId}/advance`, fields)
}

async function stateOf(outerId: string): Promise<unknown> {
  return (await callYkb(trial, `/ykb/api/acceptance/status?outerId=${outerId}`)).json.data
}

describe('the clerk’s desk', () => {
  it('leads a case to 办结 by form posts alone, and the bureau then knows the worker', async () => {
    await callYkb(trial, apply, application('case-1'))
    expect((await trial.get('/ykb/desk')).text).toContain('href="/ykb/desk/case-1"')
    for (const [button, to] of [
      ['受理', 'ACCEPTED'],
      ['审查', 'REVIEWING'],
      ['办结', 'DONE']
    ]) {
      expect((await trial.get('/ykb/desk/case-1')).text).toContain(`value="${to}">${button}</button>`)
      const pressed = await press('case-1', { to: to ?? '', note: '' })
      expect([pressed.status, pressed.location]).toEqual([303, '/ykb/desk/case-1'])
    }
    const page = (await trial.get('/ykb/desk/case-1')).text
    expect(page).toContain('已办结')
    expect(page).toMatch(/灵活就业人员参保登记凭证，渝中参保〔\d{4}〕00001号/)
    expect(page).not.toContain('<button')
    expect(await stateOf('case-1')).toMatchObject({ state: 'DONE' })
    expect((await trial.get('/rsj/records')).text).toMatch(/张敏[\s\S]*?已参保/)
  })

  it('sends back what the clerk marked, with the reason beside each thing', async () => {
    await callYkb(trial, apply, application('case-2'))
    await press('case-2', [
      ['item', '户籍地址'],
      ['reason', ''],
      ['item', '承诺书'],
      ['reason', '没有签名'],
      ['to', 'CORRECTION']
    ])
    const page = (await trial.get('/ykb/desk/case-2')).text
    expect(page).toContain('补正“承诺书”：没有签名')
    expect(page).toContain('等待申请人补正材料')
    expect(await stateOf('case-2')).toMatchObject({
      state: 'CORRECTION',
      events: [{}, { correction: [{ item: '承诺书', reason: '没有签名' }] }]
    })
  })

  it('says what is missing or not possible, and changes nothing', async () => {
    await callYkb(trial, apply, application('case-3'))
    const empty = await press('case-3', { to: 'CORRECTION', item: '承诺书', reason: ' ' })
    expect([empty.status, empty.text]).toEqual([400, expect.stringContaining('请写明需要补正的内容和原因')])
    const tooSoon = await press('case-3', { to: 'DONE' })
    expect([tooSoon.status, tooSoon.text]).toEqual([409, expect.stringContaining('不能转为“已办结”')])
    expect((await press('nowhere', { to: 'ACCEPTED' })).status).toBe(404)
    expect((await trial.get('/ykb/desk/nowhere')).status).toBe(404)
    expect(await stateOf('case-3')).toMatchObject({ state: 'RECEIVED' })
  })

  it('refuses with the clerk’s reason', async () => {
    await callYkb(trial, apply, application('case-4'))
    await press('case-4', { to: 'REFUSED', note: '不属于受理范围' })
    expect(await stateOf('case-4')).toMatchObject({ state: 'REFUSED', events: [{}, { note: '不属于受理范围' }] })
  })

  it('escapes what a citizen wrote', async () => {
    const form = { '<img src=x onerror=alert(1)>': '"><script>alert(2)</script>' }
    await callYkb(trial, apply, application('case-5', { form, itemName: '<b>事项</b>' }))
    const shown = (await trial.get('/ykb/desk/case-5')).text + (await trial.get('/ykb/desk')).text
    for (const markup of ['<script', '<img', '<b>事项']) expect(shown).not.toContain(markup)
    expect(shown).toContain('&lt;b&gt;事项')
  })

  it('shows an uploaded picture or PDF, and only downloads anything that could run in the browser', async () => {
    const [pdf] = application('x').materials
    const page = { ...pdf, name: '网页', fileName: '网页.html', contentType: 'text/html' }
    await callYkb(trial, apply, application('case-6', { materials: [pdf, page] }))
    const shown = await trial.get('/ykb/desk/case-6/materials/0')
    expect([shown.type, shown.text]).toEqual(['application/pdf', '%PDF-1.4 劳动关系声明'])
    expect((await trial.get('/ykb/desk/case-6/materials/1')).type).toBe('application/octet-stream')
    expect((await trial.get('/ykb/desk/case-6/materials/2')).status).toBe(404)
  })

  it('gives a result with an end of validity where the item has one', async () => {
    const changes = { itemCode: '66999920140100301', itemName: '临时占用城市道路审批' }
    await callYkb(trial, apply, application('case-7', changes))
    for (const to of ['ACCEPTED', 'REVIEWING', 'DONE']) await press('case-7', { to })
    expect(JSON.stringify(await stateOf('case-7'))).toMatch(
      /"documentNo":"渝中占道〔\d{4}〕00001号".*"validUntil":"\d{4}-\d{2}-\d{2}"/
    )
    expect((await trial.get('/rsj/records')).text).not.toMatch(/张敏<\/td>[\s\S]{0,200}已参保/)
  })
})

describe('自动办理', () => {
  it('is off at first; switched on it takes a waiting case to 办结, a step every few seconds', async () => {
    await callYkb(trial, apply, application('auto'))
    await trial.moveClock(60_000)
    await trial.settled()
    const later = () => Date.now() + 60_000
    const state = async () =>
      (await callYkb(trial, '/ykb/api/acceptance/status?outerId=auto', undefined, later())).json.data
    expect(await state()).toMatchObject({ state: 'RECEIVED' })
    const switched = await trial.postForm('/ykb/desk/autopilot', { on: 'true' })
    expect([switched.status, switched.location]).toEqual([303, '/ykb/desk'])
    await trial.settled()
    expect(await state()).toMatchObject({ state: 'ACCEPTED' })
    for (const step of ['REVIEWING', 'DONE']) {
      await trial.moveClock(3000)
      await trial.settled()
      expect(await state()).toMatchObject({ state: step })
    }
  })
})
