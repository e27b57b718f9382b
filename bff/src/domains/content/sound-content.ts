import type { ContentFiles } from './content-files'
import { ContentRefused, type Problem, readContent } from './load'
import type { Content } from './port'

export type ReadContent = (files: ContentFiles) => { content: Content; problems: Problem[] }

export interface Served {
  files: ContentFiles
  content: Content
  /** what was left out, because this version of the program cannot serve it */
  leftOut: Problem[]
}

const isItem = (path: string): boolean => path.startsWith('services/')

/**
 * Content without problems: what cannot be served (published by another version of the program) gives way to what
 * `fallback` has in its place; where only what is as in `fallback` has a problem, everything that items stand on gives
 * way. Throws ContentRefused when that cannot be served either.
 */
export function soundContent(files: ContentFiles, fallback: ContentFiles, read: ReadContent = readContent): Served {
  const tried = new Map(files)
  const leftOut: Problem[] = []
  for (;;) {
    const { content, problems } = read(tried)
    if (problems.length === 0) return { files: tried, content, leftOut }
    const blamed = [...tried.keys()].filter((path) =>
      problems.some(({ file }) => path === file || path.startsWith(`${file}/`))
    )
    const differs = (path: string) => tried.get(path) !== fallback.get(path)
    const own = blamed.filter(differs)
    // a file that is as it was breaks on what it stands on: facts a rule asks for, papers an upload names
    const changed = own.length > 0 ? own : [...tried.keys()].filter((path) => !isItem(path) && differs(path))
    if (changed.length === 0) throw new ContentRefused(problems)
    leftOut.push(...problems)
    for (const path of changed) {
      const before = fallback.get(path)
      if (before === undefined) tried.delete(path)
      else tried.set(path, before)
    }
  }
}
