import { createHash } from 'node:crypto'
import Router from '@koa/router'
import type { Context } from 'koa'
import * as z from 'zod'
import type { CallLog } from '../calls'
import type { Clock } from '../clock'
import { type Faults, faultyApi, noteOutcome } from '../faults'
import { personById, type Register } from '../people'
import { parseJson, queryValue, readBytes, readForm } from '../read-body'
import { accountsPage, levelOf, signedOutPage, signInErrorPage, signInPage } from './pages'
import { type Grants, openGrants } from './state'

type Parts = {
  client: { clientId: string; clientSecret: string }
  /** host whose addresses may be gone back to, beside this machine */
  domain: string
  dataDir: string | undefined
  clock: Clock
  people: Register
  faults: Faults
  calls: CallLog
  closing: AbortSignal
}

/** 统一身份认证 of 渝快办: the sign-in page, tokens and user information. */
export function makeYkbAuth({ client, domain, dataDir, clock, people, faults, calls, closing }: Parts) {
  const grants = openGrants(dataDir, clock)
  const router = new Router({ prefix: '/ykb-auth' })
  const busyReply = () => ({ error: 'temporarily_unavailable', error_description: '系统繁忙，请稍后重试' })
  const api = faultyApi({ system: 'ykb-auth', faults, calls, closing, busyReply })
  router.post('/oauth/token', api, async (ctx) => giveToken(ctx, parseJson(await readBytes(ctx)), client, grants))
  router.get('/oauth/userinfo', api, (ctx) => tellPerson(ctx, grants, people))
  router.post('/oauth/logout', api, async (ctx) => {
    await grants.end(bearer(ctx))
    noteOutcome(ctx, 'ok')
    ctx.body = {}
  })
  addPages(router, { clientId: client.clientId, hosts: [domain, 'localhost', '127.0.0.1'], people, grants })
  return { router, empty: grants.empty }
}

const order = z.object({
  grant_type: z.string(),
  client_id: z.string(),
  client_secret: z.string(),
  code: z.string(),
  redirect_uri: z.string()
})

async function giveToken(ctx: Context, sent: unknown, client: Parts['client'], grants: Grants): Promise<void> {
  const parsed = order.safeParse(sent)
  if (!parsed.success) return refuse(ctx, 400, 'invalid_request', '参数缺失')
  const { grant_type, client_id, client_secret, code, redirect_uri } = parsed.data
  if (client_id !== client.clientId || client_secret !== client.clientSecret)
    return refuse(ctx, 401, 'invalid_client', '应用标识或密钥错误')
  if (grant_type !== 'authorization_code') return refuse(ctx, 400, 'unsupported_grant_type', '不支持的授权类型')
  const given = await grants.redeem(code, redirect_uri)
  if (given === undefined) return refuse(ctx, 400, 'invalid_grant', '授权码无效、已使用或已过期')
  noteOutcome(ctx, 'ok')
  ctx.body = { access_token: given.token, token_type: 'Bearer', expires_in: given.expiresIn }
}

function tellPerson(ctx: Context, grants: Grants, people: Register): void {
  const person = personById(people, grants.personOf(bearer(ctx)) ?? '')
  if (person === undefined) {
    refuse(ctx, 401, 'invalid_token', '令牌无效或已过期')
    return
  }
  noteOutcome(ctx, 'ok')
  ctx.body = {
    uid: uidOf(person.id),
    name: person.name,
    certType: '111',
    certNo: person.idNumber,
    mobile: person.mobile,
    level: levelOf(person)
  }
}

/** A checked address of the sign-in page, or the wording of its error page. */
type Asked = { redirectUri: string; state: string } | { problem: string }
type Pages = { clientId: string; hosts: readonly string[]; people: Register; grants: Grants }

function addPages(router: Router, { clientId, hosts, people, grants }: Pages): void {
  // the virtual account of a snapshot page is WeChat's, nobody has it here
  const accounts = people.people.filter(({ snapshotOnly }) => !snapshotOnly)
  router.get('/', (ctx) => {
    ctx.body = accountsPage(accounts)
  })
  router.get('/sso/authorize', (ctx) => {
    const asked = readAuthorize(ctx, clientId, hosts)
    ctx.body = 'problem' in asked ? signInErrorPage(asked.problem) : signInPage(accounts)
  })
  router.post('/sso/authorize', async (ctx) => {
    const asked = readAuthorize(ctx, clientId, hosts)
    const picked = (await readForm(ctx)).get('person') ?? ''
    const person = accounts.find(({ id }) => id === picked)
    if ('problem' in asked || person === undefined) {
      ctx.body = signInErrorPage('problem' in asked ? asked.problem : '没有这位测试用户')
      return
    }
    const target = new URL(asked.redirectUri)
    target.searchParams.append('code', await grants.issueCode(person.id, asked.redirectUri))
    target.searchParams.append('state', asked.state)
    ctx.redirect(target.href)
  })
  router.get('/sso/logout', (ctx) => {
    const target = queryValue(ctx, 'redirect_uri')
    if (isAllowed(target, hosts)) ctx.redirect(target)
    else ctx.body = signedOutPage()
  })
}

function readAuthorize(ctx: Context, clientId: string, hosts: readonly string[]): Asked {
  const [redirectUri, state] = [queryValue(ctx, 'redirect_uri'), queryValue(ctx, 'state')]
  if (queryValue(ctx, 'client_id') !== clientId) return { problem: '应用标识错误' }
  if (queryValue(ctx, 'response_type') !== 'code') return { problem: 'response_type 只能是 code' }
  if (!isAllowed(redirectUri, hosts)) return { problem: '回调地址没有登记' }
  return { redirectUri, state }
}

function isAllowed(address: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return /^https?:$/.test(protocol) && hosts.includes(hostname)
}

function refuse(ctx: Context, status: number, error: string, description: string): void {
  noteOutcome(ctx, error)
  ctx.status = status
  ctx.body = { error, error_description: description }
}

const bearer = (ctx: Context) => ctx.get('authorization').replace(/^Bearer /, '')

/** The same for a person every time; says nothing about them. */
const uidOf = (person: string) => createHash('sha256').update(`ykb-auth|${person}`).digest('hex').slice(0, 32)
