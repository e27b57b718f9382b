import { createServer } from 'node:http'
import { acceptanceCallback } from '@shared/contract/departments'
import { makeYkbConnector } from '../../../bff/src/departments/ykb/client'
import { movableClock } from '../../../bff/src/platform/clock/clock'
import type { SignedRequest } from '../../../bff/src/platform/http/caller'
import { makeMemoryKv } from '../../../bff/src/platform/kv/memory-kv'
import { silentLog } from '../../../bff/src/platform/log/log'
import { makeMetrics } from '../../../bff/src/platform/metrics/metrics'
import { startTrial, type Trial, trialOptions } from '../../sandbox/in-tests/trial-sandbox'
import { testGrant } from '../../support/test-grant'
import { portOf } from './fault-proxy'
import { applicationOf } from './ykb-target'

/** What the platform sent to our callback address, word for word. */
const heard: SignedRequest[] = []
const ear = createServer(async (req, res) => {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(Buffer.from(chunk))
  const headers = Object.fromEntries(Object.entries(req.headers).map(([name, value]) => [name, String(value)]))
  heard.push({ method: req.method ?? '', path: req.url ?? '', headers, rawBody: Buffer.concat(chunks) })
  res.end('{"code":"0000"}')
})
let sandbox: Trial

beforeAll(async () => {
  sandbox = await startTrial()
  await new Promise<void>((resolve) => ear.listen(0, '127.0.0.1', resolve))
  const ykb = connector()
  await ykb.apply(applicationOf('case-heard'), testGrant('ykb'))
  await advance({ to: 'ACCEPTED' })
  await advance({ to: 'REVIEWING' })
  await advance({ to: 'DONE' })
  await sandbox.settled()
})
afterAll(async () => {
  await sandbox.close()
  ear.closeAllConnections()
  await new Promise((resolve) => ear.close(resolve))
})

function connector(clockAheadMs = 0) {
  const { appId, secret, callbackSecret } = trialOptions.ykb
  const callbackUrl = `http://127.0.0.1:${portOf(ear.address())}/api/v1/departments/ykb/callback`
  return makeYkbConnector(
    { url: `${sandbox.url}/ykb`, appId, secret, callbackSecret, callbackUrl },
    {
      log: silentLog(),
      metrics: makeMetrics({ processMetrics: false }),
      audit: () => undefined,
      clock: movableClock(clockAheadMs),
      kv: makeMemoryKv()
    }
  )
}

const advance = (order: object) => sandbox.post('/ykb/desk/api/cases/case-heard/advance', order)

function last(): SignedRequest {
  const callback = heard.at(-1)
  if (callback === undefined) throw new Error('the platform has not called back')
  return callback
}

describe('a callback of the acceptance platform', () => {
  it('is believed, and tells the step in our words', async () => {
    const ykb = connector()
    expect(await ykb.verifyCallback(last())).toEqual({ ok: true })
    const step = ykb.toCaseStep(acceptanceCallback.parse(JSON.parse(last().rawBody.toString())))
    expect(step).toMatchObject({
      outerId: 'case-heard',
      state: 'completed',
      result: { title: '灵活就业人员参保登记凭证' }
    })
    expect(step.at).toBeInstanceOf(Date)
  })

  it('tells the same steps as the platform does when it is asked', async () => {
    const ykb = connector()
    const told = heard.map(({ rawBody }) => ykb.toCaseStep(acceptanceCallback.parse(JSON.parse(rawBody.toString()))))
    const asked = await ykb.status('case-heard')
    expect(asked?.steps.map(({ state }) => state)).toEqual(['received', 'accepted', 'reviewing', 'completed'])
    expect(asked?.steps.slice(-told.length)).toEqual(told)
  })

  it('is believed once', async () => {
    const ykb = connector()
    await ykb.verifyCallback(last())
    expect(await ykb.verifyCallback(last())).toEqual({ ok: false, reason: 'nonce' })
  })

  it('is not believed ten minutes later, nor with another state written into it', async () => {
    expect(await connector(600_000).verifyCallback(last())).toEqual({ ok: false, reason: 'clock' })
    const rawBody = Buffer.from(last().rawBody.toString().replace('DONE', 'REFUSED'))
    expect(await connector().verifyCallback({ ...last(), rawBody })).toEqual({ ok: false, reason: 'signature' })
  })

  it('in a state we have no word for is put off, so that the platform sends it again', () => {
    const body = acceptanceCallback.parse(JSON.parse(last().rawBody.toString().replace('DONE', 'SUSPENDED')))
    expect(() => connector().toCaseStep(body)).toThrow(expect.objectContaining({ reason: 'garbage' }))
  })
})

describe('a case at the acceptance platform', () => {
  it('that it does not know is null', async () => {
    expect(await connector().status('case-of-nobody')).toBeNull()
  })

  it('with a wrong mobile number is refused with the field named', async () => {
    const application = applicationOf('case-refused')
    const wrong = { ...application, applicant: { ...application.applicant, mobile: '123' } }
    await expect(connector().apply(wrong, testGrant('ykb'))).rejects.toMatchObject({
      code: 'E2002',
      fields: [expect.objectContaining({ field: 'applicant.mobile' })]
    })
  })

  it('is mended once, however often the mended papers are sent', async () => {
    const ykb = connector()
    const application = applicationOf('case-mended')
    await ykb.apply(application, testGrant('ykb'))
    const correction = [{ item: '承诺书', reason: '缺少签名' }]
    await sandbox.post('/ykb/desk/api/cases/case-mended/advance', { to: 'CORRECTION', note: '请补正', correction })
    await ykb.supplement(application, 'supplement-1', testGrant('ykb'))
    await ykb.supplement(application, 'supplement-1', testGrant('ykb'))
    const steps = (await ykb.status('case-mended'))?.steps ?? []
    expect(steps.map(({ state }) => state)).toEqual(['received', 'correction', 'received'])
    expect(steps[1]?.correction).toEqual(correction)
  })
})
