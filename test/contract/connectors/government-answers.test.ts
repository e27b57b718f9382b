import { makeGajConnector } from '../../../bff/src/departments/gaj/client'
import { makeScjgConnector } from '../../../bff/src/departments/scjg/client'
import { makeSmsConnector } from '../../../bff/src/departments/sms/client'
import { makeYkbAuthConnector } from '../../../bff/src/departments/ykb-auth/client'
import { movableClock } from '../../../bff/src/platform/clock/clock'
import { makeMemoryKv } from '../../../bff/src/platform/kv/memory-kv'
import { silentLog } from '../../../bff/src/platform/log/log'
import { makeMetrics } from '../../../bff/src/platform/metrics/metrics'
import { ourPrivateKey, policeKeys, startTrial, type Trial, trialOptions } from '../../sandbox/in-tests/trial-sandbox'
import { smsCodeOn } from '../../support/sms-inbox'

const redirectUri = 'http://127.0.0.1:9/back'
let trial: Trial
const clock = movableClock()
const deps = {
  log: silentLog(),
  metrics: makeMetrics({ processMetrics: false }),
  audit: () => undefined,
  clock,
  kv: makeMemoryKv()
}

beforeAll(async () => {
  trial = await startTrial()
})
afterAll(() => trial.close())

describe('the public security bureau', () => {
  const check = (name: string, idNumber: string) => {
    const { appCode, sm4Key } = trialOptions.gaj
    const keys = { appCode, sm4Key, privateKey: ourPrivateKey, bureauPublicKey: policeKeys.publicKey }
    return makeGajConnector({ url: `${trial.url}/gaj`, ...keys }, deps).check({ name, idNumber })
  }

  it.each([
    ['a citizen with their own number', '张敏', '669999198803120021', 'matched'],
    ['a name with a rare character', '龚䶮', '669999196508140338', 'matched'],
    ['a name with a middle dot', '阿依古丽·买买提', '669999199712050843', 'matched'],
    ['somebody with the number of another', '张敏', '66999919850703011X', 'not-matched'],
    ['a number that belongs to nobody', '张敏', '11010519491231002X', 'not-matched']
  ])('says of %s (%s): %s is %s', async (_who, name, idNumber, answer) => {
    expect(await check(name, idNumber)).toBe(answer)
  })
})

describe('the market-regulation bureau', () => {
  const look = (creditCode: string) =>
    makeScjgConnector({ url: `${trial.url}/scjg`, ...trialOptions.scjg }, deps).byCreditCode(creditCode)

  it('tells who represents an enterprise in business', async () => {
    expect(await look('91669999MA0YJB0286')).toEqual({
      name: '重庆两江灯火软件有限公司（示例）',
      creditCode: '91669999MA0YJB0286',
      legalRepresentative: { name: '唐静', idNumber: '66999919930916068X' },
      state: 'active'
    })
  })

  it('tells that a licence was revoked', async () => {
    expect(await look('91669999MA0YJB351L')).toMatchObject({ state: 'revoked' })
  })

  it('is asked about a code whose check digit is wrong, because a few of those are in use', async () => {
    expect(await look('91669999MA0YJB466A')).toMatchObject({ name: '重庆老码头修理厂（示例）', state: 'active' })
  })

  it('knows no enterprise under a code of nobody', async () => {
    expect(await look('91350100M000100Y43')).toBeNull()
  })
})

describe('the sign-in of 渝快办', () => {
  const connector = () => {
    const pages = { url: `${trial.url}/ykb-auth`, pageUrl: `${trial.url}/ykb-auth` }
    return makeYkbAuthConnector({ ...pages, ...trialOptions.ykbAuth }, deps)
  }
  const codeOf = async (person: string) => {
    const { pathname, search } = new URL(connector().authorizeUrl(redirectUri, 'state'))
    const { location } = await trial.postForm(`${pathname}${search}`, { person })
    return new URL(location).searchParams.get('code') ?? ''
  }

  it.each([
    ['L1', 'xiang-yu', 'phone'],
    ['L2', 'zhang-min', 'real-name'],
    ['L3', 'zhao-lei', 'face']
  ])('an account of level %s (%s) counts as %s', async (_level, person, level) => {
    expect(await connector().byCode(await codeOf(person), redirectUri)).toMatchObject({ level })
  })

  it('the same person has the same uid every time, another one another', async () => {
    const uid = async (person: string) => (await connector().byCode(await codeOf(person), redirectUri))?.uid
    const first = await uid('zhang-min')
    expect(await uid('zhang-min')).toBe(first)
    expect(await uid('zhao-lei')).not.toBe(first)
  })

  it('a code that was used, made up, or fetched for another address signs nobody in', async () => {
    const used = await codeOf('zhang-min')
    await connector().byCode(used, redirectUri)
    expect(await connector().byCode(used, redirectUri)).toBeNull()
    expect(await connector().byCode('made-up', redirectUri)).toBeNull()
    expect(await connector().byCode(await codeOf('zhang-min'), 'http://127.0.0.1:9/else')).toBeNull()
  })
})

describe('the SMS gateway', () => {
  const sms = () => makeSmsConnector({ url: `${trial.url}/sms`, signature: '指尖办', ...trialOptions.sms }, deps)
  const message = { outId: 'm-1', phone: '19900000002', template: 'check-code', params: ['204816'] } as const

  it('delivers a code to the phone, and its receipt says so a little later', async () => {
    await sms().send({ ...message, params: [...message.params] })
    expect(await smsCodeOn(trial.url, message.phone)).toBe('204816')
    expect(await sms().receipt('m-1')).toBe('sent')
    await trial.moveClock(10_000)
    expect(await sms().receipt('m-1')).toBe('delivered')
  })

  it('says of a dead number that the message failed, and of one never sent that it is unknown', async () => {
    await sms().send({ ...message, outId: 'm-2', phone: '19900000099', params: ['204817'] })
    await trial.moveClock(10_000)
    expect(await sms().receipt('m-2')).toBe('failed')
    expect(await sms().receipt('m-3')).toBe('unknown')
  })

  it('refuses a number of no phone without naming it in the error', async () => {
    const wrong = sms().send({ ...message, outId: 'm-4', phone: '12345678901', params: ['204818'] })
    await expect(wrong).rejects.toMatchObject({
      name: 'DepartmentRefused',
      code: 'E2001',
      message: 'sms refused: E2001'
    })
  })
})
