import type { Form } from '@shared/contract/form'
import type { Source } from '@shared/contract/parts'
import type { Guide } from '@shared/contract/services'

/** What the district has published: what other domains may know of it. */

/** How an application for this item reaches a department, and which answers name the applicant. */
export interface Acceptance {
  department: 'ykb'
  itemCode: string
  itemName: string
  certNoField: string
  nameField: string
  mobileField: string
  /** bureau that tells the details of the result once the case is 办结 */
  resultFrom?: 'rsj'
}

/** One service item. `guide.version` names exactly this definition, `form.version` the form alone: a new wording of the guide does not disturb open drafts. */
export interface ServiceDefinition {
  guide: Guide
  /** null: guide only */
  form: Form | null
  acceptance: Acceptance | null
  /** what people call the matter; for the search, never shown */
  aliases: string[]
  hot: boolean
}

export interface Department {
  id: string
  name: string
  /** other spellings found in official texts */
  otherNames: string[]
  duties: { text: string; source: Source | null }[]
}

export interface Street {
  /** GB/T 10114 */
  code: string
  name: string
}

export interface Content {
  /** by id, in order of id */
  services: Map<string, ServiceDefinition>
  departments: Map<string, Department>
  streets: Street[]
  /** documents of calendars/*.yaml as parsed from YAML, in order of file name; judged by the reader of calendars */
  calendars: unknown[]
}
