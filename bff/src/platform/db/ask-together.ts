/** Largest number of keys in one question. */
const MOST = 500

/**
 * Puts together what is asked for within one turn of the event loop, so that a hundred callers cost the store one
 * question and not a hundred. `ask` answers with what it found; a key that is not among it gets null. When `ask`
 * fails, every caller of that turn gets its error.
 */
export function askTogether<V>(ask: (keys: string[]) => Promise<Map<string, V>>): (key: string) => Promise<V | null> {
  let gathering: { keys: Set<string>; found: Promise<Map<string, V>> } | null = null
  const gather = () => {
    const keys = new Set<string>()
    const found = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      if (gathering?.keys === keys) gathering = null
      return ask([...keys])
    })
    return { keys, found }
  }
  return async (key) => {
    if (!gathering || gathering.keys.size >= MOST) gathering = gather()
    gathering.keys.add(key)
    return (await gathering.found).get(key) ?? null
  }
}
