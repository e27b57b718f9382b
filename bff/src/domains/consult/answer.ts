import { type Question, readQuestion } from './question'
import { grams, type IndexedTopic, indexTopics, type TopicIndex } from './topic-index'
import { type Line, PARTS, type Part, type Topic } from './topics'

/** A topic that answers, with the lines quoted from it; `notWritten`: what was asked for and stands nowhere. */
export interface Answer {
  about: Topic['about']
  lines: Line[]
  notWritten: Part[]
}

/** Numbers of the retrieval, tuned on test/support/consult-questions.yaml. */
const TUNING = {
  /** share of a name that the question must contain */
  leastName: 0.5,
  /** share of the question that the topic must explain, beside a name of it */
  leastCovered: 0.45,
  /** the same without a name: share that its names and lines must explain together, or a single line */
  coveredTogether: 0.75,
  coveredByLine: 0.7,
  /** a pair less telling than this (身份证 stands in most guides) explains little by standing in a line */
  telling: 1.6,
  littleWorth: 0.4,
  /** what a gram of a line counts beside one of a name */
  lineWorth: 0.6,
  /** topics worth less than this share of the best are left out */
  beside: 0.82,
  /** what standing on the page of an item is worth */
  context: 0.35,
  topics: 3,
  linesEach: 6
} as const

/** Runs of Han characters, Latin words and numbers; single characters only when there is nothing longer. */
function runsOf({ words }: Question): string[] {
  const all = words.flatMap((word) => word.match(/[a-z0-9]+|\p{Script=Han}+/gu) ?? [])
  const longer = all.filter((run) => run.length > 1)
  return longer.length > 0 ? longer : all
}

/** Share of the question's characters that are explained, each by the worth of the best pair it stands in. */
function covered(runs: readonly string[], worth: (gram: string) => number): number {
  let all = 0
  let explained = 0
  for (const run of runs) {
    const best = [...run].map(() => 0)
    for (const [i, gram] of grams(run).entries()) {
      const found = worth(gram)
      const reach = gram === run ? run.length : 2
      for (let at = i; at < i + reach; at++) best[at] = Math.max(best[at] ?? 0, found)
    }
    all += best.length
    explained += best.reduce((sum, one) => sum + one, 0)
  }
  return all === 0 ? 0 : explained / all
}

/** The largest share of one of its names that stands in the question; rare pairs count more. */
const named = ({ names }: IndexedTopic, asked: ReadonlySet<string>, { rarity }: TopicIndex): number =>
  Math.max(
    0,
    ...names.map(({ grams: parts, weight }) =>
      weight === 0 ? 0 : parts.reduce((sum, gram) => sum + (asked.has(gram) ? rarity(gram) : 0), 0) / weight
    )
  )

interface Scored {
  topic: IndexedTopic
  score: number
}

/** How well a topic fits, 0 … about 2; 0 = not at all. */
function scoreOf(topic: IndexedTopic, runs: readonly string[], index: TopicIndex): number {
  const asked = new Set(runs.flatMap(grams))
  const byName = named(topic, asked, index)
  const share = covered(runs, (gram) =>
    topic.nameGrams.has(gram) ? 1 : topic.lineGrams.has(gram) ? TUNING.lineWorth : 0
  )
  if (byName >= TUNING.leastName && share >= TUNING.leastCovered) return share + byName
  if (share >= TUNING.coveredTogether) return share + byName
  const worth = (gram: string) => (index.rarity(gram) >= TUNING.telling ? 1 : TUNING.littleWorth)
  const byLine = Math.max(
    0,
    ...topic.lines.map(({ grams: own }) => covered(runs, (gram) => (own.has(gram) ? worth(gram) : 0)))
  )
  return byLine >= TUNING.coveredByLine ? share + byName : 0
}

function quoted({ nameGrams, lines }: IndexedTopic, question: Question, { rarity }: TopicIndex): Line[] {
  const { parts } = question
  const asked = new Set(runsOf(question).flatMap(grams))
  const whole = new Set(grams(question.text))
  const said = ({ line, grams: own }: IndexedTopic['lines'][number]) => {
    const by = line.part === 'questions' ? whole : asked
    return [...own].reduce((sum, gram) => sum + (by.has(gram) && !nameGrams.has(gram) ? rarity(gram) : 0), 0)
  }
  const wanted = lines.filter(({ line }) => parts.includes(line.part))
  const telling = lines.filter((one) => said(one) > 0).sort((a, b) => said(b) - said(a))
  const plain = lines.filter(({ line }) => line.part === 'summary' || line.part === 'reform' || line.part === 'windows')
  const chosen = [...telling.slice(0, 2), ...wanted]
  const shown = [...new Set(chosen.length > 0 ? chosen : plain)].slice(0, TUNING.linesEach)
  // what was asked for by name comes first
  const first = parts[0]
  return shown.map(({ line }) => line).sort((a, b) => Number(b.part === first) - Number(a.part === first))
}

/**
 * Answers questions from what is published: every line is quoted word for word, and none is made. Built once for each
 * version of the content. `ask` gives at most three; an empty list = nothing published fits. `context` is the id of the
 * item whose page the question comes from.
 */
export function makeAnswers(topics: readonly Topic[]) {
  const index = indexTopics(topics)
  const answerFrom = (topic: IndexedTopic, question: Question): Answer => {
    const lines = quoted(topic, question, index)
    const written = new Set(topic.lines.map(({ line }) => line.part))
    const [first] = question.parts
    return { about: topic.topic.about, lines, notWritten: first && !written.has(first) ? [first] : [] }
  }
  const ask = (text: string, context?: string): Answer[] => {
    const question = readQuestion(text)
    const runs = runsOf(question)
    const onPage = index.topics.find(({ topic }) => topic.about.kind === 'service' && topic.about.id === context)
    const scored: Scored[] = index.topics
      .map((topic) => ({ topic, score: scoreOf(topic, runs, index) + (topic === onPage ? TUNING.context : 0) }))
      .filter(({ score }) => score > TUNING.context)
      .sort((a, b) => b.score - a.score)
    // on the page of an item “要带什么” needs no name
    if (scored.length === 0 && onPage && question.parts.length > 0) return [answerFrom(onPage, question)]
    const least = (scored[0]?.score ?? 0) * TUNING.beside
    return scored
      .filter(({ score }) => score >= least)
      .slice(0, TUNING.topics)
      .map(({ topic }) => answerFrom(topic, question))
  }
  return { ask }
}
export type Answers = ReturnType<typeof makeAnswers>

/** What the parts are called above a quoted line. */
export const partName = (part: Part): string => PARTS[part]
