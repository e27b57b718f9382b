/**
 * A service item is a folder (services/<id>/): item.yaml, and where it has them form.yaml, rules.yaml, examples.yaml.
 * Its release is one document: the item, and each other file under its name as a key, two columns further to the right.
 * Putting together and taking apart give the files back byte for byte.
 */

/** What may lie beside item.yaml, in the order of the document. */
const PARTS = ['form', 'rules', 'examples'] as const
type Part = 'item' | (typeof PARTS)[number]

const isPart = (name: string | undefined): name is (typeof PARTS)[number] => PARTS.some((part) => part === name)

/** Whether a folder of an item may have a file of this name. */
export const isPartFile = (name: string): boolean => name === 'item.yaml' || isPart(/^(\w+)\.yaml$/.exec(name)?.[1])

const ended = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`)
const shifted = (text: string) => ended(text).replace(/^(?=[^\n])/gm, '  ')

/** The one document of an item, of its files by name. */
export const joinParts = (files: Readonly<Record<string, string>>): string =>
  PARTS.reduce(
    (document, part) => {
      const text = files[`${part}.yaml`]
      return text === undefined ? document : `${document}${part}:\n${shifted(text)}`
    },
    ended(files['item.yaml'] ?? '')
  )

/** Each line of a document with the file it belongs to; the line that opens a part belongs to none. */
function placedLines(document: string): { part: Part; opens: boolean; line: string }[] {
  let part: Part = 'item'
  return document.split('\n').map((line) => {
    const opened = /^(\w+):\s*$/.exec(line)?.[1]
    if (isPart(opened)) part = opened
    // whatever begins at the left edge ends a part
    else if (/^\S/.test(line)) part = 'item'
    return { part, opens: isPart(opened), line }
  })
}

/** The files of the document of an item, by name. */
export function splitParts(document: string): Record<string, string> {
  const lines = placedLines(ended(document).slice(0, -1))
  const parts = (['item', ...PARTS] as const).flatMap((part) => {
    const own = lines.filter((one) => one.part === part)
    const text = own.flatMap(({ opens, line }) => (opens ? [] : [part === 'item' ? line : line.replace(/^ {2}/, '')]))
    return own.length ? [[`${part}.yaml`, text.map((line) => `${line}\n`).join('')]] : []
  })
  return Object.fromEntries(parts)
}

/** In which file, and on which line of it, a line of the document stands; lines count from 1. */
export function lineInParts(document: string, line: number): { name: string; line: number } {
  const before = placedLines(document).slice(0, line)
  const part = before.at(-1)?.part ?? 'item'
  const own = before.filter((one) => one.part === part && !one.opens)
  return { name: `${part}.yaml`, line: Math.max(1, own.length) }
}

const isItem = (path: string): boolean => /^services\/[^/.]+$/.test(path)

/** The file a problem is in: a path into the document of an item tells which of its files. Others are as they are. */
export function fileWith(document: string, path: string): string {
  if (!isItem(document) || !path) return document
  const top = /^\w+/.exec(path)?.[0]
  return `${document}/${isPart(top) ? top : 'item'}.yaml`
}

/** The files under bff/content of one piece of content. */
export const filesOf = (path: string, body: string): Record<string, string> =>
  isItem(path)
    ? Object.fromEntries(Object.entries(splitParts(body)).map(([name, text]) => [`${path}/${name}`, text]))
    : { [path]: body }
