import { largeTextWanted, markDocument } from '@/platform/device'
import { readSetting, writeSetting } from '@/platform/storage'
import { makeWatched, useWatched } from '@/platform/watched'

const ELDER_CLASS = 'zj-elder'
const kept = readSetting('elder')
const elder = makeWatched(typeof kept === 'boolean' ? kept : largeTextWanted())

const show = () => markDocument(ELDER_CLASS, elder.get())
show()
elder.watch(show)

/** Switches 长辈版 on or off, for good. */
export function setElder(on: boolean): void {
  writeSetting('elder', on)
  elder.set(on)
}

/** true while 长辈版 (large text, large targets, simpler home) is on. Starts on where WeChat's own text is set large. */
export const useElder = (): boolean => useWatched(elder)
