/** A pause of the whole process longer than this is the machine's, not the product's. */
const HELD_UP_MS = 50
const LOOK_MS = 10

/**
 * Runs an act; `ms` is what it took without the times in which the machine let nothing of this process run (another
 * test, the browser), so that a limit of the product can be held against it on a busy machine too.
 */
export async function ownTime<T>(act: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const began = performance.now()
  let [heldUp, last] = [0, began]
  const look = () => {
    const gone = performance.now() - last
    last += gone
    if (gone > HELD_UP_MS) heldUp += gone - LOOK_MS
  }
  const looking = setInterval(look, LOOK_MS)
  try {
    const value = await act()
    look()
    return { value, ms: performance.now() - began - heldUp }
  } finally {
    clearInterval(looking)
  }
}
