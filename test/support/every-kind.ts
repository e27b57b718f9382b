import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { exampleRules, exampleSteps } from '@shared/contract/example-form'
import { parse, stringify } from 'yaml'
import { root } from './test-stores'

/** A copy of bff/content with one more item, whose form has every kind of field; the folder is the caller's to remove. */
export function contentWithEveryKind(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'every-kind-'))
  cpSync(path.join(root, 'bff', 'content'), folder, { recursive: true })
  const items = path.join(folder, 'services')
  const pattern = path.join(items, 'flexible-enrolment')
  const like = parse(readFileSync(path.join(pattern, 'item.yaml'), 'utf8'))
  const { resultFrom: _, ...acceptance } = like.acceptance
  const item = {
    ...like,
    id: 'every-kind',
    name: '示例：各种填写方式',
    aliases: [],
    hot: false,
    acceptance,
    sharings: ['flexible-application']
  }
  const made = path.join(items, item.id)
  mkdirSync(made)
  writeFileSync(path.join(made, 'item.yaml'), stringify(item))
  for (const as of ['rules.yaml', 'examples.yaml']) cpSync(path.join(pattern, as), path.join(made, as))
  writeFileSync(path.join(made, 'form.yaml'), stringify({ steps: exampleSteps, rules: exampleRules }))
  return folder
}
