import path from 'node:path'
import * as z from 'zod/mini'
import { rsjConfig } from './departments/rsj/config'
import { wechatConfig } from './departments/wechat/config'
import { ykbConfig } from './departments/ykb/config'
import { checkConfig } from './platform/department-client/check-config'
import { FILE_STORE, s3Fields, s3Problems, s3Settings } from './platform/files/s3-settings'

/** Every setting of the server. Read once at start; every problem is listed at once and nothing starts. */

const whole = (low: number, high: number) =>
  z.pipe(
    z.string().check(z.regex(/^\d+$/, 'must be a whole number')),
    z.pipe(
      z.transform(Number),
      z.int().check(z.gte(low, `must be at least ${low}`), z.lte(high, `must be at most ${high}`))
    )
  )
const httpUrl = z
  .string()
  .check(z.refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), 'must be an http(s) address'))
const hex64 = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits'))
const database = z.string().check(z.regex(/^postgres(ql)?:\/\//, 'must begin with postgres://'))
const redis = z.string().check(z.regex(/^rediss?:\/\//, 'must begin with redis://'))

const settings = z.object({
  NODE_ENV: z._default(
    z.enum(['development', 'test', 'production'], 'must be development, test or production'),
    'development'
  ),
  HOST: z._default(z.string(), '0.0.0.0'),
  PORT: z._default(whole(0, 65535), 3000),
  DATA_DIR: z._default(z.string().check(z.minLength(1)), '.data'),
  DATABASE_URL: z.optional(database),
  DATABASE_POOL: z._default(whole(1, 200), 10),
  REDIS_URL: z.optional(redis),
  ...s3Fields,
  /** https origin citizens reach us under; required in production */
  PUBLIC_URL: z.optional(httpUrl),
  /** how department systems reach our callbacks; PUBLIC_URL when absent */
  CALLBACK_URL: z.optional(httpUrl),
  SANDBOX_URL: z.optional(httpUrl),
  LOG_LEVEL: z._default(
    z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent'),
    'info'
  ),
  /** on: this process also works off the outbox and recurring jobs; off: a worker process does */
  WORKER: z._default(z.enum(['on', 'off'], 'must be on or off'), 'on'),
  TRUST_PROXY: z._default(z.enum(['true', 'false'], 'must be true or false'), 'false'),
  RATE_SCALE: z._default(whole(1, 100_000), 1),
  METRICS_TOKEN: z.optional(z.string().check(z.minLength(16, 'must have at least 16 characters'))),
  SEAL_ALGORITHM: z._default(z.enum(['sm4', 'aes-256-gcm'], 'must be sm4 or aes-256-gcm'), 'aes-256-gcm'),
  SEAL_KEY: z.optional(hex64),
  SEAL_KEY_ID: z._default(
    z.string().check(z.regex(/^[A-Za-z0-9_-]{1,32}$/, 'must be 1 to 32 letters or digits')),
    'k1'
  ),
  SEAL_INDEX_KEY: z.optional(hex64),
  GIT_COMMIT: z._default(z.string(), 'unknown')
})

const text = (env: NodeJS.ProcessEnv, name: string) => env[name] ?? ''

/** Settings of the connectors by their environment names. */
const connectors = (env: NodeJS.ProcessEnv, callbackUrl: string) => ({
  wechat: {
    apiUrl: text(env, 'WECHAT_API_URL'),
    oauthUrl: text(env, 'WECHAT_OAUTH_URL'),
    appId: text(env, 'WECHAT_APPID'),
    secret: text(env, 'WECHAT_SECRET'),
    officialAppId: text(env, 'WECHAT_OA_APPID'),
    officialSecret: text(env, 'WECHAT_OA_SECRET')
  },
  ykb: {
    url: text(env, 'DEPARTMENT_YKB_URL'),
    appId: text(env, 'DEPARTMENT_YKB_APP_ID'),
    secret: text(env, 'DEPARTMENT_YKB_SECRET'),
    callbackSecret: text(env, 'DEPARTMENT_YKB_CALLBACK_SECRET'),
    callbackUrl
  },
  rsj: {
    url: text(env, 'DEPARTMENT_RSJ_URL'),
    appCode: text(env, 'DEPARTMENT_RSJ_APP_CODE'),
    sm4Key: text(env, 'DEPARTMENT_RSJ_SM4_KEY'),
    privateKey: text(env, 'DEPARTMENT_RSJ_PRIVATE_KEY'),
    bureauPublicKey: text(env, 'DEPARTMENT_RSJ_PUBLIC_KEY')
  }
})

const NAMES: Record<string, string> = {
  'wechat.apiUrl': 'WECHAT_API_URL',
  'wechat.oauthUrl': 'WECHAT_OAUTH_URL',
  'wechat.appId': 'WECHAT_APPID',
  'wechat.secret': 'WECHAT_SECRET',
  'wechat.officialAppId': 'WECHAT_OA_APPID',
  'wechat.officialSecret': 'WECHAT_OA_SECRET',
  'ykb.url': 'DEPARTMENT_YKB_URL',
  'ykb.appId': 'DEPARTMENT_YKB_APP_ID',
  'ykb.secret': 'DEPARTMENT_YKB_SECRET',
  'ykb.callbackSecret': 'DEPARTMENT_YKB_CALLBACK_SECRET',
  'ykb.callbackUrl': 'CALLBACK_URL',
  'rsj.url': 'DEPARTMENT_RSJ_URL',
  'rsj.appCode': 'DEPARTMENT_RSJ_APP_CODE',
  'rsj.sm4Key': 'DEPARTMENT_RSJ_SM4_KEY',
  'rsj.privateKey': 'DEPARTMENT_RSJ_PRIVATE_KEY',
  'rsj.bureauPublicKey': 'DEPARTMENT_RSJ_PUBLIC_KEY'
}

const SECRETS = [...Object.values(NAMES), ...FILE_STORE, 'SEAL_KEY', 'SEAL_INDEX_KEY', 'METRICS_TOKEN'].filter((name) =>
  /SECRET|KEY|TOKEN/.test(name)
)

/** What the sandbox gives out begins like this (no real department does), and what MinIO is delivered with. */
const SANDBOX_MARK = /sandbox|^minioadmin$/i
const LOCAL = /^https?:\/\/(localhost|127\.|\[::1\]|0\.0\.0\.0)/

export class ConfigProblems extends Error {
  constructor(readonly problems: string[]) {
    super(`these settings stop the start:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
  }
}

/** Refuses what may not run in production: the embedded store, sandbox addresses, default secrets. Each is named. */
function productionProblems(env: NodeJS.ProcessEnv): string[] {
  const problems: string[] = []
  if (!env.DATABASE_URL) problems.push('DATABASE_URL: missing; the embedded store is not for production (no fsync)')
  if (!env.REDIS_URL) problems.push('REDIS_URL: missing; the in-process key-value store is not for production')
  if (env.SANDBOX_URL) problems.push('SANDBOX_URL: must not be set in production')
  for (const name of ['PUBLIC_URL', 'SEAL_KEY', 'SEAL_INDEX_KEY'])
    if (!env[name]) problems.push(`${name}: missing; production needs its own`)
  if (env.PUBLIC_URL && !env.PUBLIC_URL.startsWith('https://')) problems.push('PUBLIC_URL: must begin with https://')
  for (const name of new Set([...Object.values(NAMES), ...SECRETS, 'PUBLIC_URL', 'FILES_S3_URL'])) {
    const value = env[name] ?? ''
    if (name.endsWith('_URL') && (LOCAL.test(value) || SANDBOX_MARK.test(value) || belongsTo(env.SANDBOX_URL, value)))
      problems.push(`${name}: is a sandbox address`)
    else if (SECRETS.includes(name) && value && (SANDBOX_MARK.test(value) || weak(value)))
      problems.push(`${name}: is a default secret`)
  }
  if (env.SEAL_KEY && env.SEAL_INDEX_KEY === env.SEAL_KEY)
    problems.push('SEAL_INDEX_KEY: must be another key than SEAL_KEY')
  return problems
}

const belongsTo = (base: string | undefined, address: string) => Boolean(base && address.startsWith(base))

/** 00…0, aaaa, and the like: nobody's real key. */
const weak = (value: string) => new Set(value).size < 5

/** Throws ConfigProblems with a line per wrong or missing setting. */
export function readConfig(env: NodeJS.ProcessEnv) {
  const parsed = settings.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  problems.push(...s3Problems(env))
  const production = env.NODE_ENV === 'production'
  if (production) problems.push(...productionProblems(env))
  const callbackBase = env.CALLBACK_URL || env.PUBLIC_URL || `http://127.0.0.1:${env.PORT || 3000}`
  const given = connectors(env, `${callbackBase.replace(/\/+$/, '')}/api/v1/departments/ykb/callback`)
  for (const [name, schema] of [
    ['wechat', wechatConfig],
    ['ykb', ykbConfig],
    ['rsj', rsjConfig]
  ] as const) {
    const checked = z.safeParse(schema, given[name])
    if (checked.success) continue
    for (const issue of checked.error.issues) {
      const setting = NAMES[`${name}.${issue.path.join('.')}`] ?? name
      if (!problems.some((problem) => problem.startsWith(`${setting}:`)))
        problems.push(`${setting}: ${env[setting] ? issue.message : 'missing'}`)
    }
  }
  if (!parsed.success || problems.length > 0) throw new ConfigProblems(problems)
  return {
    ...parsed.data,
    production,
    DATA_DIR: path.resolve(parsed.data.DATA_DIR),
    /** null = a folder */
    filesS3: s3Settings(parsed.data),
    wechat: checkConfig('wechat', wechatConfig, given.wechat),
    ykb: checkConfig('ykb', ykbConfig, given.ykb),
    rsj: checkConfig('rsj', rsjConfig, given.rsj)
  }
}
export type Config = ReturnType<typeof readConfig>
