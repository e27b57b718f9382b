import { useEffect, useRef, useState } from 'react'
import { asCallError, type CallErrorCode } from '@/platform/call-error'
import type { PickedFile } from '@/platform/pick-files'

/** Failures a repetition cannot mend: a file of the wrong kind stays wrong. */
const FINAL: readonly CallErrorCode[] = [
  'file_rejected',
  'file_infected',
  'file_blank',
  'file_too_large',
  'bad_request',
  'forbidden'
]

/** A file on its way. `problem` says why it is stuck and waits for a decision. */
export interface Upload {
  key: number
  picked: PickedFile
  percent: number
  problem?: string
}

interface Work<F> {
  send: (picked: PickedFile, progress: (percent: number) => void) => Promise<F>
  onUploaded: (file: F) => void
  /** a file that will never get through */
  onRefused: (picked: PickedFile, reason: string) => void
  /** +1 when a file is chosen, -1 when it is uploaded, refused or given up */
  onPending: (change: 1 | -1) => void
}

/** Uploads of one field: each starts at once; one that fails waits to be sent again or given up. */
export function useUploads<F>(work: Work<F>) {
  const [uploads, setUploads] = useState<Upload[]>([])
  const nextKey = useRef(0)
  const pending = useRef(new Set<number>())
  const now = useRef(work)
  now.current = work

  const end = (key: number) => {
    if (pending.current.delete(key)) now.current.onPending(-1)
    setUploads((was) => was.filter((one) => one.key !== key))
  }
  // A file that ends after the page was left stays unused on the server and is cleared there.
  useEffect(
    () => () => {
      for (const _ of pending.current) now.current.onPending(-1)
      pending.current.clear()
    },
    []
  )
  const tell = (key: number, news: Partial<Upload>) =>
    setUploads((was) => was.map((one) => (one.key === key ? { ...one, ...news } : one)))
  const run = async ({ key, picked }: Upload) => {
    tell(key, { percent: 0, problem: undefined })
    try {
      const file = await now.current.send(picked, (percent) => tell(key, { percent }))
      if (!pending.current.has(key)) return
      now.current.onUploaded(file)
      end(key)
    } catch (caught) {
      if (!pending.current.has(key)) return
      const { code, message } = asCallError(caught)
      if (!FINAL.includes(code)) return tell(key, { problem: message })
      now.current.onRefused(picked, message)
      end(key)
    }
  }
  const start = (picked: PickedFile) => {
    nextKey.current += 1
    const upload = { key: nextKey.current, picked, percent: 0 }
    pending.current.add(upload.key)
    now.current.onPending(1)
    setUploads((was) => [...was, upload])
    return run(upload)
  }
  return { uploads, start, again: run, giveUp: ({ key }: Upload) => end(key) }
}
