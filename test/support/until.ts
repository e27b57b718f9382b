const LIMIT_MS = 60_000

/** Asks again and again until it holds; rejects after a minute, which is long enough for a slow machine. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + LIMIT_MS; !(await holds()); await new Promise((wait) => setTimeout(wait, 10)))
    if (Date.now() > end) throw new Error(`${what}: not within ${LIMIT_MS / 1000} s`)
}
