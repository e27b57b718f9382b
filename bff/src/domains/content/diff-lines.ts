export interface DiffLine {
  kind: 'same' | 'added' | 'removed'
  text: string
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))

/** Length of the longest common sequence of `a` from i and `b` from j, for all i and j. */
function commonLengths(a: string[], b: string[]): Uint16Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = rows[i]
      if (!row) continue
      row[j] = a[i] === b[j] ? (rows[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(rows[i + 1]?.[j] ?? 0, rows[i]?.[j + 1] ?? 0)
    }
  return rows
}

/** Line by line what makes `after` of `before`: joining the same and added lines gives `after`, same and removed `before`. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [a, b] = [linesOf(before), linesOf(after)]
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1
  const [restA, restB] = [a.slice(head), b.slice(head)]
  const common = commonLengths(restA, restB)
  const told: DiffLine[] = a.slice(0, head).map((text) => ({ kind: 'same', text }))
  let [i, j] = [0, 0]
  while (i < restA.length || j < restB.length) {
    const [left, right] = [restA[i], restB[j]]
    if (left !== undefined && left === right) {
      told.push({ kind: 'same', text: left })
      i += 1
      j += 1
    } else if (left !== undefined && (right === undefined || (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      told.push({ kind: 'removed', text: left })
      i += 1
    } else {
      told.push({ kind: 'added', text: right ?? '' })
      j += 1
    }
  }
  return told
}
