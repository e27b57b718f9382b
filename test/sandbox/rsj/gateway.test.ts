import { createCipheriv, createHash } from 'node:crypto'
import fc from 'fast-check'
import { sm2, sm4 } from 'sm-crypto-v2'
import { decrypt, encrypt, isSignedBy, sign, signedText } from '../envelope'
import {
  application,
  bureauKeys,
  callYkb,
  ourPrivateKey,
  startTrial,
  type Trial,
  trialOptions
} from '../in-tests/trial-sandbox'

const { sm4Key, ourPublicKey } = trialOptions.rsj
const userId = '1234567812345678'
let trial: Trial
let requests = 0

beforeAll(async () => {
  trial = await startTrial()
})
afterAll(() => trial.close())

/** An envelope written from the published rule, not with the sandbox's own code. */
function envelope(payload: object, changes: Record<string, string> = {}, privateKey = ourPrivateKey) {
  requests += 1
  const iv = createHash('sm3').update(`iv ${requests}`).digest().subarray(0, 16)
  const cipher = sm4.encrypt(new TextEncoder().encode(JSON.stringify(payload)), sm4Key, {
    mode: 'cbc',
    iv: iv.toString('hex'),
    padding: 'pkcs#7',
    output: 'array'
  })
  const fields: Record<string, string> = {
    appCode: 'ZJB',
    version: '1.0.0',
    encType: 'SM4',
    signType: 'SM2',
    timestamp: String(Date.now()),
    requestId: `request-${requests}`,
    transCode: 'SI_FLEX_STATUS',
    encData: Buffer.concat([iv, cipher]).toString('base64'),
    ...changes
  }
  const { appCode, encData, encType, requestId, signType, timestamp, transCode, version } = fields
  const text = `appCode=${appCode}&encData=${encData}&encType=${encType}&requestId=${requestId}&signType=${signType}&timestamp=${timestamp}&transCode=${transCode}&version=${version}`
  const signature = sm2.doSignature(text, privateKey, { hash: true, der: false, userId })
  return { ...fields, signData: Buffer.from(signature, 'hex').toString('base64') }
}

async function ask(sent: object) {
  const { json } = await trial.post('/rsj/gateway', sent)
  return { code: json.code, requestId: json.requestId, payload: open(json.encData), json }
}

function open(encData: unknown): unknown {
  if (typeof encData !== 'string') return undefined
  const bytes = Buffer.from(encData, 'base64')
  const options = { mode: 'cbc' as const, iv: bytes.subarray(0, 16).toString('hex'), padding: 'pkcs#7' as const }
  return JSON.parse(sm4.decrypt(bytes.subarray(16).toString('hex'), sm4Key, options))
}

const zhangMin = { certNo: '669999198803120021', name: '张敏' }
const chen = { certNo: '66999919850703011X', name: '陈国强' }

describe('SM2 and SM4 of the bureau', () => {
  it('verify the signature printed in GB/T 32918.5 App. A', () => {
    const r = 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3'
    const s = 'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa'
    const signature = Buffer.from(r + s, 'hex').toString('base64')
    expect(isSignedBy('message digest', signature, ourPublicKey)).toBe(true)
    expect(isSignedBy('message digesT', signature, ourPublicKey)).toBe(false)
    expect(isSignedBy('message digest', '', ourPublicKey)).toBe(false)
    expect(isSignedBy('message digest', Buffer.alloc(64, 255).toString('base64'), ourPublicKey)).toBe(false)
  })

  it('decrypt the block of GB/T 32907 App. A in CBC mode', () => {
    const key = Buffer.from(sm4Key, 'hex')
    const cipher = createCipheriv('sm4-cbc', key, key).setAutoPadding(false)
    expect(Buffer.concat([cipher.update(key), cipher.final()]).toString('hex')).toBe('2677f46b09c122cc975533105bd4a22a')
  })

  it('bring any text back, and refuse what was cut or belongs to another key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const sealed = encrypt(text, sm4Key)
        expect(decrypt(sealed, sm4Key)).toBe(Buffer.from(text).toString())
        expect(decrypt(sealed.slice(0, 12), sm4Key)).toBeUndefined()
      })
    )
    const text = signedText({ b: '2', signData: 'x', a: '1', c: undefined })
    expect(text).toBe('a=1&b=2')
    expect(isSignedBy(text, sign(text, bureauKeys.privateKey), ourPublicKey)).toBe(false)
  })
})

describe('the bureau’s gateway', () => {
  it('tells that a worker is enrolled, since when and where', async () => {
    const { code, payload } = await ask(envelope(chen))
    expect(code).toBe('0')
    expect(payload).toMatchObject({
      enrolled: true,
      personalNo: '6699990000002',
      agency: expect.any(String),
      insurances: [{ name: '企业职工基本养老保险', since: '2021-04', status: '正常缴费' }]
    })
  })

  it('tells that a worker is not enrolled, and signs the answer over its sorted fields', async () => {
    const { payload, json } = await ask(envelope(zhangMin))
    expect(payload).toEqual({ enrolled: false })
    const text = `code=0&encData=${json.encData}&message=${json.message}&requestId=${json.requestId}&timestamp=${json.timestamp}`
    const signature = Buffer.from(String(json.signData), 'base64').toString('hex')
    const options = { hash: true, der: false, userId }
    expect(sm2.doVerifySignature(text, signature, bureauKeys.publicKey, options)).toBe(true)
  })

  it('signs a refusal too, without encData', async () => {
    const { json } = await ask(envelope({ ...zhangMin, name: '张明' }))
    expect(json).toMatchObject({ code: '2001', message: expect.any(String) })
    expect(json).not.toHaveProperty('encData')
    const text = `code=2001&message=${json.message}&requestId=${json.requestId}&timestamp=${json.timestamp}`
    expect(isSignedBy(text, String(json.signData), bureauKeys.publicKey)).toBe(true)
  })

  it.each([
    ['another appCode', () => envelope(zhangMin, { appCode: 'XXX' }), '1004'],
    ['a clock three minutes slow', () => envelope(zhangMin, { timestamp: String(Date.now() - 181_000) }), '1002'],
    ['a clock three minutes fast', () => envelope(zhangMin, { timestamp: String(Date.now() + 182_000) }), '1002'],
    ['another key', () => envelope(zhangMin, {}, bureauKeys.privateKey), '1001'],
    ['changed content', () => ({ ...envelope(zhangMin), encData: encrypt('{}', sm4Key) }), '1001'],
    ['an unknown transCode', () => envelope(zhangMin, { transCode: 'SI_OTHER' }), '2002'],
    ['a payload without a name', () => envelope({ certNo: '1' }), '2002'],
    ['content that cannot be decrypted', () => envelope(zhangMin, { encData: 'AAAA' }), '2002'],
    ['another version', () => envelope(zhangMin, { version: '2.0.0' }), '2002'],
    ['no body to speak of', () => [], '2002']
  ])('refuses %s', async (_, sent, code) => {
    expect((await ask(sent())).code).toBe(code)
  })

  it('takes a requestId once: identical content gets the first payload again, other content 1003', async () => {
    const requestId = 'asked-before'
    const first = await ask(envelope(chen, { requestId }))
    const again = await ask(envelope(chen, { requestId }))
    expect(again.json.encData).toBe(first.json.encData)
    expect((await ask(envelope(zhangMin, { requestId }))).code).toBe('1003')
    expect(again.requestId).toBe(requestId)
  })

  it('knows a worker enrolled through the platform, though no register names him', async () => {
    const own = await startTrial()
    const applicant = { name: '石头', certType: '111', certNo: '66999919900101001X', mobile: '19900000099' }
    await callYkb(
      own,
      '/ykb/api/acceptance/apply',
      application('stone', { applicant, form: { 险种: '基本养老保险、基本医疗保险', 参保起始月: '2027年1月' } })
    )
    const query = () => own.post('/rsj/gateway', envelope({ certNo: applicant.certNo, name: applicant.name }))
    const before = (await query()).json.code
    for (const to of ['ACCEPTED', 'REVIEWING', 'DONE']) await own.post('/ykb/desk/api/cases/stone/advance', { to })
    const after = open((await query()).json.encData)
    await own.close()
    expect(before).toBe('2001')
    expect(after).toMatchObject({
      enrolled: true,
      insurances: [
        { name: '企业职工基本养老保险', since: '2027-01' },
        { name: '职工基本医疗保险', since: '2027-01' }
      ]
    })
  })
})
