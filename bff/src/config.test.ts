import { freshSecrets, settingsFor } from '../../test/support/sandbox-secrets'
import { ConfigProblems, readConfig } from './config'

const secrets = freshSecrets()
const development = settingsFor(secrets, 'http://127.0.0.1:4000', 'http://127.0.0.1:3000')
/** What a deployment of the district would set. */
const production: Record<string, string> = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://bff:2x7Qp@db.internal/zjb',
  REDIS_URL: 'rediss://cache.internal:6380',
  PUBLIC_URL: 'https://zhijianban.example',
  SEAL_KEY: '7d1f0e9c83b24a56d0e1f29384756a6b0c1d2e3f405162738495a6b7c8d9eafb',
  SEAL_INDEX_KEY: '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f80a',
  CERTIFICATE_SIGN_KEY: '5e4d3c2b1a0f9e8d7c6b5a4938271605f4e3d2c1b0a998877665544332211f0e',
  LEDGER_SIGN_KEY: '3c2b1a0f9e8d7c6b5a4938271605f4e3d2c1b0a998877665544332211f0e0d0c',
  WECHAT_API_URL: 'https://api.weixin.qq.com',
  WECHAT_OAUTH_URL: 'https://open.weixin.qq.com',
  WECHAT_APPID: 'wx1234567890abcdef',
  WECHAT_SECRET: '3f9c1b7a2e8d4056c1d2e3f4a5b6c7d8',
  WECHAT_OA_APPID: 'wxfedcba0987654321',
  WECHAT_OA_SECRET: '8d7c6b5a4f3e2d1c0b9a8f7e6d5c4b3a',
  WECHAT_PUSH_TOKEN: 'Qx8rT2mZ6wLc',
  WECHAT_PUSH_AES_KEY: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  DEPARTMENT_YKB_URL: 'https://gateway.gov.example/ykb',
  DEPARTMENT_YKB_APP_ID: 'zhijianban',
  DEPARTMENT_YKB_SECRET: 'Hq7-vR2m_Zx9LkP4',
  DEPARTMENT_YKB_CALLBACK_SECRET: 'Tn3-wY8c_Bd5GjS6',
  DEPARTMENT_RSJ_URL: 'https://gateway.gov.example/rsj',
  DEPARTMENT_RSJ_APP_CODE: 'zhijianban',
  DEPARTMENT_RSJ_SM4_KEY: secrets.rsj.sm4Key,
  DEPARTMENT_RSJ_PRIVATE_KEY: secrets.rsj.ours.privateKey,
  DEPARTMENT_RSJ_PUBLIC_KEY: secrets.rsj.bureau.publicKey,
  SMS_URL: 'https://sms.example',
  SMS_APP_ID: 'zhijianban',
  SMS_SECRET: 'Wd5-kB9s_Qe2FhU7',
  SMS_SIGNATURE: '指尖办',
  DEPARTMENT_GAJ_URL: 'https://gateway.gov.example/gaj',
  DEPARTMENT_GAJ_APP_CODE: 'zhijianban',
  DEPARTMENT_GAJ_SM4_KEY: secrets.gaj.sm4Key,
  DEPARTMENT_GAJ_PRIVATE_KEY: secrets.gaj.ours.privateKey,
  DEPARTMENT_GAJ_PUBLIC_KEY: secrets.gaj.bureau.publicKey,
  DEPARTMENT_ZZK_URL: 'https://gateway.gov.example/zzk',
  DEPARTMENT_ZZK_APP_CODE: 'zhijianban',
  DEPARTMENT_ZZK_SM4_KEY: secrets.zzk.sm4Key,
  DEPARTMENT_ZZK_PRIVATE_KEY: secrets.zzk.ours.privateKey,
  DEPARTMENT_ZZK_PUBLIC_KEY: secrets.zzk.bureau.publicKey,
  DEPARTMENT_YKB_AUTH_URL: 'https://auth.gov.example',
  DEPARTMENT_YKB_AUTH_PAGE_URL: 'https://auth.gov.example',
  DEPARTMENT_YKB_AUTH_CLIENT_ID: 'zhijianban',
  DEPARTMENT_YKB_AUTH_CLIENT_SECRET: 'Rj8-mN3x_Vt6CzK1',
  DEPARTMENT_SCJG_URL: 'https://tif.gov.example/scjg',
  DEPARTMENT_SCJG_PAAS_ID: 'zhijianban',
  DEPARTMENT_SCJG_TOKEN: 'Gy4-pL7d_Xs9HwB2'
}
const problemsOf = (env: Record<string, string>): string[] => {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigProblems) return error.problems
    throw error
  }
}
const without = (name: string) => Object.fromEntries(Object.entries(production).filter(([key]) => key !== name))
const named = (problems: string[]) => problems.map((problem) => problem.slice(0, problem.indexOf(':'))).sort()

it('good production settings start, with the numbers that were not given at their defaults', () => {
  const config = readConfig(production)
  expect(config).toMatchObject({ production: true, PORT: 3000, DATABASE_POOL: 10, WORKER: 'on', RATE_SCALE: 1 })
  expect(config.ykb.callbackUrl).toBe('https://zhijianban.example/api/v1/departments/ykb/callback')
})

it('development settings start with the embedded stores and the sandbox', () => {
  const config = readConfig(development)
  expect(config).toMatchObject({ production: false, NODE_ENV: 'development' })
  expect(config.DATABASE_URL).toBeUndefined()
  expect(config.ykb.url).toBe('http://127.0.0.1:4000/ykb')
})

it('every problem is named at once, each with its setting and what is wanted', () => {
  const problems = problemsOf({
    ...development,
    PORT: 'three thousand',
    DATABASE_POOL: '0',
    LOG_LEVEL: 'loud',
    SEAL_KEY: 'abc',
    PUBLIC_URL: 'zhijianban.example',
    DATABASE_URL: 'mysql://x',
    METRICS_TOKEN: 'short',
    WECHAT_SECRET: '',
    DEPARTMENT_RSJ_SM4_KEY: 'xyz'
  })
  expect(named(problems)).toEqual([
    'DATABASE_POOL',
    'DATABASE_URL',
    'DEPARTMENT_RSJ_SM4_KEY',
    'LOG_LEVEL',
    'METRICS_TOKEN',
    'PORT',
    'PUBLIC_URL',
    'SEAL_KEY',
    'WECHAT_SECRET'
  ])
  expect(problems).toContain('WECHAT_SECRET: missing')
  expect(problems).toContain('SEAL_KEY: must be 64 hex digits')
})

it('the message lists the problems one a line and shows no secret', () => {
  const message = (() => {
    try {
      readConfig({
        ...production,
        DEPARTMENT_RSJ_PRIVATE_KEY: 'my-secret-private-key',
        DATABASE_URL: 'mysql://bff:pass-word@db'
      })
      return ''
    } catch (error) {
      return String(error)
    }
  })()
  expect(message.split('\n').length).toBeGreaterThan(2)
  expect(message).not.toMatch(/my-secret-private-key|pass-word/)
})

describe('production is refused', () => {
  it.each([
    ['without a database server', without('DATABASE_URL'), 'DATABASE_URL'],
    ['without Redis', without('REDIS_URL'), 'REDIS_URL'],
    ['without a public address', without('PUBLIC_URL'), 'PUBLIC_URL'],
    ['without its own seal key', without('SEAL_KEY'), 'SEAL_KEY'],
    ['without its own index key', without('SEAL_INDEX_KEY'), 'SEAL_INDEX_KEY'],
    ['without a key that signs the ledger', without('LEDGER_SIGN_KEY'), 'LEDGER_SIGN_KEY'],
    ['without a key that signs certificates', without('CERTIFICATE_SIGN_KEY'), 'CERTIFICATE_SIGN_KEY'],
    [
      'with a partner of the sandbox',
      {
        ...production,
        PARTNER_DISTRICT_LIBRARY_URL: 'http://127.0.0.1:4000/sign-on/district-library',
        PARTNER_DISTRICT_LIBRARY_SECRET: 'Vb3-xK8m_Ze6RtY1'
      },
      'PARTNER_DISTRICT_LIBRARY_URL'
    ],
    [
      'with a partner without a key',
      { ...production, PARTNER_DISTRICT_LIBRARY_URL: 'https://library.gov.example/in' },
      'PARTNER_DISTRICT_LIBRARY_SECRET'
    ],
    ['with a sandbox', { ...production, SANDBOX_URL: 'https://test.example' }, 'SANDBOX_URL'],
    [
      'with a public address that is not https',
      { ...production, PUBLIC_URL: 'http://zhijianban.example' },
      'PUBLIC_URL'
    ],
    ['with a public address on this machine', { ...production, PUBLIC_URL: 'https://localhost' }, 'PUBLIC_URL'],
    [
      'with WeChat on this machine',
      { ...production, WECHAT_API_URL: 'http://127.0.0.1:4000/wechat' },
      'WECHAT_API_URL'
    ],
    [
      'with a department on this machine',
      { ...production, DEPARTMENT_YKB_URL: 'http://[::1]:4000/ykb' },
      'DEPARTMENT_YKB_URL'
    ],
    [
      'with a department in a sandbox elsewhere',
      { ...production, DEPARTMENT_RSJ_URL: 'http://sandbox:4000/rsj' },
      'DEPARTMENT_RSJ_URL'
    ],
    ['with callbacks to this machine', { ...production, CALLBACK_URL: 'http://localhost:3000' }, 'CALLBACK_URL'],
    ['with a secret of the sandbox', { ...production, WECHAT_SECRET: 'sandbox-Zx9LkP4Hq7vR2m' }, 'WECHAT_SECRET'],
    [
      'with a callback secret of the sandbox',
      { ...production, DEPARTMENT_YKB_CALLBACK_SECRET: 'sandbox-1234567890' },
      'DEPARTMENT_YKB_CALLBACK_SECRET'
    ],
    ['with a key of zeros', { ...production, SEAL_KEY: '0'.repeat(64) }, 'SEAL_KEY'],
    ['with an index key that repeats itself', { ...production, SEAL_INDEX_KEY: 'abcd'.repeat(16) }, 'SEAL_INDEX_KEY'],
    [
      'with a department key that repeats itself',
      { ...production, DEPARTMENT_RSJ_SM4_KEY: '12'.repeat(16) },
      'DEPARTMENT_RSJ_SM4_KEY'
    ],
    [
      'with one key for sealing and for looking up',
      { ...production, SEAL_INDEX_KEY: production.SEAL_KEY ?? '' },
      'SEAL_INDEX_KEY'
    ]
  ])('%s', (_what, env, setting) => {
    expect(named(problemsOf(env))).toEqual([setting])
  })

  it('with all of a development start at once, each named', () => {
    const names = named(problemsOf({ ...development, NODE_ENV: 'production' }))
    expect(names).toEqual(
      expect.arrayContaining([
        'DATABASE_URL',
        'REDIS_URL',
        'SANDBOX_URL',
        'SEAL_KEY',
        'WECHAT_API_URL',
        'WECHAT_SECRET'
      ])
    )
  })
})

describe('how an address is written makes no difference', () => {
  it('a slash at the end of the public address does not double in what departments call back', () => {
    expect(readConfig({ ...production, PUBLIC_URL: 'https://zhijianban.example/' }).ykb.callbackUrl).toBe(
      'https://zhijianban.example/api/v1/departments/ykb/callback'
    )
    expect(readConfig({ ...production, CALLBACK_URL: 'https://intranet.example//' }).ykb.callbackUrl).toBe(
      'https://intranet.example/api/v1/departments/ykb/callback'
    )
  })

  it('an empty setting counts as one that is not given', () => {
    expect(readConfig({ ...production, CALLBACK_URL: '', SANDBOX_URL: '', PORT: '' }).ykb.callbackUrl).toBe(
      'https://zhijianban.example/api/v1/departments/ykb/callback'
    )
  })
})

it('production takes pushes of WeChat encrypted only, and each app with a token of its own', () => {
  expect(named(problemsOf(without('WECHAT_PUSH_TOKEN')))).toEqual(['WECHAT_PUSH_TOKEN'])
  expect(named(problemsOf(without('WECHAT_PUSH_AES_KEY')))).toEqual(['WECHAT_PUSH_AES_KEY'])
  const official = { ...production, WECHAT_OA_PUSH_TOKEN: production.WECHAT_PUSH_TOKEN ?? '' }
  expect(named(problemsOf(official))).toEqual(['WECHAT_OA_PUSH_AES_KEY', 'WECHAT_OA_PUSH_TOKEN'])
  expect(named(problemsOf({ ...production, WECHAT_PUSH_AES_KEY_PREVIOUS: 'too short' }))).toEqual([
    'WECHAT_PUSH_AES_KEY_PREVIOUS'
  ])
  const sandbox = { ...production, WECHAT_PUSH_AES_KEY: secrets.push.aesKey, WECHAT_PUSH_TOKEN: secrets.push.token }
  expect(named(problemsOf(sandbox))).toEqual(['WECHAT_PUSH_AES_KEY', 'WECHAT_PUSH_TOKEN'])
})
