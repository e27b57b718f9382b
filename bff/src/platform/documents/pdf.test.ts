import { pdfPages } from '../../../../test/support/pdf-text'
import { makePdf, type PdfDocument } from './pdf'

const document = (blocks: PdfDocument['blocks']): PdfDocument => ({
  title: '办件副本',
  blocks,
  footer: '指尖办 · 办件编号 YZ20261122000001',
  at: new Date('2026-11-22T01:30:00Z')
})
const many = Array.from({ length: 80 }, (_, at) => ({ label: `第 ${at} 项`, value: '周末和法定节假日不算' }))

it('a citizen can read and copy Chinese, digits and rare characters; what no font has is named, not lost', async () => {
  const pdf = await makePdf(
    document([
      { kind: 'heading', text: '申请内容' },
      { kind: 'table', rows: [{ label: '姓名', value: '龑䶮𠮷' }] },
      { kind: 'paragraph', text: '自受理之日起 5 个工作日内办结。' }
    ])
  )
  const [page] = pdfPages(pdf)
  for (const text of [
    '办件副本',
    '申请内容',
    '姓名',
    '龑䶮〓(U+20BB7)',
    '自受理之日起 5 个工作日内办结。',
    '第 1 页，共 1 页'
  ])
    expect(page).toContain(text)
  // the whole font has 8 MB: only what is used lies in the file
  expect(pdf.length).toBeLessThan(150_000)
})

it('a long table goes on over pages, each with its number and the footer, and no row is lost or cut in two', async () => {
  const pages = pdfPages(await makePdf(document([{ kind: 'table', rows: many }])))
  expect(pages.length).toBeGreaterThan(1)
  for (const [at, page] of pages.entries()) {
    expect(page).toContain(`第 ${at + 1} 页，共 ${pages.length} 页`)
    expect(page).toContain('YZ20261122000001')
  }
  for (const { label, value } of many) expect(pages.filter((page) => page.includes(`${label}${value}`))).toHaveLength(1)
})

it('one value longer than a page is printed to its end', async () => {
  const value = `${'一二三四五六七八九十'.repeat(300)}完`
  const pages = pdfPages(await makePdf(document([{ kind: 'table', rows: [{ label: '说明', value }] }])))
  expect(pages.join('').split('十').length - 1).toBe(300)
  expect(pages.at(-1)).toContain('完')
})

it('the same content at the same moment is the same file, and a QR code changes it', async () => {
  const plain = await makePdf(document([]))
  expect(await makePdf(document([]))).toEqual(plain)
  const withCode = await makePdf(document([{ kind: 'qr', text: 'https://example.test/v/AB', caption: '扫码核验' }]))
  expect(pdfPages(withCode)[0]).toContain('扫码核验')
  expect(withCode.length).toBeGreaterThan(plain.length)
})

it('others are answered while a document is drawn', async () => {
  let turns = 0
  const turn = () => {
    turns += 1
    if (turns < 1_000_000) timer = setImmediate(turn)
  }
  let timer = setImmediate(turn)
  await makePdf(document([{ kind: 'table', rows: [...many, ...many] }]))
  clearImmediate(timer)
  expect(turns).toBeGreaterThan(100)
})
