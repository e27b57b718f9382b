import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { exampleRules, exampleSteps } from '@shared/contract/example-form'
import { parse } from 'yaml'
import { root } from './test-stores'

/** A copy of bff/content with one more item, whose form has every kind of field; the folder is the caller's to remove. */
export function contentWithEveryKind(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'every-kind-'))
  cpSync(path.join(root, 'bff', 'content'), folder, { recursive: true })
  const services = path.join(folder, 'services')
  const like = parse(readFileSync(path.join(services, 'flexible-enrolment.yaml'), 'utf8'))
  const { resultFrom: _, ...acceptance } = like.acceptance
  const item = {
    ...like,
    id: 'every-kind',
    name: '示例：各种填写方式',
    aliases: [],
    hot: false,
    form: { steps: exampleSteps, rules: exampleRules },
    acceptance,
    sharings: ['flexible-application']
  }
  writeFileSync(path.join(services, 'every-kind.yaml'), JSON.stringify(item))
  return folder
}
