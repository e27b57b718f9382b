import type { Message } from '@shared/contract/messages'
import { CLOSURE, caseAt, certificateAt, deviceAt, IDENTITY_PAGE, LEDGER, MANDATES } from '@/addresses'

export type About = NonNullable<Message['about']>

/** The page that shows what a message is about. */
export function pageAbout({ kind, id }: About): string {
  const pages = {
    case: () => caseAt(id),
    session: () => deviceAt(id),
    mandate: () => MANDATES,
    review: () => IDENTITY_PAGE,
    dispute: () => LEDGER,
    closure: () => CLOSURE,
    certificate: () => certificateAt(id)
  } satisfies Record<About['kind'], () => string>
  return pages[kind]()
}
