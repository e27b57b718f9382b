import Router from '@koa/router'
import type { Context, Middleware } from 'koa'
import type { CallLog } from '../calls'
import type { Clock } from '../clock'
import { type Faults, faultyApi, noteOutcome } from '../faults'
import type { Register } from '../people'
import { parseJson, queryValue, readBytes, readForm } from '../read-body'
import { openStore } from '../store'
import { authorizeErrorPage, authorizePage, chosen, readAuthorize } from './authorize'
import { addDeviceRoutes } from './device-routes'
import { queryFace, startFace } from './face'
import { codeToSession } from './login'
import { codeToWebToken, refreshWebToken, userInfo } from './oauth'
import type { WechatApps, WechatParts } from './parts'
import { phoneNumber } from './phone'
import { makePhotoSafety, type PhotoSafety } from './photo-safety'
import type { PushKeys } from './push'
import { addPushRoutes } from './push-routes'
import { refuse, type WechatAnswer } from './refusals'
import { emptyWechat, wechatState } from './state'
import { sendMessage } from './subscribe'
import { stableToken } from './tokens'
import { checkWords } from './word-safety'

type Parts = {
  apps: WechatApps
  push: PushKeys
  /** where pushes go */
  bffUrl: string
  /** 网页授权域名 of the 公众号 */
  domain: string
  dataDir: string | undefined
  clock: Clock
  people: Register
  faults: Faults
  calls: CallLog
  closing: AbortSignal
  /** false: verdicts on pictures are pushed when a test says so, and no timer comes in between */
  photosByThemselves: boolean
}

/** WeChat: server APIs, the authorize page, and what a phone does by itself. */
export function makeWechat({
  apps,
  push,
  bffUrl,
  domain,
  dataDir,
  clock,
  people,
  faults,
  calls,
  closing,
  photosByThemselves
}: Parts) {
  const store = openStore(dataDir, 'wechat', wechatState, emptyWechat)
  const parts: WechatParts = { store, clock, people, apps }
  const router = new Router({ prefix: '/wechat' })
  const api = faultyApi({ system: 'wechat', faults, calls, closing, busyReply: () => refuse(-1) })
  const pushParts = { ...parts, keys: push, bffUrl, calls, closing }
  const photos = makePhotoSafety(pushParts, photosByThemselves)
  addApiRoutes(router, api, parts, photos)
  addAuthorizeRoutes(router, domain, parts)
  addDeviceRoutes(router, parts)
  addPushRoutes(router, pushParts, photos)
  return { router, empty: store.empty, tellOfPhotos: photos.tell }
}

function addApiRoutes(router: Router, api: Middleware, parts: WechatParts, photos: PhotoSafety): void {
  const answered = (act: (ctx: Context) => WechatAnswer | Promise<WechatAnswer>) => async (ctx: Context) => {
    const reply = await act(ctx)
    noteOutcome(ctx, String(reply.errcode ?? 0))
    ctx.body = reply
  }
  router.get(
    '/sns/jscode2session',
    api,
    answered((ctx) => codeToSession(readCodeQuery(ctx, 'js_code'), parts))
  )
  router.post(
    '/cgi-bin/stable_token',
    api,
    answered(async (ctx) => stableToken(parseJson(await readBytes(ctx)), parts))
  )
  type Act = (accessToken: string, body: unknown, parts: WechatParts) => WechatAnswer | Promise<WechatAnswer>
  const withToken = (act: Act) =>
    answered(async (ctx) => act(queryValue(ctx, 'access_token'), parseJson(await readBytes(ctx)), parts))
  router.post('/wxa/business/getuserphonenumber', api, withToken(phoneNumber))
  router.post('/cityservice/face/identify/getverifyid', api, withToken(startFace))
  router.post('/cityservice/face/identify/queryverifyinfo', api, withToken(queryFace))
  router.post('/wxa/msg_sec_check', api, withToken(checkWords))
  router.post('/wxa/media_check_async', api, withToken(photos.ask))
  router.post('/cgi-bin/message/subscribe/send', api, withToken(sendMessage))
  router.get(
    '/sns/oauth2/access_token',
    api,
    answered((ctx) => codeToWebToken(readCodeQuery(ctx, 'code'), parts))
  )
  router.get(
    '/sns/oauth2/refresh_token',
    api,
    answered((ctx) => refreshWebToken(readRefreshQuery(ctx), parts))
  )
  router.get(
    '/sns/userinfo',
    api,
    answered((ctx) => userInfo(readInfoQuery(ctx), parts))
  )
}

function addAuthorizeRoutes(router: Router, domain: string, parts: WechatParts): void {
  const path = '/connect/oauth2/authorize'
  router.get(path, (ctx) => {
    const request = readAuthorize(ctx.querystring, parts.apps.oaAppid, domain)
    ctx.body = 'problem' in request ? authorizeErrorPage(request) : authorizePage(request.scope, parts.people.people)
  })
  router.post(path, async (ctx) => {
    const request = readAuthorize(ctx.querystring, parts.apps.oaAppid, domain)
    if ('problem' in request) {
      ctx.body = authorizeErrorPage(request)
      return
    }
    const target = await chosen(request, (await readForm(ctx)).get('person') ?? '', parts)
    if (target === undefined) ctx.body = authorizeErrorPage({ problem: '没有这位测试用户' })
    else ctx.redirect(target)
  })
}

function readCodeQuery(ctx: Context, codeName: string) {
  return {
    appid: queryValue(ctx, 'appid'),
    secret: queryValue(ctx, 'secret'),
    grantType: queryValue(ctx, 'grant_type'),
    code: queryValue(ctx, codeName)
  }
}

function readRefreshQuery(ctx: Context) {
  return {
    appid: queryValue(ctx, 'appid'),
    refreshToken: queryValue(ctx, 'refresh_token'),
    grantType: queryValue(ctx, 'grant_type')
  }
}

function readInfoQuery(ctx: Context) {
  return { accessToken: queryValue(ctx, 'access_token'), openid: queryValue(ctx, 'openid') }
}
