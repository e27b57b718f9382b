/** A defect of ours whose message holds names of routes and fields only, so that it may stand in the log. */
export class Defect extends Error {
  override readonly name = 'Defect'
}

/** Of Node (ECONNREFUSED) or of the database (SQLSTATE 23505): says what went wrong and holds nothing else. */
const CODE = /^(E[A-Z]{2,20}|[0-9A-Z]{5})$/

/**
 * What the log may know of an error: its kind and the places it came through. Messages of unknown errors quote what was
 * read (a line of JSON, a value the database refused), and that may be a citizen's.
 */
export function safeError(error: unknown): { name?: string; message?: string; code?: string; places?: string } {
  if (!(error instanceof Error)) return {}
  const code = 'code' in error && typeof error.code === 'string' && CODE.test(error.code) ? error.code : undefined
  // a message of several lines may have one that looks like a place
  const places = error.stack
    ?.replace(error.message, '')
    .split('\n')
    .filter((line) => /^\s+at \S/.test(line))
  return {
    name: error.name,
    ...(error instanceof Defect ? { message: error.message } : {}),
    ...(code ? { code } : {}),
    ...(places ? { places: places.join('\n') } : {})
  }
}
