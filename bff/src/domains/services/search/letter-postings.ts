import { push } from './postings'

/** Beginnings of up to `most` letters that one can type from position i on: she, shb, sbk at the 社 of 社保卡. */
function beginnings(readings: string[][], i: number, most: number): string[] {
  const here = readings[i]
  if (!here || most === 0) return ['']
  const found = new Set<string>()
  for (const reading of here)
    for (let n = 1; n <= reading.length && n <= most; n++)
      if (n === most) found.add(reading.slice(0, n))
      else for (const rest of beginnings(readings, i + 1, most - n)) found.add(reading.slice(0, n) + rest)
  return [...found]
}

/** How many letters of a query lead to the places where it may begin. */
export const LEADING_LETTERS = 4

/** Keys of one position: as many letters as lead, and fewer for queries as short as that; one only at the start. */
const letterKeys = (readings: string[][], i: number): string[] => [
  ...new Set([LEADING_LETTERS, 3, 2, ...(i === 0 ? [1] : [])].flatMap((n) => beginnings(readings, i, n)))
]

/** Places (number of the phrase · 256 + position) by the first letters that can be typed there. */
export function letterPostings(phrases: { readings: string[][] }[]): Map<string, number[]> {
  const byLetters = new Map<string, number[]>()
  phrases.forEach(({ readings }, number) => {
    for (let i = 0; i < readings.length; i++)
      for (const key of letterKeys(readings, i)) push(byLetters, key, number * 256 + i)
  })
  return byLetters
}
