import type { HallDefinition, HallLine } from '../content/port'

/** Where a line is. */
export interface Place {
  hall: HallDefinition
  line: HallLine
}

/** Looks halls and their windows up. */
export function makeDirectory(halls: readonly HallDefinition[]) {
  const places: Place[] = halls.flatMap((hall) => hall.lines.map((line) => ({ hall, line })))
  const serves = (line: HallLine, serviceId: string) => line.services.some(({ id }) => id === serviceId)
  return {
    hall: (id: string): HallDefinition | null => halls.find((hall) => hall.id === id) ?? null,
    line: (id: string): Place | null => places.find(({ line }) => line.id === id) ?? null,
    linesOf: (department: string): Place[] => places.filter(({ line }) => line.department === department),
    /** which window of a hall serves an item */
    placeFor: (hallId: string, serviceId: string): Place | null =>
      places.find(({ hall, line }) => hall.id === hallId && serves(line, serviceId)) ?? null,
    /** halls that serve the item, lie in the street, and have the words in their name or in an item's */
    search: ({ q = '', serviceId, street }: { q?: string; serviceId?: string; street?: string }): HallDefinition[] =>
      halls.filter(
        (hall) =>
          (!serviceId || hall.lines.some((line) => serves(line, serviceId))) &&
          (!street || hall.street?.code === street) &&
          (q === '' || wordsOf(hall).some((words) => words.includes(q)))
      ),
    /** halls whose name, street or windows have every word (lower case) */
    named: (words: readonly string[]): HallDefinition[] =>
      halls.filter((hall) => words.every((word) => ownWords(hall).toLowerCase().includes(word))),
    streets: () => halls.flatMap(({ street }) => street ?? [])
  }
}
export type Directory = ReturnType<typeof makeDirectory>

const ownWords = ({ name, street, lines }: HallDefinition): string =>
  [name, street?.name ?? '', ...lines.map((line) => line.name)].join(' ')

const wordsOf = ({ name, lines }: HallDefinition): string[] => [
  name,
  ...lines.flatMap((line) => [line.name, ...line.services.flatMap((one) => [one.name, ...one.aliases])])
]
