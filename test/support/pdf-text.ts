import { inflateSync } from 'node:zlib'

/** The objects of a PDF as pdfkit writes it: the dictionary as text, the stream inflated. */
function objectsOf(pdf: Buffer): Map<string, { dictionary: string; stream: string }> {
  const text = pdf.toString('latin1')
  const objects = new Map<string, { dictionary: string; stream: string }>()
  for (const found of text.matchAll(/(\d+) 0 obj\r?\n([\s\S]*?)\r?\nendobj/g)) {
    const [, id = '', body = ''] = found
    const [dictionary = '', rest] = body.split(/\nstream\r?\n/)
    const bytes = Buffer.from((rest ?? '').replace(/\r?\nendstream$/, ''), 'latin1')
    const stream = dictionary.includes('FlateDecode') ? inflateSync(bytes).toString('latin1') : bytes.toString('latin1')
    objects.set(id, { dictionary, stream })
  }
  return objects
}

const utf16 = (hex: string) =>
  (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('')

/** Glyph → text of a font, as its ToUnicode map says (ranges with an array of texts, the way pdfkit writes them). */
function glyphsOf(map: string): Map<string, string> {
  const glyphs = new Map<string, string>()
  for (const [, from = '', list = ''] of map.matchAll(/<([0-9a-fA-F]{4})> <[0-9a-fA-F]{4}> \[([^\]]*)\]/g))
    for (const [at, [, hex = '']] of [...list.matchAll(/<([0-9a-fA-F ]*)>/g)].entries())
      glyphs.set((Number.parseInt(from, 16) + at).toString(16).padStart(4, '0'), utf16(hex.replaceAll(' ', '')))
  return glyphs
}

/** What a reader of the PDF can select and copy, page by page; lines stand one after the other without a break. */
export function pdfPages(pdf: Buffer): string[] {
  const objects = objectsOf(pdf)
  const fonts = new Map<string, Map<string, string>>()
  for (const { dictionary } of objects.values())
    for (const [, name = '', id = ''] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.dictionary ?? '')?.[1] ?? ''
      fonts.set(name, glyphsOf(objects.get(unicode)?.stream ?? ''))
    }
  const read = (content: string) => {
    let font = new Map<string, string>()
    let text = ''
    for (const [, name, shown = ''] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g))
      if (name) font = fonts.get(name) ?? font
      else
        for (const [, hex = ''] of shown.matchAll(/<([0-9a-f]+)>/g))
          text += (hex.match(/.{4}/g) ?? []).map((glyph) => font.get(glyph) ?? '?').join('')
    return text
  }
  return [...objects.values()]
    .filter(({ dictionary }) => /\/Type \/Page\b/.test(dictionary))
    .map(({ dictionary }) => read(objects.get(/\/Contents (\d+) 0 R/.exec(dictionary)?.[1] ?? '')?.stream ?? ''))
}
