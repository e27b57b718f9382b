import { createHash } from 'node:crypto'
import { call, startTrial, type Trial, trialOptions } from '../in-tests/trial-sandbox'

const { paasId, token } = trialOptions.scjg
const catering = '91669999MA0YJB01X6'
let trial: Trial
let nonces = 0

beforeEach(async () => {
  trial = await startTrial()
})
afterEach(() => trial.close())

function ask(creditCode: string, { secret = token, app = paasId, apartS = 0, nonce = '' } = {}) {
  nonces += 1
  const timestamp = String(Math.floor(Date.now() / 1000) + apartS)
  const once = nonce || `tif-nonce-${nonces}`
  const signature = createHash('sha256')
    .update(timestamp + secret + once + timestamp)
    .digest('hex')
  return call(`${trial.url}/scjg/enterprise?creditCode=${creditCode}`, {
    headers: {
      'x-tif-paasid': app,
      'x-tif-timestamp': timestamp,
      'x-tif-nonce': once,
      'x-tif-signature': signature
    }
  })
}

describe('the register of enterprises', () => {
  it('tells name, legal representative and state of an enterprise', async () => {
    expect((await ask(catering)).json).toEqual({
      errcode: 0,
      errmsg: 'ok',
      data: {
        entName: '重庆黄葛树下餐饮有限公司（示例）',
        uniscid: catering,
        leRep: { name: '赵磊', cerNo: '669999198101080790' },
        regState: '1'
      }
    })
  })

  it('tells that one was revoked, knows one whose code has a wrong check digit, and does not know a stranger', async () => {
    expect((await ask('91669999MA0YJB351L')).json).toMatchObject({ data: { regState: '2' } })
    expect((await ask('91669999MA0YJB466A')).json).toMatchObject({ data: { leRep: { name: '唐静' } } })
    expect((await ask('91350100M000100Y43')).json.errcode).toBe(40401)
    expect((await ask('123')).json.errcode).toBe(40001)
  })

  it('refuses a wrong token, another application, a late call and a nonce that was used', async () => {
    expect((await ask(catering, { secret: 'guessed' })).json.errcode).toBe(40104)
    expect((await ask(catering, { app: 'other' })).json.errcode).toBe(40101)
    for (const apartS of [-185, 185]) expect((await ask(catering, { apartS })).json.errcode).toBe(40102)
    await ask(catering, { nonce: 'only-once' })
    expect((await ask(catering, { nonce: 'only-once' })).json.errcode).toBe(40103)
  })

  it('answers with another representative and state once a clerk changed them, and as before after a reset', async () => {
    const change = (to: object) => trial.post(`/scjg/enterprises/${catering}`, to)
    expect((await change({ legalPerson: 'tang-jing', state: '注销' })).json).toEqual({ changed: true })
    expect((await ask(catering)).json).toMatchObject({ data: { leRep: { name: '唐静' }, regState: '4' } })
    expect((await trial.get('/scjg/enterprises')).text).toContain('<span class="tag bad">注销</span>')
    expect((await change({ legalPerson: 'nobody' })).status).toBe(400)
    await trial.post('/control/reset', {})
    expect((await ask(catering)).json).toMatchObject({ data: { leRep: { name: '赵磊' }, regState: '1' } })
  })

  it('is changed by the form on its page', async () => {
    const pressed = await trial.postForm(`/scjg/enterprises/${catering}`, { legalPerson: 'zhao-lei', state: '吊销' })
    expect([pressed.status, pressed.location]).toEqual([303, '/scjg/enterprises'])
    expect((await ask(catering)).json).toMatchObject({ data: { regState: '2' } })
  })
})
