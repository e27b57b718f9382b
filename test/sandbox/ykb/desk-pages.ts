import { readableTime } from '../clock'
import { type Html, html, page } from '../html'
import { type CaseState, clerkMoves, stateNames, stateOf, type YkbCase, type YkbState } from './state'

const shownCases = 200

/** GET /ykb/desk: the newest 200 cases, newest first, and the 自动办理 switch. */
export function casesPage(state: YkbState): string {
  const rows = state.cases
    .slice(-shownCases)
    .toReversed()
    .map(
      (one) => html`<tr><td data-label="受理编号"><a class="code" href="${caseUrl(one)}">${one.receiptNo}</a></td>
<td data-label="事项">${one.itemName}</td><td data-label="申请人">${one.applicant.name}</td>
<td data-label="收件时间">${readableTime(one.receivedAt)}</td><td data-label="状态"><span>${stateTag(stateOf(one))}</span></td></tr>`
    )
  const table = html`<table class="stack"><thead><tr><th>受理编号</th><th>事项</th><th>申请人</th><th>收件时间</th><th>状态</th></tr></thead>
<tbody>${rows}</tbody></table>`
  return page(
    '市级受理平台 · 窗口工作台',
    html`<p><a href="/">返回控制台</a> <a href="/ykb/portal">居民看到的页面</a></p><h1>市级受理平台 · 窗口工作台</h1>
<p class="soft">共 ${state.cases.length} 件办件，${state.callbacks.length} 条状态通知等待送达。点受理编号办理。${state.cases.length > shownCases && `这里只列最新的 ${shownCases} 件。`}</p>
<div class="card"><form class="row" method="post" action="/ykb/desk/autopilot">
<span>自动办理：<b>${state.autopilot ? '已开启' : '已关闭'}</b></span>
<input type="hidden" name="on" value="${state.autopilot ? 'false' : 'true'}">
<button class="plain">${state.autopilot ? '关闭自动办理' : '开启自动办理'}</button></form>
<p class="soft">开启后，每件办件每隔几秒自动前进一步：受理、审查、办结。</p></div>
<div class="card">${rows.length > 0 ? table : html`<p class="soft">还没有办件。居民提交申请后会出现在这里，刷新本页查看。</p>`}</div>`
  )
}

/** GET /ykb/desk/:outerId: one case with what the clerk may do next; `problem` is shown above the buttons. */
export function casePage(one: YkbCase, waitingCallbacks: number, problem?: string): string {
  const { applicant } = one
  return page(
    `${one.receiptNo} · 窗口工作台`,
    html`<p><a href="/ykb/desk">返回办件列表</a></p><h1>${one.itemName}</h1><p>${stateTag(stateOf(one))}</p>
<div class="card"><h2>办件</h2>${facts([
      ['受理编号', one.receiptNo],
      ['外部编号', one.outerId],
      ['提交时间', readableTime(one.submittedAt)],
      ['收件时间', readableTime(one.receivedAt)],
      ['申请人', applicant.name],
      ['身份证号', applicant.certNo],
      ['手机号码', applicant.mobile]
    ])}</div>
<div class="card"><h2>申请内容</h2>${facts(Object.entries(one.form))}</div>
<div class="card"><h2>申请材料</h2>${materials(one)}</div>
<div class="card"><h2>办理过程</h2>${history(one, waitingCallbacks)}</div>
${problem !== undefined && html`<div class="card error" role="alert">${problem}</div>`}${decisions(one)}`
  )
}

/** The page for an outerId that the platform does not know. */
export function noSuchCasePage(): string {
  return page('没有这个办件', html`<h1>没有这个办件</h1><p><a href="/ykb/desk">返回办件列表</a></p>`)
}

export function caseUrl({ outerId }: YkbCase): string {
  return `/ykb/desk/${encodeURIComponent(outerId)}`
}

const tones = {
  RECEIVED: 'tag',
  ACCEPTED: 'tag',
  REVIEWING: 'tag',
  DONE: 'tag good',
  CORRECTION: 'tag bad',
  REFUSED: 'tag bad'
} as const satisfies Record<CaseState, string>

function stateTag(state: CaseState): Html {
  return html`<span class="${tones[state]}">${stateNames[state]}</span>`
}

function facts(pairs: [string, string][]): Html {
  if (pairs.length === 0) return html`<p class="soft">无</p>`
  return html`<dl>${pairs.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`
}

function materials(one: YkbCase): Html {
  if (one.materials.length === 0) return html`<p class="soft">没有附材料</p>`
  const rows = one.materials.map(
    (material, index) => html`<tr><td data-label="材料">${material.name}</td>
<td data-label="文件"><a href="${caseUrl(one)}/materials/${index}">${material.fileName}</a></td>
<td data-label="大小">${Math.ceil(material.size / 1024)} KB</td></tr>`
  )
  return html`<table class="stack"><thead><tr><th>材料</th><th>文件</th><th>大小</th></tr></thead><tbody>${rows}</tbody></table>`
}

function history(one: YkbCase, waitingCallbacks: number): Html {
  const rows = one.events.map((event) => {
    const items = (event.correction ?? []).map(({ item, reason }) => html`<br>补正“${item}”：${reason}`)
    const { result } = event
    const document = result && html`<br>${result.title}，${result.documentNo}`
    const until = result?.validUntil !== undefined && html`，有效期至 ${result.validUntil}`
    return html`<tr><td data-label="时间">${readableTime(event.at)}</td><td data-label="状态"><span>${stateTag(event.state)}</span></td>
<td data-label="说明"><span>${event.note}${items}${document}${until}</span></td></tr>`
  })
  return html`<table class="stack"><thead><tr><th>时间</th><th>状态</th><th>说明</th></tr></thead><tbody>${rows}</tbody></table>
${waitingCallbacks > 0 && html`<p class="soft">还有 ${waitingCallbacks} 条状态通知没有送达“指尖办”，会自动重发。</p>`}`
}

const forward: Partial<Record<CaseState, string>> = { ACCEPTED: '受理', REVIEWING: '审查', DONE: '办结' }

function decisions(one: YkbCase): Html {
  const moves = clerkMoves[stateOf(one)]
  if (stateOf(one) === 'CORRECTION') return html`<div class="card"><p>等待申请人补正材料，暂时不能办理。</p></div>`
  if (moves.length === 0) return html`<div class="card"><p>办理已经结束。</p></div>`
  const action = `${caseUrl(one)}/advance`
  const buttons = moves.flatMap((to) => {
    const name = forward[to]
    return name === undefined ? [] : [html`<button name="to" value="${to}">${name}</button>`]
  })
  const things = [...Object.keys(one.form), ...one.materials.map(({ name }) => name), '其他']
  const reasons = things.map(
    (item) => html`<label>${item}<input type="hidden" name="item" value="${item}">
<input class="full" name="reason" maxlength="200" placeholder="没有问题就留空"></label>`
  )
  return html`<div class="card"><h2>下一步</h2><form class="row" method="post" action="${action}">
<input name="note" maxlength="200" placeholder="办理意见（可不填）" aria-label="办理意见">${buttons}</form></div>
<div class="card"><h2>退回补正</h2><p class="soft">在有问题的那一项下面写明原因，申请人会看到原文。</p>
<form method="post" action="${action}">${reasons}<button class="warn" name="to" value="CORRECTION">补正</button></form></div>
<div class="card"><h2>不予受理</h2><form method="post" action="${action}"><label>原因（必填，申请人会看到原文）
<textarea name="note" rows="3" maxlength="2000" required></textarea></label>
<button class="warn" name="to" value="REFUSED">不予受理</button></form></div>`
}
