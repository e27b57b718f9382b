/** Largest number of rows in one statement. */
const MOST = 500

/**
 * Puts together the rows that come within one turn of the event loop or while the rows before them are being written, so
 * that a crowd costs the store a few statements and not one each. Resolves when the row is written; when `write` fails,
 * everybody whose row was in that statement gets its error, the next are written anew.
 */
export function writeTogether<R>(write: (rows: R[]) => Promise<unknown>): (row: R) => Promise<void> {
  let gathering: { rows: R[]; written: Promise<void> } | null = null
  let last: Promise<unknown> = Promise.resolve()
  const gather = () => {
    const rows: R[] = []
    const before = last
    const written = new Promise((resolve) => setImmediate(resolve))
      .then(() => before)
      .then(() => {
        if (gathering?.rows === rows) gathering = null
        return write(rows)
      })
      .then(() => undefined)
    last = written.catch(() => undefined)
    return { rows, written }
  }
  return (row) => {
    if (!gathering || gathering.rows.length >= MOST) gathering = gather()
    gathering.rows.push(row)
    return gathering.written
  }
}
