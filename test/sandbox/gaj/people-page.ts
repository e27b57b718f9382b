import { html, page } from '../html'
import type { Register } from '../people'

/** GET /gaj/people: whose name and number belong together, to be typed in when the product is tried by hand. */
export function peoplePage({ people }: Register): string {
  const rows = people.map(
    ({ name, sex, idNumber, describe }) => html`<tr><td data-label="姓名">${name}</td><td data-label="性别">${sex}</td>
<td data-label="身份证号"><span class="code">${idNumber}</span></td><td data-label="说明">${describe}</td></tr>`
  )
  return page(
    '公安部门人口信息',
    html`<p><a href="/">返回控制台</a></p><h1>公安部门人口信息</h1>
<p class="soft">实名核验时与这里比对：姓名和身份证号都对上才算一致；表里没有的号码一律不一致。这些人都是虚构的。</p>
<div class="card"><table class="stack"><thead><tr><th>姓名</th><th>性别</th><th>身份证号</th><th>说明</th></tr></thead>
<tbody>${rows}</tbody></table></div>`
  )
}
