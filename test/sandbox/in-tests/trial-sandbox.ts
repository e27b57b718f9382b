import { createHash } from 'node:crypto'
import { sm2, sm3 } from 'sm-crypto-v2'
import * as z from 'zod'
import type { SandboxOptions } from '../options'
import { type Sandbox, startSandbox } from '../start-sandbox'

// The key pair of GB/T 32918.5 App. A is ours; the bureaus' are made for each run.
export const ourPrivateKey = '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8'
export const bureauKeys = sm2.generateKeyPairHex()
export const policeKeys = sm2.generateKeyPairHex()

/** Options of a sandbox in memory on any free port, whose BFF does not exist. */
export const trialOptions: SandboxOptions = {
  port: 0,
  host: '127.0.0.1',
  bffUrl: 'http://127.0.0.1:9',
  wechat: { appid: 'wx-mini', secret: 'mini-secret', oaAppid: 'wx-oa', oaSecret: 'oa-secret' },
  push: {
    token: 'mini-push-token',
    aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
    oaToken: 'oa-push-token',
    oaAesKey: 'GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba'
  },
  ykb: { appId: 'zhijianban', secret: 'our-secret', callbackSecret: 'their-secret' },
  rsj: {
    appCode: 'ZJB',
    sm4Key: '0123456789abcdeffedcba9876543210',
    ourPublicKey: sm2.getPublicKeyFromPrivateKey(ourPrivateKey),
    privateKey: bureauKeys.privateKey
  },
  sms: { appId: 'zhijianban', secret: 'sms-secret' },
  gaj: {
    appCode: 'ZJB-GA',
    sm4Key: 'fedcba98765432100123456789abcdef',
    ourPublicKey: sm2.getPublicKeyFromPrivateKey(ourPrivateKey),
    privateKey: policeKeys.privateKey
  },
  zzk: {
    appCode: 'ZJB-ZZ',
    sm4Key: '00112233445566778899aabbccddeeff',
    ourPublicKey: sm2.getPublicKeyFromPrivateKey(ourPrivateKey),
    privateKey: policeKeys.privateKey
  },
  ykbAuth: { clientId: 'zjb-client', clientSecret: 'ykb-auth-secret' },
  scjg: { paasId: 'zjb-paas', token: 'scjg-token' },
  partners: { 'culture-tourism': 'culture-secret', 'district-library': 'library-secret' }
}

export type Reply = { status: number; type: string; text: string; location: string; json: Record<string, unknown> }

export type Trial = Sandbox & {
  get(path: string): Promise<Reply>
  post(path: string, body: object): Promise<Reply>
  postForm(path: string, fields: Record<string, string> | [string, string][]): Promise<Reply>
  moveClock(moveMs: number): Promise<void>
}

/** A running sandbox with the few calls that every test makes. */
export async function startTrial(options: Partial<SandboxOptions> = {}): Promise<Trial> {
  const sandbox = await startSandbox({ ...trialOptions, ...options })
  const base = `http://127.0.0.1:${sandbox.port}`
  const post = (path: string, body: object) =>
    call(`${base}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body)
    })
  return {
    ...sandbox,
    url: base,
    get: (path) => call(`${base}${path}`, {}),
    post,
    postForm: (path, fields) => call(`${base}${path}`, { method: 'POST', body: new URLSearchParams(fields) }),
    moveClock: async (moveMs) => {
      await post('/control/clock', { moveMs })
    }
  }
}

/** One HTTP call without following redirects; `json` is {} when the answer is not a JSON object. */
export async function call(url: string, init: RequestInit): Promise<Reply> {
  const reply = await fetch(url, { ...init, redirect: 'manual' })
  const text = await reply.text()
  return {
    status: reply.status,
    type: reply.headers.get('content-type') ?? '',
    location: reply.headers.get('location') ?? '',
    text,
    json: objectIn(text)
  }
}

/** The text as a JSON object, {} when it is none. */
export function objectIn(text: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch {
    return {}
  }
}

let nonces = 0

/** Headers of a signed ykb call, written from the published rule with another SM3 than the sandbox uses. */
export function ykbHeaders(
  method: string,
  path: string,
  body: string,
  {
    secret = trialOptions.ykb.secret,
    timestamp = Date.now(),
    nonce = freshNonce(),
    appId = trialOptions.ykb.appId
  } = {}
): Record<string, string> {
  const bodyDigest = sm3(new TextEncoder().encode(body))
  const text = `${method}\n${path}\n${timestamp}\n${nonce}\n${bodyDigest}`
  return {
    'X-Ykb-App-Id': appId,
    'X-Ykb-Timestamp': String(timestamp),
    'X-Ykb-Nonce': nonce,
    'X-Ykb-Signature': sm3(new TextEncoder().encode(text), { key: new TextEncoder().encode(secret), mode: 'hmac' })
  }
}

/** A signed GET (no body) or POST to the acceptance platform. */
export function callYkb(trial: Trial, path: string, body?: object, timestamp?: number): Promise<Reply> {
  const text = body === undefined ? '' : JSON.stringify(body)
  const method = body === undefined ? 'GET' : 'POST'
  const headers = ykbHeaders(method, path, text, { timestamp })
  return call(`${trial.url}${path}`, { method, headers, body: body === undefined ? undefined : text })
}

/** An application of the default person for the flexible-worker item, with one small file. */
export function application(outerId: string, changes: object = {}) {
  const content = Buffer.from('%PDF-1.4 劳动关系声明')
  return {
    outerId,
    itemCode: '66999920140100101',
    itemName: '灵活就业人员社会保险参保登记',
    applicant: { name: '张敏', certType: '111', certNo: '669999198803120021', mobile: '19900000001' },
    form: { 户籍地址: '大坪街道示例路 18 号', 就业方式: '个体经营' },
    materials: [
      {
        name: '承诺书',
        fileName: '承诺书.pdf',
        contentType: 'application/pdf',
        size: content.length,
        sm3: createHash('sm3').update(content).digest('hex'),
        content: content.toString('base64')
      }
    ],
    submittedAt: '2026-11-22T10:00:00+08:00',
    callbackUrl: 'http://127.0.0.1:9/api/v1/departments/ykb/callback',
    ...changes
  }
}

function freshNonce(): string {
  nonces += 1
  return `trial-nonce-${String(nonces).padStart(8, '0')}`
}
