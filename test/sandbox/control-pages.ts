import type { Call } from './calls'
import { readableTime } from './clock'
import { type FaultSetting, faultNames, type System } from './faults'
import { type Html, html, page } from './html'

type Shown = {
  now: string
  offsetMs: number
  pendingCallbacks: number
  systems: ({ system: System; baseUrl: string; callsSeen: number } & FaultSetting)[]
}

const names: Record<System, { name: string; pages: Html }> = {
  wechat: { name: '微信', pages: html`<a href="/wechat/device/messages">手机上的服务通知</a>` },
  ykb: { name: '市级受理平台（“渝快办”样式）', pages: html`<a href="/ykb/desk">窗口工作台</a>` },
  rsj: { name: '人社部门', pages: html`<a href="/rsj/records">参保登记簿</a>` },
  sms: { name: '短信网关', pages: html`<a href="/sms">测试手机</a>` },
  gaj: { name: '公安部门', pages: html`<a href="/gaj/people">人口信息</a>` },
  'ykb-auth': { name: '渝快办统一身份认证', pages: html`<a href="/ykb-auth">测试账号</a>` },
  scjg: { name: '市场监管部门', pages: html`<a href="/scjg/enterprises">企业登记簿</a>` },
  zzk: { name: '电子证照库', pages: html`<a href="/zzk/certificates">证照</a>` }
}

/** GET /: the systems with their fault switches, the clock, and the last calls. */
export function controlPage(state: Shown, calls: readonly Call[]): string {
  return page(
    '部门沙箱控制台',
    html`<h1>部门沙箱控制台</h1><p class="soft">“指尖办”在开发和测试时对接的外部系统，都由这个程序扮演。</p>
${clockCard(state)}${state.systems.map((system) => systemCard(system, state.pendingCallbacks))}
<div class="card"><h2>部门自有网站</h2><p><a href="/sign-on/">文旅场馆预约、读者服务（单点登录）</a></p></div>
<div class="card"><h2>最近的调用</h2>${callTable(calls.slice(0, 30))}</div>
<div class="card"><form class="row" method="post" action="/control/reset"><button class="warn">清空全部数据</button>
<span class="soft">办件、授权、参保登记、调用记录全部清空，故障恢复正常；时间不变。</span></form></div>`
  )
}

function clockCard({ now, offsetMs }: Shown): Html {
  const steps = [
    ['hour', '+1 小时'],
    ['day', '+1 天'],
    ['working-day', '+1 个工作日']
  ]
  const moved =
    offsetMs === 0 ? '与真实时间一致' : `比真实时间${offsetMs > 0 ? '快' : '慢'} ${duration(Math.abs(offsetMs))}`
  return html`<div class="card"><h2>沙箱时间</h2><p><b>${readableTime(now)}</b> <span class="soft">${moved}</span></p>
<form class="row" method="post" action="/control/clock">
${steps.map(([step, label]) => html`<button class="plain" name="step" value="${step}">${label}</button>`)}
<button class="warn" name="resetClock" value="true">复位</button></form>
<p class="soft">工作日只跳过周六、周日，不看法定节假日。时间改变时会通知“指尖办”。</p></div>`
}

function systemCard(setting: Shown['systems'][number], pendingCallbacks: number): Html {
  const { system, baseUrl, callsSeen, fault, slowMs, count } = setting
  const { name, pages } = names[system]
  const choices = Object.entries(faultNames).filter(
    ([id]) => system === 'ykb' || !['duplicate', 'silent', 'lost'].includes(id)
  )
  const left = count === undefined ? '' : `（还剩 ${count} 次）`
  return html`<div class="card"><h2>${name}</h2><dl><dt>地址</dt><dd class="code">${baseUrl}</dd>
<dt>收到调用</dt><dd>${callsSeen} 次</dd><dt>页面</dt><dd>${pages}</dd>
${system === 'ykb' && html`<dt>待送达通知</dt><dd>${pendingCallbacks} 条</dd>`}
<dt>现在</dt><dd><span class="${fault === 'none' ? 'tag good' : 'tag bad'}">${faultNames[fault]}${left}</span></dd></dl>
<form class="row" method="post" action="/control/faults" style="margin-top:12px"><input type="hidden" name="system" value="${system}">
<select name="fault" aria-label="故障">${choices.map(([id, label]) => option(id, label, id === fault))}</select>
<label class="row" style="margin:0">变慢多少毫秒 <input name="slowMs" inputmode="numeric" size="6" value="${slowMs}"></label>
<label class="row" style="margin:0">只影响后面几次 <input name="count" inputmode="numeric" size="4" placeholder="一直"></label>
<button class="plain">设置</button></form></div>`
}

function option(id: string, label: string, chosen: boolean): Html {
  return chosen ? html`<option value="${id}" selected>${label}</option>` : html`<option value="${id}">${label}</option>`
}

function callTable(calls: readonly Call[]): Html {
  if (calls.length === 0) return html`<p class="soft">还没有调用。</p>`
  const rows = calls.map(
    ({ at, system, method, path, outcome }) => html`<tr><td data-label="时间">${readableTime(at)}</td>
<td data-label="系统">${system}</td><td data-label="调用"><span class="code">${method} ${path}</span></td>
<td data-label="结果"><span class="code">${outcome}</span></td></tr>`
  )
  return html`<table class="stack"><thead><tr><th>时间</th><th>系统</th><th>调用</th><th>结果</th></tr></thead><tbody>${rows}</tbody></table>`
}

function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)]
  return `${days > 0 ? `${days} 天 ` : ''}${hours > 0 ? `${hours} 小时 ` : ''}${minutes % 60 > 0 ? `${minutes % 60} 分钟` : ''}`
}
