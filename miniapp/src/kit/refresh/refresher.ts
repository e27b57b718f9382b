/** Refreshes again and again while a page is in front. */
export interface Refresher {
  /** The page came to the front; the first time it has just loaded and only the clock starts. */
  shown: () => void
  /** The page went to the back or away: nothing runs any more. */
  hidden: () => void
}

/**
 * Calls `refresh` when the page comes back and `everyMs` after the last refresh ended, as long as `wanted` says so.
 * Measured from the end, so that a slow network is never asked twice at once.
 */
export function makeRefresher(job: {
  refresh: () => Promise<void>
  wanted: () => boolean
  everyMs: number
}): Refresher {
  let timer: ReturnType<typeof setTimeout> | undefined
  let opened = false
  // Counts showings and hidings: a refresh that ends after a hiding must not plan the next.
  let turn = 0
  const plan = () => {
    clearTimeout(timer)
    timer = setTimeout(run, job.everyMs)
  }
  const run = () => {
    clearTimeout(timer)
    if (!job.wanted()) return plan()
    const started = turn
    void job.refresh().finally(() => {
      if (started === turn) plan()
    })
  }
  return {
    shown: () => {
      turn += 1
      if (opened) run()
      else plan()
      opened = true
    },
    hidden: () => {
      turn += 1
      clearTimeout(timer)
    }
  }
}
