import { lockFolder } from '../../bff/src/platform/data-folder/lock'

/** A process that takes and leaves data folders as its parent says (data-folder tests). */

let held: ReturnType<typeof lockFolder> | null = null

const take = (folder: string) => {
  try {
    held = lockFolder(folder)
    return { held: true }
  } catch (error) {
    return { held: false, reason: error instanceof Error ? `${error.constructor.name}: ${error.message}` : '' }
  }
}

process.on('message', (told: { take?: string }) => {
  if (told.take) return process.send?.(take(told.take))
  held?.release()
  held = null
  return process.send?.({ held: false })
})
process.send?.({ ready: true })
