import type { DeskCaseAct, DeskCaseDetail } from '@shared/contract/desk-cases'

/** What the form of an act needs: the case, how to send it, and a sentence per wrong field. */
export interface ActForm {
  detail: DeskCaseDetail
  send: (act: DeskCaseAct) => Promise<void>
  fields: Record<string, string>
}
