import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod/mini'
import { readContentFolder } from './content-files'
import { keptSource } from './file-parts'
import { loadContent } from './load'

/** The official texts lie beside the repository of those who maintain the content; users do not have them. */
const TEXTS = join(__dirname, '../../../../../shared/data/policy-sources')
const CONTENT = join(__dirname, '../../../content')
const withSources = z.object({ sources: z.record(z.string(), keptSource) })

const files = [...readContentFolder(CONTENT)].filter(([file]) => /^(departments\.yaml|services\/)/.test(file))
const quoted = files.flatMap(([file, text]) =>
  Object.entries(withSources.parse(parse(text)).sources).flatMap(([key, source]) => {
    const place = /([\w.-]+\.txt):L(\d+)$/.exec(source.document)
    return place ? [{ at: `${file} ${key}`, source, original: place[1] ?? '', line: Number(place[2]) }] : []
  })
)
const lineOf = (text: string, line: number): string =>
  readFileSync(join(TEXTS, text), 'utf8').split('\n')[line - 1] ?? ''

/** What is promised by an item or one of its 情形, with the words of the source it names. */
const promises = [...loadContent(CONTENT).services.values()].flatMap(({ guide, rules }) =>
  [
    { at: guide.id, promise: guide.promise },
    ...(rules?.situations ?? []).flatMap(({ id, differs }) =>
      differs.promise ? [{ at: `${guide.id} ${id}`, promise: differs.promise }] : []
    )
  ].flatMap(({ at, promise: { value, source } }) => (value && source?.read ? [{ at, value, quote: source.quote }] : []))
)

it('every day that is promised from an official text stands in the words quoted for it', () => {
  expect(promises.length).toBeGreaterThan(15)
  for (const { at, value, quote } of promises) {
    const said = value.unit === 'at-once' ? /立等可取|当场办结/ : new RegExp(`(?<!\\d)${value.days}个工作日`)
    expect({ at, quote }).toEqual({ at, quote: expect.stringMatching(said) })
  }
})

describe('What a guide quotes', () => {
  const here = existsSync(TEXTS) || process.env.CI === 'true'
  if (!here) console.log(`quotes are not held against the official texts: ${TEXTS} is not here`)
  const whenHere = here ? it : it.skip

  it('comes from numbered lines, each with the hash of that line', () => {
    expect(quoted.length).toBeGreaterThan(50)
    for (const { at, source } of quoted)
      expect({ at, quote: source.quote, sha256: source.sha256, read: source.read }).toEqual({
        at,
        quote: expect.stringMatching(/./),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        read: true
      })
  })

  whenHere('stands word for word in the line it names', () => {
    const wrong = quoted.filter(({ source, original, line }) => !lineOf(original, line).includes(source.quote ?? '\n'))
    expect(wrong.map(({ at }) => at)).toEqual([])
  })

  whenHere('and that line is the one whose hash was kept', () => {
    const hash = (line: string) => createHash('sha256').update(line, 'utf8').digest('hex')
    const wrong = quoted.filter(({ source, original, line }) => hash(lineOf(original, line)) !== source.sha256)
    expect(wrong.map(({ at }) => at)).toEqual([])
  })
})
