import { type Answer, type Answers, answers, type Form } from '@shared/contract/form'
import * as z from 'zod/mini'
import { type KeptFile, keptFile } from '@/drafts/kept-draft'
import type { PhonePlace } from '@/drafts/place'
import { asLastTold } from './draft-view'
import { makePhoneCopy } from './phone-copy'

/** What the phone keeps of a begun 补正; the server knows nothing of it until it is handed in. */
export const keptCorrection = z.object({
  edits: answers,
  files: z.array(keptFile),
  /** Idempotency-Key of a submission without an answer yet */
  key: z.nullable(z.string())
})
export type KeptCorrection = z.output<typeof keptCorrection>

export interface CorrectionView {
  form: Form
  answers: Answers
  files: KeptFile[]
  key: string | null
  /** false when the phone could not keep the last edit */
  onPhone: boolean
}

export interface CorrectionKeeper {
  view: () => CorrectionView
  /** Calls `seen` after every change of the view; returns how to stop. */
  watch: (seen: () => void) => () => void
  edit: (fieldId: string, value: Answer) => void
  keepFile: (file: KeptFile) => void
  /** Resolves once the phone has it. */
  keepKey: (key: string | null) => Promise<void>
  forget: () => Promise<void>
}

/** Keeps a 补正 on the phone: what was handed in before (`told`), and over it what was typed since. */
export function makeCorrectionKeeper(
  told: { form: Form; answers: Answers; files: KeptFile[] },
  start: KeptCorrection | null,
  place: PhonePlace
): CorrectionKeeper {
  let correction: KeptCorrection = start ?? { edits: {}, files: [], key: null }
  let onPhone = true
  const watchers = new Set<() => void>()
  const look = (): CorrectionView => ({
    form: told.form,
    answers: { ...told.answers, ...correction.edits },
    files: asLastTold([...told.files, ...correction.files]),
    key: correction.key,
    onPhone
  })
  let view = look()
  const show = () => {
    view = look()
    for (const seen of [...watchers]) seen()
  }
  const copy = makePhoneCopy<KeptCorrection>(place, (ok) => {
    if (ok === onPhone) return
    onPhone = ok
    show()
  })
  const keep = (next: Partial<KeptCorrection>) => {
    correction = { ...correction, ...next }
    copy.keep(correction)
    show()
  }
  return {
    view: () => view,
    watch: (seen) => {
      watchers.add(seen)
      return () => watchers.delete(seen)
    },
    edit: (fieldId, value) => keep({ edits: { ...correction.edits, [fieldId]: value } }),
    keepFile: (file) => keep({ files: [...correction.files, file] }),
    keepKey: (key) => {
      keep({ key })
      return copy.settled()
    },
    forget: copy.forget
  }
}
