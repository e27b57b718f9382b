import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from 'yaml'

/** Content as it is exchanged: path under bff/content (`services/social-card.yaml`) → text of the file. */
export type ContentFiles = ReadonlyMap<string, string>

const yamlNames = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : []

/** Every YAML file of a content folder and of the folders in it, in order of path. */
export function readContentFolder(folder: string): ContentFiles {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []
  const subs = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const paths = [
    ...yamlNames(folder),
    ...subs.flatMap((sub) => yamlNames(join(folder, sub)).map((name) => `${sub}/${name}`))
  ]
  return new Map(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}

interface Parsed {
  text: string
  /** undefined when the text is no YAML */
  value: unknown
  mistakes: string[]
}

/** By path: with each publication one file changes, and parsing is most of the work of reading all of them. */
const parsed = new Map<string, Parsed>()

/** What a YAML text says, and its mistakes of syntax. The value is shared between readers: nobody changes it. */
export function parseContent(path: string, text: string): Parsed {
  const known = parsed.get(path)
  if (known?.text === text) return known
  const document = parseDocument(text)
  const mistakes = [...document.errors, ...document.warnings].map(({ message }) => message)
  const made = { text, value: document.errors.length ? undefined : document.toJS(), mistakes }
  parsed.set(path, made)
  return made
}
