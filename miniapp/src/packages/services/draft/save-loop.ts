/**
 * How long to wait, in ms: after the last edit, but never longer than `atLatest` after the first that is unsaved (the
 * server has an edit within 2 s, however long somebody types on), and after each failure in a row (the last value goes on).
 */
const PACE = { afterEdit: 600, atLatest: 1_200, afterFailure: [2_000, 5_000, 10_000, 20_000] }

export interface SaveLoop {
  /** Something was edited: save after a pause in typing. */
  edited: () => void
  /** Save now whatever is unsaved; true when nothing is left, false when a save failed (a retry is then planned). */
  flush: () => Promise<boolean>
  /** No further saves by themselves. */
  stop: () => void
}

/**
 * Saves by itself: never two saves at once (replies would cross), again and again with growing pauses until it works.
 * `unsaved` says whether there is anything to send, `save` sends it, `failed` hears of every failure.
 */
export function makeSaveLoop(job: {
  unsaved: () => boolean
  save: () => Promise<void>
  failed: (error: unknown) => void
}): SaveLoop {
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | undefined
  let failures = 0
  let stopped = false
  let firstEdit: number | undefined

  const later = (ms: number) => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(flush, ms)
  }
  const saveOnce = (): Promise<boolean> =>
    job
      .save()
      .then(() => {
        failures = 0
        return true
      })
      .catch((error: unknown) => {
        failures += 1
        job.failed(error)
        return false
      })
      .finally(() => {
        running = undefined
      })

  async function flush(): Promise<boolean> {
    clearTimeout(timer)
    firstEdit = undefined
    while (job.unsaved()) {
      running ??= saveOnce()
      if (!(await running)) {
        later(PACE.afterFailure[Math.min(failures, PACE.afterFailure.length) - 1] ?? PACE.afterEdit)
        return false
      }
    }
    return true
  }

  return {
    edited: () => {
      firstEdit ??= Date.now()
      later(Math.max(0, Math.min(PACE.afterEdit, firstEdit + PACE.atLatest - Date.now())))
    },
    flush,
    stop: () => {
      stopped = true
      clearTimeout(timer)
    }
  }
}
