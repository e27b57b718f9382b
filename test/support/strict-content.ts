import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { localItem } from './apply-local'
import { root } from './test-stores'

/** The content as it is, but 高龄津贴 costs 80 元, is decided by two and asks 司法局 as soon as it is accepted; its folder. */
export function strictContent(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zjb-content-'))
  cpSync(path.join(root, 'bff', 'content'), folder, { recursive: true })
  const item = path.join(folder, 'services', localItem.id, 'item.yaml')
  const asks = "  coHandlers: [{ department: justice, question: '该老人是否有监护人？', days: 3 }]"
  const text = readFileSync(item, 'utf8')
    .replace('fee: null', 'fee: { value: { amount: 8000, text: 每件 80 元 }, from: example }')
    .replace('  local: true\n', `  local: true\n  secondPerson: true\n  payDays: 5\n${asks}\n`)
  writeFileSync(item, text)
  return folder
}
