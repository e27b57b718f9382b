import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Sources of a folder, tests left out: path → text. */
export function sourcesBelow(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  return new Map(files.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]))
}

/** Topics that the code enqueues, and places that enqueue one which cannot be read there (a variable). */
export function enqueuedTopics(sources: Map<string, string>): { topics: string[]; unreadable: string[] } {
  const topics = new Set<string>()
  const unreadable: string[] = []
  for (const [name, text] of sources)
    for (const [, argument = ''] of text.matchAll(/\.enqueue\(\s*[a-zA-Z]+,\s*(\{[\s\S]*?\}|[a-zA-Z.]+)\s*\)/g)) {
      const topic = /topic: '([^']+)'/.exec(argument)?.[1]
      if (topic) topics.add(topic)
      else unreadable.push(name)
    }
  return { topics: [...topics].sort(), unreadable }
}
