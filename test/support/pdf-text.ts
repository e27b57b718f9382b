import { inflateSync } from 'node:zlib'

/** The objects of a PDF as pdfkit writes it: the dictionary as text, the stream inflated. */
function objectsOf(pdf: Buffer): Map<string, { dictionary: string; stream: string }> {
  const text = pdf.toString('latin1')
  const objects = new Map<string, { dictionary: string; stream: string }>()
  const begin = /(\d+) 0 obj\n([\s\S]*?)\n(endobj|stream\n)/g
  for (let found = begin.exec(text); found; found = begin.exec(text)) {
    const [, id = '', dictionary = '', end] = found
    // bytes may look like anything: where they end is told by their length alone
    const length = end === 'endobj' ? 0 : Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0)
    const bytes = pdf.subarray(begin.lastIndex, begin.lastIndex + length)
    begin.lastIndex += length
    const packed = length > 0 && dictionary.includes('FlateDecode')
    objects.set(id, { dictionary, stream: (packed ? inflateSync(bytes) : bytes).toString('latin1') })
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
