import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from 'yaml'
import { isPartFile, joinParts } from './service-folder'

/**
 * Content as it is exchanged: path under bff/content → text of the file. A service item is a folder
 * (`services/social-card`) and stands here as one document (service-folder.ts).
 */
export type ContentFiles = ReadonlyMap<string, string>

const yamlNames = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : []

const folderNames = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
    : []

/** The document of an item, and whatever else lies in its folder: that is for the check to refuse. */
function readItem(folder: string, path: string): [string, string][] {
  const text = (name: string) => readFileSync(join(folder, path, name), 'utf8')
  const names = yamlNames(join(folder, path))
  const parts = Object.fromEntries(names.filter(isPartFile).map((name) => [name, text(name)]))
  const strange = names.filter((name) => !isPartFile(name))
  return [[path, joinParts(parts)], ...strange.map((name): [string, string] => [`${path}/${name}`, text(name)])]
}

/** Everything in a content folder and the folders in it, in order of path. */
export function readContentFolder(folder: string): ContentFiles {
  const names = folderNames(folder).flatMap((sub) => yamlNames(join(folder, sub)).map((name) => `${sub}/${name}`))
  const files = [...yamlNames(folder), ...names].map((path): [string, string] => [
    path,
    readFileSync(join(folder, path), 'utf8')
  ])
  const items = folderNames(join(folder, 'services')).flatMap((id) => readItem(folder, `services/${id}`))
  return new Map([...files, ...items].sort(([a], [b]) => (a < b ? -1 : 1)))
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
