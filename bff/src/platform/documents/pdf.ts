import path from 'node:path'
import { encode } from 'uqr'
import { makeAsideThread } from '../aside-thread'
import { PDF_PROGRAM } from './pdf-program'

/** A part of a document, from top to bottom. */
export type Block =
  | { kind: 'heading'; text: string }
  /** a line break in the text is one on paper */
  | { kind: 'paragraph'; text: string }
  | { kind: 'table'; rows: readonly { label: string; value: string }[] }
  /** `text` is what a scanner reads */
  | { kind: 'qr'; text: string; caption: string }

export interface PdfDocument {
  title: string
  blocks: readonly Block[]
  /** small, on every page, beside the page number; at most two lines */
  footer: string
  /** the moment it is made, as it stands in the file */
  at: Date
}

interface Job {
  title: string
  blocks: unknown[]
  footer: string
  at: number
}

const fonts = path.join(path.dirname(require.resolve('@embedpdf/fonts-sc')), '..', 'fonts')

const draw = makeAsideThread<Job>({
  what: 'PDF',
  program: PDF_PROGRAM,
  given: {
    library: require.resolve('pdfkit'),
    regular: path.join(fonts, 'NotoSansHans-Regular.otf'),
    bold: path.join(fonts, 'NotoSansHans-Bold.otf')
  },
  stepBack: 10
})

const drawable = (block: Block) => {
  if (block.kind !== 'qr') return block
  const { data } = encode(block.text, { ecc: 'M', border: 0 })
  return {
    kind: 'qr',
    caption: block.caption,
    modules: data.map((line) => line.map((dark) => (dark ? '1' : '0')).join(''))
  }
}

/**
 * The document as a PDF (A4, Noto Sans embedded as a subset), drawn on a thread of its own: some 0.3 s for the first,
 * tens of milliseconds for the next. Rejects only when drawing is impossible (memory, a missing font file).
 */
export async function makePdf({ title, blocks, footer, at }: PdfDocument): Promise<Buffer> {
  const drawn = await draw({ title, blocks: blocks.map(drawable), footer, at: at.getTime() })
  if (!(drawn instanceof Uint8Array)) throw new Error('PDF: the thread gave no bytes')
  return Buffer.from(drawn)
}
