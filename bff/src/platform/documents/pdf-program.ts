/**
 * What the thread that draws PDFs runs (pdfkit; A4, lengths in points of 1/72 inch). Fonts are cut down to the characters
 * used and embedded, so that a document reads the same everywhere. A character the font does not have is printed as
 * 〓(U+XXXX): nothing of a name is lost silently.
 */
export const PDF_PROGRAM = `({ library, regular, bold }) => {
  const PDFDocument = require(library)
  const MARGIN = 56
  const LABEL = 130
  const GREY = '#55646b'

  const printable = (doc, text) =>
    [...text.replace(/[\\u0000-\\u0009\\u000b-\\u001f]/g, ' ')]
      .map((sign) => {
        const code = sign.codePointAt(0)
        if (code === 10 || doc._font.font.hasGlyphForCodePoint(code)) return sign
        return '〓(U+' + code.toString(16).toUpperCase() + ')'
      })
      .join('')

  const put = (doc, font, size, text, options) => {
    doc.font(font).fontSize(size)
    doc.text(printable(doc, text), { lineGap: size * 0.3, ...options })
  }
  const width = (doc) => doc.page.width - 2 * MARGIN
  const bottom = (doc) => doc.page.height - doc.page.margins.bottom
  // what is longer than a page begins where it is
  const room = (doc, height) => {
    if (doc.y + height > bottom(doc) && height < bottom(doc) - MARGIN) doc.addPage()
  }

  const draw = {
    heading: (doc, { text }) => {
      room(doc, 60)
      doc.moveDown(0.8).fillColor('black')
      put(doc, 'bold', 13, text)
      doc.moveDown(0.3)
    },
    paragraph: (doc, { text }) => {
      doc.fillColor('black')
      put(doc, 'regular', 10.5, text)
      doc.moveDown(0.4)
    },
    table: (doc, { rows }) => {
      const wide = width(doc) - LABEL
      for (const { label, value } of rows) {
        doc.font('regular').fontSize(10.5)
        const height = (text, of) => doc.heightOfString(printable(doc, text), { width: of, lineGap: 3.15 })
        room(doc, Math.max(height(label, LABEL - 10), height(value, wide)) + 8)
        const top = doc.y + 4
        doc.fillColor(GREY)
        doc.y = top
        put(doc, 'regular', 10.5, label, { width: LABEL - 10 })
        const labelEnd = doc.y
        doc.fillColor('black')
        const page = doc.bufferedPageRange().count
        doc.x = MARGIN + LABEL
        doc.y = top
        put(doc, 'regular', 10.5, value || '—', { width: wide })
        // a value longer than the page has gone on to the next one
        doc.y = (doc.bufferedPageRange().count === page ? Math.max(doc.y, labelEnd) : doc.y) + 2
        doc.x = MARGIN
        doc.moveTo(MARGIN, doc.y).lineTo(MARGIN + width(doc), doc.y).lineWidth(0.5).strokeColor('#d5dcda').stroke()
      }
      doc.moveDown(0.4)
    },
    qr: (doc, { modules, caption }) => {
      const side = 110
      room(doc, side + 40)
      const cell = side / modules.length
      const top = doc.y + 8
      modules.forEach((line, row) =>
        [...line].forEach((dark, column) => {
          if (dark === '1') doc.rect(MARGIN + column * cell, top + row * cell, cell + 0.05, cell + 0.05)
        })
      )
      doc.fillColor('black').fill()
      doc.x = MARGIN
      doc.y = top + side + 6
      doc.fillColor(GREY)
      put(doc, 'regular', 9, caption)
    }
  }

  const foot = (doc, footer) => {
    const { count } = doc.bufferedPageRange()
    for (let page = 0; page < count; page += 1) {
      doc.switchToPage(page)
      // below the margin pdfkit would begin a new page
      doc.page.margins.bottom = 0
      doc.x = MARGIN
      doc.y = doc.page.height - 46
      doc.fillColor(GREY)
      put(doc, 'regular', 8.5, footer, { width: width(doc) - 100, height: 24, ellipsis: true })
      doc.x = MARGIN
      doc.y = doc.page.height - 46
      put(doc, 'regular', 8.5, '第 ' + (page + 1) + ' 页，共 ' + count + ' 页', { width: width(doc), align: 'right' })
    }
  }

  return ({ title, blocks, footer, at }) =>
    new Promise((resolve, reject) => {
      const doc = new PDFDocument({
        size: 'A4',
        margins: { top: MARGIN, bottom: 66, left: MARGIN, right: MARGIN },
        bufferPages: true,
        font: null,
        lang: 'zh-CN',
        displayTitle: true,
        info: { Title: title, Creator: '指尖办', CreationDate: new Date(at), ModDate: new Date(at) }
      })
      const parts = []
      doc.on('data', (part) => parts.push(part))
      doc.on('end', () => resolve(Buffer.concat(parts)))
      doc.on('error', reject)
      doc.registerFont('regular', regular)
      doc.registerFont('bold', bold)
      put(doc, 'bold', 18, title, { align: 'center' })
      doc.moveDown(0.6)
      for (const block of blocks) draw[block.kind](doc, block)
      foot(doc, footer)
      doc.end()
    })
}`
