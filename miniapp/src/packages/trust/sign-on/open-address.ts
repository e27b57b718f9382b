import { goTo, leaveFor } from '@/platform/navigation'

const WEB_VIEW = '/packages/trust/pages/web-view/index'

// The address carries a one-time ticket: it is handed on in memory, never as part of a page's address, which could be
// forwarded, and through which anybody could make this program show a page of theirs.
let wanted: string | undefined

/** Goes to a department's own page: H5 leaves for it, WeChat shows it inside the program. */
export async function openAddress(url: string): Promise<void> {
  if (process.env.TARO_ENV === 'h5') {
    leaveFor(url)
    return
  }
  wanted = url
  await goTo(WEB_VIEW)
}

/** For the web-view page: the address it was opened for, once. */
export function takeWantedAddress(): string | undefined {
  const taken = wanted
  wanted = undefined
  return taken
}
