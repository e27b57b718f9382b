import { plainWords } from './question'
import type { Line, Topic } from './topics'

/** Neighbouring pairs of Han characters, and Latin words or numbers as they are. */
export const grams = (text: string): string[] =>
  plainWords(text)
    .split(' ')
    .flatMap((run) => run.match(/[a-z0-9]+|\p{Script=Han}+/gu) ?? [])
    .flatMap((run) => (/^[a-z0-9]/.test(run) ? [run] : [...run].slice(1).map((second, i) => `${[...run][i]}${second}`)))

interface IndexedName {
  grams: string[]
  /** sum of the rarity of its grams */
  weight: number
}
interface IndexedLine {
  line: Line
  grams: ReadonlySet<string>
}
export interface IndexedTopic {
  topic: Topic
  names: IndexedName[]
  nameGrams: ReadonlySet<string>
  lineGrams: ReadonlySet<string>
  lines: IndexedLine[]
}

export interface TopicIndex {
  topics: IndexedTopic[]
  /** how telling a gram is: large when few topics have it, largest when none has */
  rarity(gram: string): number
}

/** Reads all topics once; a few hundred milliseconds for 2,000 of them. */
export function indexTopics(given: readonly Topic[]): TopicIndex {
  const found = new Map<string, number>()
  const read = given.map((topic) => {
    const nameGrams = new Set(topic.names.flatMap(grams))
    const lines = topic.lines.map((line) => ({ line, grams: new Set(grams(line.text)) }))
    const lineGrams = new Set(lines.flatMap((one) => [...one.grams]))
    for (const gram of new Set([...nameGrams, ...lineGrams])) found.set(gram, (found.get(gram) ?? 0) + 1)
    return { topic, nameGrams, lineGrams, lines }
  })
  const rarity = (gram: string): number => Math.log(1 + given.length / (found.get(gram) ?? 0.5))
  const weigh = (some: string[]) => some.reduce((sum, gram) => sum + rarity(gram), 0)
  const topics = read.map((one) => ({
    ...one,
    names: one.topic.names.map((name) => {
      const parts = grams(name)
      return { grams: parts, weight: weigh(parts) }
    })
  }))
  return { topics, rarity }
}
