import { push } from './postings'
import { roughly } from './readings'

/** Groups vocabulary symbols by sound and answers which of them a typed character may stand for. */
export function soundGroups(vocabulary: Map<string, number>, all: ReadonlyMap<string, readonly string[]>) {
  const same = new Map<string, number[]>()
  const near = new Map<string, number[]>()
  for (const [symbol, number] of vocabulary)
    for (const reading of all.get(symbol) ?? []) {
      push(same, reading, number)
      push(near, roughly(reading), number)
    }
  return (symbol: string) => {
    const likeness = new Map<number, number>()
    const add = (number: number, like: number) => {
      if (!likeness.has(number)) likeness.set(number, like)
    }
    const itself = vocabulary.get(symbol)
    if (itself !== undefined) add(itself, 1)
    const readings = all.get(symbol) ?? []
    for (const reading of readings) for (const number of same.get(reading) ?? []) add(number, 0.85)
    for (const reading of readings) for (const number of near.get(roughly(reading)) ?? []) add(number, 0.7)
    return [...likeness].map(([number, like]) => ({ number, likeness: like }))
  }
}
