/** A ciphertext that does not open: altered, cut off, or made for another key. Says nothing of what was inside. */
export class DecryptFailed extends Error {
  override readonly name = 'DecryptFailed'
}
