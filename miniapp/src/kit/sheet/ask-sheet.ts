import { askInDialog } from '@/platform/dialog-h5'
import { makeWatched, type Watched } from '@/platform/watched'

/** A question that needs more than a title and a sentence: something to read first, then yes or no. */
export interface SheetQuestion {
  title: string
  text: string
  /** what to read before deciding: a page of ours, or (weapp) something WeChat opens */
  links: { label: string; address?: string; open?: () => void }[]
  yes: string
  no: string
  /** weapp: `yes` is WeChat's own button of consent, with this id */
  privacyButtonId?: string
  /** called once the sheet is on the screen (weapp) */
  shown?: () => void
}

export interface OpenSheet {
  question: SheetQuestion
  answer: (yes: boolean) => void
}

/** The sheet that waits for an answer, drawn by the page in front (weapp); null = none. */
export const openSheet: Watched<OpenSheet | null> = makeWatched<OpenSheet | null>(null)

const inDialog = ({ title, text, links, yes, no }: SheetQuestion): Promise<boolean> =>
  askInDialog({
    title,
    text,
    yes,
    no,
    // a tab of its own: the question stays open behind it
    links: links.flatMap(({ label, address }) => (address ? [{ label, href: `#${address}` }] : []))
  })

const onPage = (question: SheetQuestion): Promise<boolean> =>
  new Promise((resolve) => {
    openSheet.set({
      question,
      answer: (yes) => {
        openSheet.set(null)
        resolve(yes)
      }
    })
  })

let last: Promise<unknown> = Promise.resolve()

/** Asks at the lower edge of the screen (weapp) or in a dialog (H5); true = yes. One question after the other. */
export function askSheet(question: SheetQuestion): Promise<boolean> {
  const asked = last.then(() => (process.env.TARO_ENV === 'h5' ? inDialog(question) : onPage(question)))
  last = asked
  return asked
}
