/**
 * Name and ID number of a person whose identity belongs to another account of theirs, on the way to the merge page.
 * Kept in memory only, and handed over once: neither belongs into an address or onto the phone.
 */
let kept: { name: string; idNumber: string } | undefined

export const keepTaken = (identity: { name: string; idNumber: string }): void => {
  kept = identity
}

export function takeTaken(): { name: string; idNumber: string } | undefined {
  const taken = kept
  kept = undefined
  return taken
}
