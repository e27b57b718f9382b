import type { DepartmentClient } from '../../platform/department-client/department-client'
import { DepartmentRefused } from '../../platform/department-client/errors'
import { settle } from '../../platform/department-client/verdict'
import { makeMemoryKv } from '../../platform/kv/memory-kv'
import { makeAccessToken } from './access-token'

/** WeChat handing out t1, t2 … or whatever body it is told to answer. */
function wechat(body?: object) {
  let fetched = 0
  const ttls: number[] = []
  const memory = makeMemoryKv()
  const kv: typeof memory = {
    ...memory,
    set: (key, value, ttlMs) => {
      ttls.push(ttlMs)
      return memory.set(key, value, ttlMs)
    }
  }
  const client: DepartmentClient = {
    async call({ read }) {
      fetched += 1
      const answer = body ?? { access_token: `t${fetched}`, expires_in: 7200 }
      return settle('wechat', read({ status: 200, body: Buffer.from(JSON.stringify(answer)) }))
    },
    state: () => ({ state: 'up', ageSeconds: 0 })
  }
  const processOf = () => makeAccessToken({ client, kv, appId: 'wx-mini', secret: 's', department: 'wechat' })
  return { processOf, kv, ttls, fetched: () => fetched }
}

const refused = (code: string) => new DepartmentRefused({ department: 'wechat', code, said: '' })

describe('the access token of the mini-program', () => {
  it('is fetched once for many calls at the same time, and shared between processes', async () => {
    const { processOf, fetched } = wechat()
    const one = processOf()
    expect(await Promise.all([one.current(), one.current(), one.current()])).toEqual(['t1', 't1', 't1'])
    expect(await processOf().current()).toBe('t1')
    expect(fetched()).toBe(1)
  })

  it('is kept until 300 s before its end, and a short one just long enough to spare WeChat a rush', async () => {
    const long = wechat()
    await long.processOf().current()
    const short = wechat({ access_token: 'late', expires_in: 300 })
    await short.processOf().current()
    expect([long.ttls, short.ttls]).toEqual([[6_900_000], [10_000]])
  })

  it.each(['40001', '42001'])('that WeChat refuses with %s is replaced and the call made once more', async (code) => {
    const { processOf, fetched } = wechat()
    const used: string[] = []
    const result = await processOf().use(async (token) => {
      used.push(token)
      if (token === 't1') throw refused(code)
      return 'sent'
    })
    expect([result, used, fetched()]).toEqual(['sent', ['t1', 't2'], 2])
  })

  it('that WeChat refuses again is our fault and is not tried for ever', async () => {
    const { processOf, fetched } = wechat()
    const failing = processOf().use(() => Promise.reject(refused('40001')))
    await expect(failing).rejects.toMatchObject({ name: 'DepartmentUnavailable', reason: 'credentials' })
    expect(fetched()).toBe(2)
  })

  it('stays when the call failed for another reason', async () => {
    const { processOf, fetched } = wechat()
    await expect(processOf().use(() => Promise.reject(refused('43101')))).rejects.toMatchObject({ code: '43101' })
    await processOf().current()
    expect(fetched()).toBe(1)
  })

  it('another process has replaced meanwhile is taken from there', async () => {
    const { processOf, kv, fetched } = wechat()
    const result = await processOf().use(async (token) => {
      if (token !== 't1') return token
      await kv.set('wechat:access-token:wx-mini', 'fresh', 1_000)
      throw refused('40001')
    })
    expect([result, fetched()]).toEqual(['fresh', 1])
  })

  it('cannot be had with a wrong secret, and the error says so', async () => {
    const { processOf } = wechat({ errcode: 40001, errmsg: 'invalid credential' })
    await expect(processOf().current()).rejects.toMatchObject({ reason: 'credentials' })
  })
})
