import type { MutableRefObject } from 'react'
import { useRef } from 'react'
import { type UploadedFile, UploadField } from '@/kit/upload-field/upload-field'
import type { PickedFile } from '@/platform/pick-files'
import { uploadReviewFile } from '../api'

export interface PapersFieldProps {
  label: string
  hint: string
  error?: string
  files: UploadedFile[]
  onChange: (change: (files: UploadedFile[]) => UploadedFile[]) => void
  /** counts the photos that are not through yet */
  pending: MutableRefObject<number>
}

const MOST = 4

/** Photos of papers for a review. They cannot be fetched back from the server: this phone's own copies are shown. */
export function PapersField({ label, hint, error, files, onChange, pending }: PapersFieldProps) {
  const copies = useRef(new Map<string, string>())
  const send = async (picked: PickedFile, progress: (percent: number) => void) => {
    const stored = await uploadReviewFile(picked, progress)
    copies.current.set(stored.id, picked.preview)
    return stored
  }
  return (
    <UploadField
      name='papers'
      label={label}
      hint={hint}
      required
      files={files}
      onChange={onChange}
      maxFiles={MOST}
      send={send}
      show={async ({ id }) => copies.current.get(id) ?? ''}
      onPending={(change) => {
        pending.current += change
      }}
      {...(error ? { error } : {})}
    />
  )
}
