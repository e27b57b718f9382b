import { makeWatched, type Watched } from '@/platform/watched'

/** A question for a code of the second factor that waits for its answer; `judge` rejects when the code is wrong. */
export interface CodeQuestion {
  judge: (code: string) => Promise<void>
  settle: (checked: boolean) => void
}

export const codeQuestion: Watched<CodeQuestion | null> = makeWatched<CodeQuestion | null>(null)

/** Opens the dialog (drawn by DeskPage); true = the code was right, false = the person gave up. */
export const askCode = (judge: (code: string) => Promise<void>): Promise<boolean> =>
  new Promise((resolve) => {
    codeQuestion.set({
      judge,
      settle: (checked) => {
        codeQuestion.set(null)
        resolve(checked)
      }
    })
  })
