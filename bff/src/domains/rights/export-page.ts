import type { ExportSection } from './port'

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const STYLE = `body{font:16px/1.7 -apple-system,"PingFang SC","Noto Sans SC",sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c2a2e}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem;border-bottom:1px solid #ccd6d4;padding-bottom:.3rem}
dl{display:grid;grid-template-columns:minmax(6rem,12rem) 1fr;gap:.25rem 1rem;margin:.75rem 0;padding:.75rem;background:#f3f6f5;border-radius:8px}
dt{color:#4a5a60}dd{margin:0;overflow-wrap:anywhere}p{color:#4a5a60}`

/** The export as a page one can read and print: no script, nothing from elsewhere. */
export function exportPage(exportedAt: string, sections: readonly ExportSection[]): string {
  const body = sections.map(({ title, entries }) => {
    const lists = entries.map(
      (lines) =>
        `<dl>${lines.map(({ label, value }) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`
    )
    return `<section><h2>${escaped(title)}</h2>${lists.join('') || '<p>没有记录。</p>'}</section>`
  })
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>我的数据</title><style>${STYLE}</style></head><body><h1>我的数据</h1><p>导出时间：${escaped(exportedAt)}。这份文件含有您的个人信息，请妥善保管。</p>${body.join('')}</body></html>`
}
