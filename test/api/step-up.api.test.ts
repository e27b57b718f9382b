import { identityRoutes } from '@shared/contract/identity'
import { messagesRoutes } from '@shared/contract/messages'
import { verificationRoutes } from '@shared/contract/verification'
import { citizenIdCheckDigit } from '@shared/values/citizen-id'
import { makeSessions } from '../../bff/src/domains/identity/sessions'
import { lookIntoCamera, phoneCode } from '../support/citizen'
import { smsCodeOn } from '../support/sms-inbox'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.close())
afterEach(() => jest.restoreAllMocks())

/** Time goes by, here and in the outside systems. */
const pass = async (ms: number) => {
  product.clock.moveBy(ms)
  await product.control('/control/clock', { moveMs: ms })
}
const someone = async (person: string) => {
  const citizen = product.citizen(person)
  const { me } = await citizen.signIn()
  return { ...citizen, id: me.citizenId }
}
type Someone = Awaited<ReturnType<typeof someone>>
const identity = async (citizen: Someone) => (await citizen.call(verificationRoutes.showIdentity, {})).body
const card = (first17: string) => `${first17}${citizenIdCheckDigit(first17)}`
const verifyAs = (citizen: Someone, name: string, idNumber: string) =>
  citizen.call(verificationRoutes.verifyRealName, { body: { name, idNumber } })

describe('the phone', () => {
  it('is bound by WeChat’s button, and its code is good once', async () => {
    const citizen = await someone('zhang-min')
    const code = await phoneCode(product.sandboxUrl, 'zhang-min')
    const bound = await citizen.call(verificationRoutes.bindWechatPhone, { body: { code } })
    expect(bound.body.me.level).toBe('phone')
    citizen.useToken(bound.body.token ?? '')
    expect(await identity(citizen)).toMatchObject({ phone: '199****0001', name: null, wechat: ['mini-program'] })
    const again = await citizen.call(verificationRoutes.bindWechatPhone, { body: { code } })
    expect(again.error?.error).toBe('sign_in_failed')
  })

  it('belongs to one account: bound to another, the first falls a level and is told', async () => {
    const [first, second] = [await someone('chen-guoqiang'), await someone('luo-shufen')]
    await first.bindPhone('13800000001')
    expect((await second.bindPhone('13800000001')).me.level).toBe('phone')
    expect(await identity(first)).toMatchObject({ level: 'phone', phone: null })
    const told = (await first.call(messagesRoutes.listMessages, {})).body.items.map((item) => item.title)
    expect(told).toContain('手机号已解绑')
    const levels = await product.stores.db.query('select level from identity_citizens where id = $1', [first.id])
    expect(levels).toEqual([{ level: 'session' }])
  })

  it('is changed only after a fresh check, so that a copied session cannot send the checks elsewhere', async () => {
    const citizen = await someone('liu-yang')
    await citizen.bindPhone()
    await pass(5 * 60_000)
    const phone = '13800000002'
    await citizen.call(verificationRoutes.sendPhoneCode, { body: { phone } })
    const code = await smsCodeOn(product.sandboxUrl, phone)
    const change = () => citizen.call(verificationRoutes.bindPhone, { body: { phone, code } })
    expect((await change()).error?.error).toBe('fresh_check_required')
    const other = await phoneCode(product.sandboxUrl, 'wang-xiaoli')
    const byWechat = await citizen.call(verificationRoutes.bindWechatPhone, { body: { code: other } })
    expect(byWechat.error?.error).toBe('fresh_check_required')
    await citizen.check()
    expect((await change()).status).toBe(200)
  })

  it('is not bound by a session that has ended, even where a process still believes in it', async () => {
    const citizen = await someone('wang-xiaoli')
    const code = await phoneCode(product.sandboxUrl, 'wang-xiaoli')
    await product.stores.db.query('update identity_sessions set ended_at = now() where citizen_id = $1', [citizen.id])
    const tried = await citizen.call(verificationRoutes.bindWechatPhone, { body: { code } })
    expect(tried.error?.error).toBe('sign_in_required')
    const bound = await product.stores.db.query('select 1 from identity_phones where citizen_id = $1', [citizen.id])
    expect(bound).toEqual([])
  })

  it('code of one person is of no use to another', async () => {
    const [one, other] = [await someone('xiang-yu'), await someone('wang-xiaoli')]
    const phone = '13800000003'
    await one.call(verificationRoutes.sendPhoneCode, { body: { phone } })
    const code = await smsCodeOn(product.sandboxUrl, phone)
    const stolen = await other.call(verificationRoutes.bindPhone, { body: { phone, code } })
    expect(stolen.error?.error).toBe('code_expired')
  })
})

describe('the real name', () => {
  it('takes a minority name with whichever dot, and shows it masked', async () => {
    const citizen = await someone('ayguli')
    await citizen.bindPhone()
    const verified = await verifyAs(citizen, ' 阿依古丽•买买提 ', '669999 19971205 0843')
    expect(verified.body.me.level).toBe('real-name')
    citizen.useToken(verified.body.token ?? '')
    const mine = await identity(citizen)
    expect(mine).toMatchObject({ name: '阿***提', idNumber: '669*************43', certificate: 'id-card' })
    expect(mine.verifiedBy).toBe('public-security')
  })

  it('wants a phone first', async () => {
    const citizen = await someone('gong-yan')
    const tried = await verifyAs(citizen, '龚䶮', '669999196508140338')
    expect([tried.error?.error, tried.error?.fields]).toEqual(['level_required', { needed: 'phone' }])
  })

  it('says which part of a number is wrong before anybody is asked', async () => {
    const citizen = await someone('gong-yan')
    await citizen.bindPhone()
    const tried = await verifyAs(citizen, '龚䶮', '669999196508140339')
    expect(tried.error?.error).toBe('bad_request')
    expect(tried.error?.fields?.['body.idNumber']).toMatch(/身份证号码有误/)
  })

  it('does not match: says so, and slows down after five times', async () => {
    const citizen = await someone('gong-yan')
    await citizen.check()
    const tries: (string | undefined)[] = []
    for (let i = 0; i < 6; i += 1) tries.push((await verifyAs(citizen, '龚小明', '669999196508140338')).error?.error)
    expect(tries).toEqual([...Array(5).fill('identity_not_matched'), 'too_many_requests'])
    await pass(61_000)
    const right = await verifyAs(citizen, '龚䶮', '669999196508140338')
    expect(right.body.me.level).toBe('real-name')
  })

  it('a pair one knows to be right does not wash away guesses at the papers of others', async () => {
    const citizen = await someone('zhao-lei')
    await citizen.bindPhone()
    const startMerge = (name: string) =>
      citizen.call(verificationRoutes.startMerge, { body: { name, idNumber: '669999200404270911' } })
    const answers: (string | undefined)[] = []
    for (const name of ['向宇', '向小宇', '向宇', '向小宇', '向宇', '向小宇'])
      answers.push((await startMerge(name)).error?.error)
    expect(answers.slice(0, 2)).toEqual(['not_found', 'identity_not_matched'])
    expect(answers.at(-1)).toBe('too_many_requests')
    await pass(10 * 60_000)
  })

  it('of a child under 14 is a guardian’s matter, and the register is not asked', async () => {
    const citizen = await someone('tang-jing')
    await citizen.bindPhone()
    await product.control('/control/faults', { system: 'gaj', fault: 'down' })
    const tried = await verifyAs(citizen, '唐小静', card('66999920150930068'))
    await product.control('/control/faults', { system: 'gaj', fault: 'none' })
    expect(tried.error?.error).toBe('guardian_required')
  })

  it('taken by another account is refused without a hint whose; only who knows the right name learns of it', async () => {
    const owner = await someone('zhao-lei')
    await owner.verify()
    const other = await someone('tang-jing')
    await other.check()
    const taken = await verifyAs(other, '赵磊', '669999198101080790')
    expect([taken.error?.error, taken.error?.fields]).toEqual(['identity_taken', undefined])
    const probing = await verifyAs(other, '赵雷', '669999198101080790')
    expect(probing.error?.error).toBe('identity_not_matched')
  })

  it('is verified once; the register being down is told apart from a wrong name', async () => {
    const citizen = await someone('zhao-lei')
    expect((await verifyAs(citizen, '赵磊', '669999198101080790')).error?.error).toBe('conflict')
    const other = await someone('tang-jing')
    await product.control('/control/faults', { system: 'gaj', fault: 'down' })
    const tried = await verifyAs(other, '唐静', '66999919930916068X')
    await product.control('/control/faults', { system: 'gaj', fault: 'none' })
    expect(tried.error?.error).toBe('department_unavailable')
  })

  it('asked for twice at the same moment becomes one', async () => {
    const citizen = await someone('tang-jing')
    const tries = await Promise.all([1, 2, 3].map(() => verifyAs(citizen, '唐静', '66999919930916068x')))
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(tries.map(({ status }) => status < 500)).toEqual([true, true, true])
  })

  it('lies sealed: no name, number or birth day in plain words', async () => {
    const rows = await product.stores.db.query<{ row: string }>(
      'select row_to_json(t)::text as row from identity_real_names t'
    )
    expect(rows.length).toBeGreaterThan(2)
    expect(rows.map(({ row }) => row).join()).not.toMatch(/赵磊|669999|1981-01-08|唐静/)
  })
})

describe('the face', () => {
  it('raises this session only, after WeChat says that it passed', async () => {
    const phone = await someone('he-zihan')
    await phone.verify()
    const tablet = await someone('he-zihan')
    const started = (await phone.call(verificationRoutes.startFaceCheck, {})).body
    const finish = () => phone.call(verificationRoutes.finishFaceCheck, { body: { verifyId: started.verifyId } })
    expect((await finish()).error?.error).toBe('face_not_passed')
    await lookIntoCamera(product.sandboxUrl, 'he-zihan', started.verifyId, true)
    const passed = await finish()
    expect(passed.body.me.level).toBe('face')
    phone.useToken(passed.body.token ?? '')
    expect((await identity(phone)).faceAt).not.toBeNull()
    expect((await tablet.call(identityRoutes.me, {})).body.level).toBe('real-name')
    expect((await finish()).error?.error).toBe('face_not_passed')
  })

  it('that WeChat refuses does not pass, nor does the verifyId of somebody else', async () => {
    const [one, other] = [await someone('zhao-lei'), await someone('tang-jing')]
    const started = (await one.call(verificationRoutes.startFaceCheck, {})).body
    await lookIntoCamera(product.sandboxUrl, 'zhao-lei', started.verifyId, false)
    const finish = (citizen: Someone) =>
      citizen.call(verificationRoutes.finishFaceCheck, { body: { verifyId: started.verifyId } })
    expect((await finish(one)).error?.error).toBe('face_not_passed')
    await lookIntoCamera(product.sandboxUrl, 'zhao-lei', started.verifyId, true)
    expect((await finish(other)).error?.error).toBe('face_not_passed')
  })
})

describe('every rise', () => {
  const statusWith = async (token: string) =>
    (await fetch(`${product.url}${identityRoutes.me.path}`, { headers: { authorization: `Bearer ${token}` } })).status

  it('gives another session id; the old one is refused here at once and in another process within 2 s', async () => {
    let ahead = 0
    const now = performance.now.bind(performance)
    jest.spyOn(performance, 'now').mockImplementation(() => now() + ahead)
    const elsewhere = makeSessions(product.stores.db, product.clock)
    const citizen = await someone('wang-xiaoli')
    const rises = [() => citizen.bindPhone(), () => citizen.verify(), () => citizen.check(), () => citizen.showFace()]
    for (const rise of rises) {
      const copied = citizen.token()
      expect(await elsewhere.bySession(copied)).not.toBeNull()
      await rise()
      expect(citizen.token()).not.toBe(copied)
      expect(await statusWith(copied)).toBe(401)
      ahead += 2_000
      expect(await elsewhere.bySession(copied)).toBeNull()
    }
    expect((await citizen.call(identityRoutes.me, {})).body.level).toBe('face')
  })

  it('asked for twice with the same session gives one new session, not two', async () => {
    const citizen = await someone('xiang-yu')
    await citizen.bindPhone()
    await citizen.call(verificationRoutes.sendCheckCode, {})
    const code = await smsCodeOn(product.sandboxUrl, '19900000010')
    const tries = await Promise.all(
      Array.from({ length: 10 }, () => citizen.call(verificationRoutes.check, { body: { code } }))
    )
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1)
  })
})

it('the silent sign-in of a familiar mini-program is told of once in thirty days', async () => {
  const citizen = product.citizen('zhang-min')
  const told = async () =>
    (await citizen.call(messagesRoutes.listMessages, { query: { limit: '50' } })).body.items.filter(
      (item) => item.title === '账户登录提醒'
    ).length
  await citizen.signIn()
  const before = await told()
  await citizen.signIn()
  await pass(29 * 24 * 3_600_000)
  await citizen.signIn()
  expect(await told()).toBe(before)
  await pass(30 * 24 * 3_600_000)
  await citizen.signIn()
  expect(await told()).toBe(before + 1)
})
