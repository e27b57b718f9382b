/**
 * A sealed value that does not open. `tampered`: altered, or another key, or another context; `malformed`: not one of
 * our texts at all; `unknown-master-key`: its master key is missing in the configuration.
 */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
  constructor(
    readonly why: 'tampered' | 'malformed' | 'unknown-master-key',
    message: string
  ) {
    super(message)
  }
}
