/** Markup that is safe to send: only the `html` tag makes it, and that tag escapes every value put into it. */
export type Html = { readonly markup: string }

type Value = string | number | Html | readonly Html[] | undefined | false

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Template tag: html`<p>${text}</p>` with text escaped; nested Html and lists of Html go in as they are. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return { markup: parts.reduce((text, part, index) => text + render(values[index - 1]) + part) }
}

function render(value: Value): string {
  if (value === undefined || value === false) return ''
  if (typeof value === 'string' || typeof value === 'number') {
    return String(value).replace(/[&<>"']/g, (character) => escapes[character] ?? '')
  }
  return 'markup' in value ? value.markup : value.map((part) => part.markup).join('')
}

const style = `
:root{--ink:#1f2933;--soft:#5b6875;--line:#dde3ea;--blue:#1a56b0;--paper:#fff;--ground:#f3f5f8;--red:#b3261e;--green:#1d7a46}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:1080px;margin:0 auto;padding:20px 16px 48px}
main.phone{max-width:430px}
.mark{background:#fff4d6;color:#6b4e00;padding:6px 16px;font-size:14px;text-align:center}
h1{font-size:24px;line-height:1.35;margin:8px 0 4px}
h2{font-size:18px;margin:0 0 12px}
p{margin:6px 0}
a{color:var(--blue)}
.soft{color:var(--soft);font-size:14px}
.card{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:16px;margin:16px 0}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:8px 10px;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:500;font-size:14px;white-space:nowrap}
tbody tr:last-child>*{border-bottom:0}
.code{font-family:ui-monospace,Consolas,monospace;font-size:14px;word-break:break-all}
dl{display:grid;grid-template-columns:8em 1fr;gap:6px 12px;margin:0}
dt{color:var(--soft)}
dd{margin:0;word-break:break-word;white-space:pre-line}
form{margin:0}
.row{display:flex;flex-wrap:wrap;gap:10px;align-items:center}
.row+.row{margin-top:12px}
button{font:inherit;min-height:44px;padding:8px 18px;border-radius:8px;border:1px solid var(--blue);background:var(--blue);color:#fff;cursor:pointer}
button.plain{background:#fff;color:var(--blue)}
button.warn{background:#fff;color:var(--red);border-color:var(--red)}
input,select,textarea{font:inherit;min-height:44px;padding:8px 10px;border:1px solid #9aa7b4;border-radius:8px;background:#fff;color:inherit;max-width:100%}
textarea,input.full{width:100%}
label{display:block;margin:10px 0}
.tag{display:inline-block;padding:1px 10px;border-radius:12px;background:#e8eff9;color:var(--blue);font-size:14px;white-space:nowrap}
.tag.good{background:#e3f4ea;color:var(--green)}
.tag.bad{background:#fbe9e7;color:var(--red)}
.error{border-color:var(--red);color:var(--red)}
.choice{display:block;width:100%;text-align:left;background:#fff;color:var(--ink);border-color:var(--line);margin:10px 0;padding:12px 14px}
.choice b{font-size:17px}
.choice small{display:block;color:var(--soft);font-size:14px}
@media (max-width:640px){
main{padding:12px 12px 40px}
dl{grid-template-columns:1fr;gap:0}
dd{margin-bottom:8px}
table.stack thead{display:none}
table.stack,table.stack tbody,table.stack tr,table.stack td{display:block;width:100%}
table.stack tr{border-bottom:1px solid var(--line);padding:8px 0}
table.stack tbody tr:last-child{border-bottom:0}
table.stack td{border:0;padding:3px 0;display:grid;grid-template-columns:6em 1fr;gap:8px}
table.stack td::before{content:attr(data-label);color:var(--soft);font-size:14px}
}`

/** A whole page in Chinese, marked as the test environment on every screen. */
export function page(title: string, body: Html, width: 'desktop' | 'phone' = 'desktop'): string {
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${title}</title><style>${{ markup: style }}</style></head>
<body><div class="mark">测试环境：这里的部门系统、人员和办件都是虚构的</div><main class="${width}">${body}</main></body></html>`
    .markup
}
