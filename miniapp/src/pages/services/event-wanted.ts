import { makeWatched } from '@/platform/watched'

/** The life event chosen elsewhere: the 办事 tab opens with its items, with all for ''. null = nothing was chosen. */
export const eventWanted = makeWatched<string | null>(null)
