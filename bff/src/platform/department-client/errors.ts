/**
 * Why a department could not be used just now:
 * down (no connection, or it broke) · timeout · garbage (a reply nobody can read, or an unknown code) · busy (it said
 * so) · cut-off (not asked, too many failures just before) · full (not asked, too many calls of ours under way) ·
 * clock (it says our time is off) · credentials (it does not know us or our signature).
 */
export type UnavailableReason = 'down' | 'timeout' | 'garbage' | 'busy' | 'cut-off' | 'full' | 'clock' | 'credentials'

/** A department could not be used; trying again later can help. Carries no word of the department's reply. */
export class DepartmentUnavailable extends Error {
  override readonly name = 'DepartmentUnavailable'
  readonly department: string
  readonly reason: UnavailableReason

  constructor(what: { department: string; reason: UnavailableReason }) {
    super(`${what.department}: ${what.reason}`)
    this.department = what.department
    this.reason = what.reason
  }
}

/** The leave to ask was taken back while the call waited for its place; nothing was sent by this attempt. */
export class LeaveTakenBack extends Error {
  override readonly name = 'LeaveTakenBack'
}

/** A place of our request the department objects to, in the department's own names and words. */
export interface FieldProblem {
  field: string
  reason: string
}

/**
 * The department read the request and said no; trying again changes nothing. Its own words may name a person, so they
 * hide behind getters, where neither `message`, `stack` nor a log line that prints the error can pick them up. Never
 * show them to a citizen as they are.
 */
export class DepartmentRefused extends Error {
  override readonly name = 'DepartmentRefused'
  readonly department: string
  readonly code: string
  readonly #said: string
  readonly #fields: readonly FieldProblem[]

  constructor(what: { department: string; code: string; said: string; fields?: readonly FieldProblem[] }) {
    super(`${what.department} refused: ${what.code}`)
    this.department = what.department
    this.code = what.code
    this.#said = what.said
    this.#fields = what.fields ?? []
  }

  /** The department's sentence. */
  get said(): string {
    return this.#said
  }

  /** The places it objects to; empty when it names none. */
  get fields(): readonly FieldProblem[] {
    return this.#fields
  }
}
