import { returnTo as safeReturn } from '@shared/contract/identity'
import { MINE } from '@/addresses'
import { currentAddress, goTo, returnTo } from '@/platform/navigation'
import { plainParameter } from '@/platform/plain-parameter'

/** The address a link says to come back to, decoded; 我的 where it is missing or leads out of this program (//host). */
export function comeBackAddress(given: string | undefined): string {
  // WeChat hands parameters over as they stand in the address, the H5 decodes them.
  const text = given?.startsWith('%2F') ? plainParameter(given) : given
  return safeReturn.safeParse(text).success && text !== undefined ? text : MINE
}

/**
 * Leads a person to another page to do one thing there, and back to where they were. The page they left stays as it
 * is below it; only after a reload of the browser it is opened anew, by the `returnTo` of the address.
 */
export interface Errand {
  /** Opens the page at `path?query`. Resolves when the person is back: true = done. One at a time: a second call waits for the first and gets its outcome. */
  send: (path: string, query?: string) => Promise<boolean>
  /** For that page: the thing is done; back to `address`. */
  finish: (address: string) => Promise<void>
  /** For that page, when it goes: whoever waits hears that nothing was done. Nothing happens after `finish`. */
  giveUp: () => void
}

export function makeErrand(): Errand {
  let waiting: { over: Promise<boolean>; end: (done: boolean) => void } | undefined
  const end = (done: boolean) => {
    const was = waiting
    waiting = undefined
    was?.end(done)
  }
  return {
    send: async (path, query = '') => {
      if (waiting) return waiting.over
      let resolve: (done: boolean) => void = () => undefined
      const over = new Promise<boolean>((done) => {
        resolve = done
      })
      waiting = { over, end: resolve }
      const back = `returnTo=${encodeURIComponent(currentAddress())}`
      await goTo(`${path}?${query ? `${query}&` : ''}${back}`).catch(() => end(false))
      return over
    },
    finish: async (address) => {
      const was = waiting
      waiting = undefined
      await returnTo(address)
      was?.end(true)
    },
    giveUp: () => end(false)
  }
}
