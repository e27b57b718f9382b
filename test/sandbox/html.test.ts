import fc from 'fast-check'
import { html, page } from './html'

describe('pages', () => {
  it('show any text as it is written and never as markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const inside = html`<p title="${text}">${text}</p>`.markup.slice('<p title="'.length, -'</p>'.length)
        expect(inside.split('">')).toHaveLength(2)
        expect(inside).not.toMatch(/[<']/)
        expect(inside.replace('">', '')).not.toContain('"')
      })
    )
    expect(html`<b>${'<&>"\''}</b>`.markup).toBe('<b>&lt;&amp;&gt;&quot;&#39;</b>')
  })

  it('are marked as the test environment, in Chinese, with their title escaped', () => {
    const shown = page(
      '</title><script>',
      html`<p>${['a', 'b'].map((one) => html`<i>${one}</i>`)}${false}${undefined}${0}</p>`
    )
    expect(shown).toContain('<html lang="zh-CN">')
    expect(shown).toContain('测试环境')
    expect(shown).toContain('<p><i>a</i><i>b</i>0</p>')
    expect(shown).not.toContain('<script>')
  })
})
