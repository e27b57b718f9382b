/** A defect of ours whose message holds names of routes and fields only, so that it may stand in the log. */
export class Defect extends Error {
  override readonly name = 'Defect'
}

/**
 * What the log may know of an error: its kind and the places it came through. Messages of unknown errors quote what was
 * read (a line of JSON, a value the database refused), and that may be a citizen's.
 */
export function safeError(error: unknown): { name?: string; message?: string; places?: string } {
  if (!(error instanceof Error)) return {}
  const places = error.stack?.split('\n').filter((line) => /^\s+at \S/.test(line))
  return {
    name: error.name,
    ...(error instanceof Defect ? { message: error.message } : {}),
    ...(places ? { places: places.join('\n') } : {})
  }
}
