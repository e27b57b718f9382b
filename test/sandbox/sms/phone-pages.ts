import { readableTime } from '../clock'
import { html, page } from '../html'
import type { Register } from '../people'
import { deadPhone, type ShownSms } from './outbox'

/** GET /sms: whose phone to look at. */
export function phonesPage({ people, staff }: Register): string {
  const phones = [...people, ...staff].map(
    ({ name, mobile }) => html`<tr><td data-label="机主">${name}</td>
<td data-label="手机号码"><a class="code" href="/sms/phone/${mobile}">${mobile}</a></td></tr>`
  )
  return page(
    '测试手机',
    html`<p><a href="/">返回控制台</a></p><h1>测试手机</h1>
<p class="soft">发给这些号码的短信不会真的发出，点号码就能看到。其他号码打开 /sms/phone/号码 也能看。${deadPhone} 是空号，收不到短信。</p>
<div class="card"><table class="stack"><thead><tr><th>机主</th><th>手机号码</th></tr></thead><tbody>${phones}</tbody></table></div>`
  )
}

/** GET /sms/phone/:number: the texts on one phone, newest first, at the width of a phone. */
export function phonePage(phone: string, messages: readonly ShownSms[]): string {
  const shown = messages.map(
    ({ text, at }) => html`<div class="card"><p>${text}</p><p class="soft">${readableTime(at)}</p></div>`
  )
  return page(
    `短信 ${phone}`,
    html`<p><a href="/sms">返回测试手机</a></p><h1>短信</h1><p class="soft">手机号码 ${phone}</p>
${shown.length > 0 ? shown : html`<div class="card"><p class="soft">还没有短信。</p></div>`}
<p><a href="/sms/phone/${phone}">刷新</a></p>`,
    'phone'
  )
}
