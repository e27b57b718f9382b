import fs from 'node:fs'
import path from 'node:path'
import { type Dict, dictOf, listOf, stringsOf, textOf } from './unknown-values'

/** What app.json declares, in the words the harness needs. */
export type AppConfig = {
  dist: string
  json: Dict
  /** Every page path, those of subpackages included, e.g. `packages/parking/pages/pay/index`. */
  pages: string[]
  mainPages: string[]
  tabs: { pagePath: string; text: string }[]
  subpackageRoots: string[]
  /** Root of the subpackage that holds a file, '' for the main package. */
  packageOf: (file: string) => string
  has: (file: string) => boolean
  read: (file: string) => string
  /** A JSON file of the package; {} when there is none. */
  readJson: (file: string) => Dict
  /** The custom components a page or component may use: tag to path without extension. */
  componentsOf: (file: string) => Record<string, string>
}

/** A reference as WXML, JSON and require write it (absolute from the package root, or relative to `from`). */
export const resolveReference = (from: string, reference: string): string =>
  reference.startsWith('/')
    ? path.posix.normalize(reference.slice(1))
    : path.posix.join(path.posix.dirname(from), reference)

/** Reads app.json of a compiled mini-program; throws when it is missing or not JSON. */
export const readAppConfig = (folder: string): AppConfig => {
  const dist = path.resolve(folder)
  const has = (file: string) => fs.existsSync(path.join(dist, file))
  const read = (file: string) => fs.readFileSync(path.join(dist, file), 'utf8')
  const readJson = (file: string): Dict => (has(file) ? dictOf(JSON.parse(read(file))) : {})
  const json = dictOf(JSON.parse(read('app.json')))
  const subpackages = listOf(json.subPackages ?? json.subpackages).map(dictOf)
  const rootOf = (subpackage: Dict) => textOf(subpackage.root).replace(/^\/|\/$/g, '')
  const subpackageRoots = subpackages.map(rootOf)
  const mainPages = stringsOf(json.pages)
  const pagesOf = (subpackage: Dict) =>
    stringsOf(subpackage.pages).map((page) => path.posix.join(rootOf(subpackage), page))
  const componentsOf = (file: string) => {
    const entries = (from: string, using: unknown) =>
      Object.entries(dictOf(using)).map(([tag, to]) => [tag, resolveReference(from, textOf(to))])
    return Object.fromEntries([
      ...entries('app', json.usingComponents),
      ...entries(file, readJson(`${file}.json`).usingComponents)
    ])
  }
  return {
    dist,
    json,
    mainPages,
    pages: [...mainPages, ...subpackages.flatMap(pagesOf)],
    tabs: listOf(dictOf(json.tabBar).list)
      .map(dictOf)
      .map(({ pagePath, text }) => ({ pagePath: textOf(pagePath), text: textOf(text) })),
    subpackageRoots,
    packageOf: (file) => subpackageRoots.find((root) => file.startsWith(`${root}/`)) ?? '',
    has,
    read,
    readJson,
    componentsOf
  }
}
