import path from 'node:path'
import * as z from 'zod/mini'
import { CONNECTOR_SETTINGS, connectorSettings } from './config-connectors'
import { partnerSettingNames, partnerSettings } from './domains/sign-on/settings'
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
const publicKeys = z
  .string()
  .check(z.regex(/^04[0-9a-f]{128}(,04[0-9a-f]{128})*$/, 'must be public SM2 keys, 04 and 128 hex digits'))
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
  /** clamd that looks at uploaded files; without it they are marked 未扫描 */
  CLAMD_URL: z.optional(
    z.string().check(z.regex(/^tcp:\/\/(\[[0-9a-f:]+\]|[A-Za-z0-9.-]+):\d{1,5}$/, 'must be tcp://HOST:PORT'))
  ),
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
  /** id:64 hex digits of the key before, while rotate-keys is under way */
  SEAL_KEY_PREVIOUS: z.optional(
    z.string().check(z.regex(/^[A-Za-z0-9_-]{1,32}:[0-9a-f]{64}$/, 'must be ID:64 hex digits'))
  ),
  SEAL_INDEX_KEY: z.optional(hex64),
  /** SM2 key that signs the daily heads of the ledger, and the public keys of those before it, separated by commas */
  LEDGER_SIGN_KEY: z.optional(hex64),
  LEDGER_FORMER_KEYS: z.optional(publicKeys),
  /** SM2 key that signs e-certificates, and the public keys of those before it, separated by commas */
  CERTIFICATE_SIGN_KEY: z.optional(hex64),
  CERTIFICATE_FORMER_KEYS: z.optional(publicKeys),
  /** shown on 我的 (国办函〔2026〕12号); 待填 until they are set */
  SITE_OPERATOR: z.optional(z.string().check(z.maxLength(60))),
  SITE_RECORD_NUMBER: z.optional(z.string().check(z.maxLength(60))),
  SITE_COMPLAINTS: z.optional(z.string().check(z.maxLength(120))),
  GIT_COMMIT: z._default(z.string(), 'unknown')
})

const SECRETS = [
  ...CONNECTOR_SETTINGS,
  ...FILE_STORE,
  'SEAL_KEY',
  'SEAL_INDEX_KEY',
  'LEDGER_SIGN_KEY',
  'CERTIFICATE_SIGN_KEY',
  'METRICS_TOKEN'
].filter((name) => /SECRET|KEY|TOKEN/.test(name))

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
  for (const name of ['PUBLIC_URL', 'SEAL_KEY', 'SEAL_INDEX_KEY', 'LEDGER_SIGN_KEY', 'CERTIFICATE_SIGN_KEY'])
    if (!env[name]) problems.push(`${name}: missing; production needs its own`)
  for (const app of ['WECHAT_PUSH', 'WECHAT_OA_PUSH'])
    if (env[`${app}_TOKEN`] && !env[`${app}_AES_KEY`])
      problems.push(`${app}_AES_KEY: missing; in 明文模式 the signature does not cover the content`)
  if (env.PUBLIC_URL && !env.PUBLIC_URL.startsWith('https://')) problems.push('PUBLIC_URL: must begin with https://')
  const partners = partnerSettingNames(env)
  for (const name of new Set([...CONNECTOR_SETTINGS, ...SECRETS, ...partners, 'PUBLIC_URL', 'FILES_S3_URL'])) {
    const value = env[name] ?? ''
    if (name.endsWith('_URL') && (LOCAL.test(value) || SANDBOX_MARK.test(value) || belongsTo(env.SANDBOX_URL, value)))
      problems.push(`${name}: is a sandbox address`)
    else if ((SECRETS.includes(name) || name.endsWith('_SECRET')) && value && (SANDBOX_MARK.test(value) || weak(value)))
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
  const partners = partnerSettings(env)
  problems.push(...partners.problems)
  const production = env.NODE_ENV === 'production'
  if (production) problems.push(...productionProblems(env))
  const callbackBase = env.CALLBACK_URL || env.PUBLIC_URL || `http://127.0.0.1:${env.PORT || 3000}`
  const connectors = connectorSettings(env, `${callbackBase.replace(/\/+$/, '')}/api/v1/departments/ykb/callback`)
  for (const { setting, message } of connectors.problems)
    if (!problems.some((problem) => problem.startsWith(`${setting}:`))) problems.push(`${setting}: ${message}`)
  if (!parsed.success || problems.length > 0) throw new ConfigProblems(problems)
  return {
    ...parsed.data,
    production,
    partners: partners.partners,
    DATA_DIR: path.resolve(parsed.data.DATA_DIR),
    site: {
      operator: parsed.data.SITE_OPERATOR ?? null,
      recordNumber: parsed.data.SITE_RECORD_NUMBER ?? null,
      complaints: parsed.data.SITE_COMPLAINTS ?? null,
      wechatAnywhere: !production
    },
    /** null = a folder */
    filesS3: s3Settings(parsed.data),
    ...connectors.settings()
  }
}
export type Config = ReturnType<typeof readConfig>
