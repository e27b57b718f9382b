import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { fileWith, joinParts, lineInParts, splitParts } from './service-folder'

const SERVICES = path.resolve(__dirname, '../../../content/services')
const ITEM = 'id: a\n# told at the window\nname: 甲\n'
const FORM = '# asked once\nsteps:\n  - id: one\n\n    text: >-\n      多行\n      文字\n'

it('every item the district ships comes back byte for byte from its one document', () => {
  for (const id of readdirSync(SERVICES)) {
    const names = readdirSync(path.join(SERVICES, id))
    const files = Object.fromEntries(names.map((name) => [name, readFileSync(path.join(SERVICES, id, name), 'utf8')]))
    expect(splitParts(joinParts(files))).toEqual(files)
  }
})

it('whatever stands in the files of an item comes back, also blank lines, comments and text over several lines', () => {
  const line = fc.constantFrom('', '# a word', 'key: value', '  - deeper: 1', '    >-', '  form:', '      text')
  const text = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => `${lines.join('\n')}\n`)
  const item = text.filter((one) => !/^\w+:\s*$/m.test(one))
  const some = (name: string) => fc.option(text.map((one): [string, string][] => [[name, one]])).map((one) => one ?? [])
  fc.assert(
    fc.property(item, some('form.yaml'), some('rules.yaml'), some('examples.yaml'), (first, ...parts) => {
      const files = Object.fromEntries([['item.yaml', first], ...parts.flat()])
      expect(splitParts(joinParts(files))).toEqual(files)
    })
  )
})

it('a document written in another order of keys at the desk is taken apart into the same files', () => {
  const written = `id: a\n${'form:\n  steps: []\n'}name: 甲\n`
  expect(splitParts(written)).toEqual({ 'item.yaml': 'id: a\nname: 甲\n', 'form.yaml': 'steps: []\n' })
})

it('an editor reads of a mistake in the file and on the line where it stands', () => {
  const document = joinParts({ 'item.yaml': ITEM, 'form.yaml': FORM })
  const at = (text: string) => document.split('\n').findIndex((line) => line.includes(text)) + 1
  expect(lineInParts(document, at('name: 甲'))).toEqual({ name: 'item.yaml', line: 3 })
  expect(lineInParts(document, at('text: >-'))).toEqual({ name: 'form.yaml', line: 5 })
  expect(lineInParts(document, at('form:'))).toEqual({ name: 'form.yaml', line: 1 })
  expect(fileWith('services/a', 'form.steps.0')).toBe('services/a/form.yaml')
  expect(fileWith('services/a', 'materials.0')).toBe('services/a/item.yaml')
  expect(fileWith('sharings.yaml', 'form')).toBe('sharings.yaml')
})
