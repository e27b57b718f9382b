import { html, page } from '../html'
import type { Register } from '../people'
import type { Bureau } from './bureau'

/** GET /rsj/records: the bureau's book as a page, register persons first, then those enrolled through the platform. */
export function recordsPage(people: Register, bureau: Bureau): string {
  const strangers = bureau
    .enrolments()
    .filter(({ certNo }) => people.people.every((person) => person.idNumber !== certNo))
    .map(({ certNo, name }) => ({ idNumber: certNo, name }))
  const rows = [...people.people, ...strangers].map(({ idNumber, name }) => {
    const status = bureau.status(idNumber, name)
    if (status === undefined || !status.enrolled) return row(name, idNumber, '未参保', '', '')
    const insurances = status.insurances.map((one) => `${one.name}（${one.since} 起，${one.status}）`).join('；')
    return row(name, idNumber, '已参保', status.personalNo, insurances)
  })
  return page(
    '人社部门参保登记簿',
    html`<p><a href="/">返回控制台</a></p><h1>人社部门参保登记簿</h1>
<p class="soft">灵活就业人员参保状态。渝快办平台办结参保登记后，这里随即更新。</p>
<div class="card"><table class="stack"><thead><tr><th>姓名</th><th>证件号码</th><th>状态</th><th>个人编号</th><th>险种</th></tr></thead>
<tbody>${rows}</tbody></table></div>`
  )
}

function row(name: string, idNumber: string, status: string, personalNo: string, insurances: string) {
  const tag = status === '已参保' ? 'tag good' : 'tag'
  return html`<tr><td data-label="姓名">${name}</td><td data-label="证件号码"><span class="code">${idNumber}</span></td>
<td data-label="状态"><span><span class="${tag}">${status}</span></span></td>
<td data-label="个人编号"><span class="code">${personalNo || '—'}</span></td><td data-label="险种">${insurances || '—'}</td></tr>`
}
