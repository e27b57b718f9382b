import { html, page } from '../html'
import type { Register } from '../people'
import type { Entry } from './register'

const states = ['存续', '吊销', '注销'] as const

/** GET /scjg/enterprises: the register; each entry can be given another representative or state. */
export function registerPage(entries: readonly Entry[], { people }: Register): string {
  const rows = entries.map(
    ({ name, creditCode, legalPerson, state }) => html`<tr><td data-label="企业"><span>${name}<br>
<span class="code">${creditCode}</span></span></td>
<td data-label="登记状态"><span><span class="${state === '存续' ? 'tag good' : 'tag bad'}">${state}</span></span></td>
<td data-label="法定代表人"><span>${legalPerson.name}<br><span class="code">${legalPerson.idNumber}</span></span></td>
<td data-label="变更"><form class="row" method="post" action="/scjg/enterprises/${creditCode}">
<select name="legalPerson" aria-label="法定代表人">${people.map(({ id, name }) => option(id, name, id === legalPerson.id))}</select>
<select name="state" aria-label="登记状态">${states.map((one) => option(one, one, one === state))}</select>
<button class="plain">变更</button></form></td></tr>`
  )
  return page(
    '市场监管部门企业登记簿',
    html`<p><a href="/">返回控制台</a></p><h1>市场监管部门企业登记簿</h1>
<p class="soft">企业绑定时与这里核对。可以变更法定代表人和登记状态，看“指尖办”怎么应对。</p>
<div class="card"><table class="stack"><thead><tr><th>企业</th><th>登记状态</th><th>法定代表人</th><th>变更</th></tr></thead>
<tbody>${rows}</tbody></table></div>`
  )
}

function option(id: string, label: string, chosen: boolean) {
  return chosen ? html`<option value="${id}" selected>${label}</option>` : html`<option value="${id}">${label}</option>`
}
