import { type Html, html, page } from '../html'
import type { Person } from '../people'

const levelNames = { L1: '仅验证手机', L2: '已实名', L3: '已实人' } as const

/** Level of somebody's account: 实名 unless the register says otherwise. */
export const levelOf = ({ ykbLevel = 'L2' }: Person) => ykbLevel

/** The page where a tester picks who signs in; each button posts to the same address. */
export function signInPage(people: readonly Person[]): string {
  return page(
    '渝快办统一身份认证',
    html`<h1>渝快办登录（测试环境）</h1>
<p class="soft">这里代替渝快办的登录页。点一位测试用户，就以他的渝快办账号登录“指尖办”，并提供姓名、身份证号、手机号码和实名等级。</p>
<form method="post">${people.map(choice)}</form>`,
    'phone'
  )
}

/** The page that says why nobody can sign in here. */
export function signInErrorPage(problem: string): string {
  return page('无法登录', html`<h1>无法打开登录页</h1><div class="card error"><p>${problem}</p></div>`, 'phone')
}

/** GET /ykb-auth: the accounts there are. */
export function accountsPage(people: readonly Person[]): string {
  const rows = people.map(
    (
      person
    ) => html`<tr><td data-label="姓名">${person.name}</td><td data-label="手机号码"><span class="code">${person.mobile}</span></td>
<td data-label="实名等级">${levelNames[levelOf(person)]}（${levelOf(person)}）</td></tr>`
  )
  return page(
    '渝快办测试账号',
    html`<p><a href="/">返回控制台</a></p><h1>渝快办测试账号</h1>
<div class="card"><table class="stack"><thead><tr><th>姓名</th><th>手机号码</th><th>实名等级</th></tr></thead><tbody>${rows}</tbody></table></div>`
  )
}

/** Where the browser ends after signing out without an address to go back to. */
export function signedOutPage(): string {
  return page('已退出', html`<h1>已退出渝快办</h1><p>可以关闭这个页面了。</p>`, 'phone')
}

function choice(person: Person): Html {
  return html`<button class="choice" name="person" value="${person.id}"><b>${person.name}</b>
<small>${levelNames[levelOf(person)]}；${person.describe}</small></button>`
}
