import type { LeadsTo } from '@shared/contract/home'
import type { Message } from '@shared/contract/messages'
import {
  bookingAt,
  CLOSURE,
  caseAt,
  certificateAt,
  deviceAt,
  guideOf,
  hallAt,
  heldAt,
  IDENTITY_PAGE,
  institutionsIn,
  LEDGER,
  MANDATES,
  requestAt
} from '@/addresses'

export type About = NonNullable<Message['about']>

/** The page that shows what a message, a search hit or something on 首页 is about. */
export function pageAbout({ kind, id }: LeadsTo): string {
  const pages = {
    service: () => guideOf(id),
    institution: () => institutionsIn(id),
    hall: () => hallAt(id),
    case: () => caseAt(id),
    session: () => deviceAt(id),
    mandate: () => MANDATES,
    review: () => IDENTITY_PAGE,
    correction: () => IDENTITY_PAGE,
    dispute: () => LEDGER,
    closure: () => CLOSURE,
    'hall-booking': () => bookingAt(id),
    certificate: () => certificateAt(id),
    'library-certificate': () => heldAt(id),
    request: () => requestAt(id)
  } satisfies Record<LeadsTo['kind'], () => string>
  return pages[kind]()
}
