import { makeWatched } from '@/platform/watched'

/** true: the person pressed a search entrance elsewhere, and the 办事 tab opens with its search box ready. */
export const searchWanted = makeWatched(false)
