import { type Html, html, page } from '../html'
import { type Person, personById } from '../people'
import { openidOf, virtualOpenid } from './accounts'
import { issueCode } from './codes'
import type { WechatParts } from './parts'

const required = ['appid', 'redirect_uri', 'response_type', 'scope', 'state']
const optional = ['forcePopup', 'forceSnapShot']
const scopes = ['snsapi_base', 'snsapi_userinfo']

/** A checked authorize address, or the wording of WeChat's error page and its number where one is known. */
type Request = { redirect: URL; scope: string; state: string } | { problem: string; errcode?: number }

/**
 * Checks the query of /connect/oauth2/authorize as WeChat does: the order of the parameters counts, the host of
 * redirect_uri must be the configured 网页授权域名 (localhost and 127.0.0.1 are allowed in the sandbox).
 */
export function readAuthorize(querystring: string, oaAppid: string, domain: string): Request {
  const query = new URLSearchParams(querystring)
  const [appid, redirectUri, responseType, scope, state] = required.map((name) => query.get(name) ?? '')
  if (!appid) return { errcode: 10012, problem: 'appid 不能为空' }
  if (!redirectUri) return { errcode: 10011, problem: 'redirect_uri 不能为空' }
  if (!scope) return { errcode: 10010, problem: 'scope 不能为空' }
  const wantedOrder = [...required.filter((name) => name !== 'state' || query.has('state')), ...optional]
  const order = [...query.keys()]
  const inOrder = wantedOrder.filter((name) => query.has(name))
  if (order.join() !== inOrder.join()) return { problem: '参数顺序错误，或有重复、多余的参数' }
  if (appid !== oaAppid) return { errcode: 40013, problem: 'appid 不正确' }
  if (responseType !== 'code') return { problem: 'response_type 只能是 code' }
  if (!scopes.includes(scope)) return { errcode: 10005, problem: 'scope 参数错误或没有 scope 权限' }
  if (Buffer.byteLength(state ?? '') > 128) return { problem: 'state 超过 128 字节' }
  const redirect = URL.canParse(redirectUri) ? new URL(redirectUri) : undefined
  const allowed = [domain, 'localhost', '127.0.0.1']
  if (redirect === undefined || !/^https?:$/.test(redirect.protocol) || !allowed.includes(redirect.hostname)) {
    return { errcode: 10003, problem: 'redirect_uri 域名与后台配置不一致' }
  }
  return { redirect, scope, state: state ?? '' }
}

/** The page where a tester picks who is holding the phone; each button posts to the same address. */
export function authorizePage(scope: string, people: readonly Person[]): string {
  const shares = scope === 'snsapi_userinfo' ? '将获取昵称和用户标识。' : '将获取用户标识。'
  return page(
    '选择一位测试用户',
    html`<h1>测试环境 · 选择一位测试用户</h1>
<p class="soft">这里代替微信的网页授权。点一位测试用户，就以他的微信进入“指尖办”。${shares}</p>
<form method="post">${people.filter(({ snapshotOnly }) => !snapshotOnly).map(choice)}
<p class="soft">下面是微信快照页给的虚拟账号，不是真实用户：</p>
${people.filter(({ snapshotOnly }) => snapshotOnly).map(choice)}</form>`,
    'phone'
  )
}

/** WeChat's error page. */
export function authorizeErrorPage({ problem, errcode }: { problem: string; errcode?: number }): string {
  return page(
    '无法授权',
    html`<h1>无法打开授权页</h1><div class="card error"><p>${problem}</p>${errcode !== undefined && html`<p>错误码：${errcode}</p>`}</div>`,
    'phone'
  )
}

/** Where the browser goes after the choice: redirect_uri with code and state in its query; undefined = no such person. */
export async function chosen(
  { redirect, scope, state }: { redirect: URL; scope: string; state: string },
  personId: string,
  parts: WechatParts
): Promise<string | undefined> {
  const person = personById(parts.people, personId)
  if (person === undefined) return undefined
  const snapshot = person.snapshotOnly === true
  const appid = parts.apps.oaAppid
  const openid = snapshot ? virtualOpenid() : openidOf(appid, person.id)
  const code = await issueCode({ kind: 'oauth', appid, person: person.id, openid, scope, snapshot }, parts)
  redirect.searchParams.append('code', code)
  redirect.searchParams.append('state', state)
  return redirect.href
}

function choice({ id, name, describe, snapshotOnly }: Person): Html {
  return html`<button class="choice" name="person" value="${id}"><b>${snapshotOnly ? describe : name}</b>
<small>${snapshotOnly ? '应提示用户到完整页面再登录' : describe}</small></button>`
}
