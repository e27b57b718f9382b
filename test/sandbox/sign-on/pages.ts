import { type Html, html, page } from '../html'
import type { Exchanged, Visitor } from './exchange'
import type { Partner } from './partners'

/** The department's page for somebody who came with a ticket; what it knows of them is shown masked. */
export function partnerPage(partner: Partner, came: Exchanged | undefined): string {
  const head = html`<p class="soft">${partner.owner}</p><h1>${partner.title}</h1>`
  return page(`${partner.title} · ${partner.owner}`, html`${head}${welcome(came)}${offers(partner)}`, 'phone')
}

function welcome(came: Exchanged | undefined): Html {
  if (came === undefined) {
    return html`<div class="card"><p>您还没有登录。</p><p class="soft">请从“指尖办”进入本页面，无需另外注册。</p></div>`
  }
  if ('visitor' in came) return visitorCard(came.visitor)
  const sentence =
    came.problem === 'away'
      ? '暂时连接不上“指尖办”，没有登录成功。请稍后返回“指尖办”重新进入。'
      : '登录凭证无效、已用过或已过期。请返回“指尖办”重新进入。'
  return html`<div class="card error" role="alert"><p>${sentence}</p><p class="code">${came.code}</p></div>`
}

function visitorCard({ subject, name, idNumber, phone }: Visitor): Html {
  const greeting = name ? maskedName(name) : phone ? `尾号 ${phone.slice(-4)} 的读者` : '访客'
  return html`<div class="card"><h2 id="greeting">您好，${greeting}</h2><dl>
${idNumber !== undefined && html`<dt>证件号码</dt><dd>${masked(idNumber, 3, 2)}</dd>`}
${phone !== undefined && html`<dt>手机号码</dt><dd>${masked(phone, 3, 4)}</dd>`}
<dt>本单位编号</dt><dd class="code" id="subject">${subject}</dd></dl>
<p class="soft">编号只在本单位使用，其他单位看到的编号不同。</p></div>`
}

function offers({ offers: all }: Partner): Html {
  return html`${all.map(({ name, note }) => html`<div class="card"><h2>${name}</h2><p class="soft">${note}</p></div>`)}`
}

function maskedName(name: string): string {
  return `${Array.from(name)[0] ?? ''}*`
}

function masked(text: string, first: number, last: number): string {
  return text.slice(0, first) + '*'.repeat(Math.max(text.length - first - last, 0)) + text.slice(-last)
}
