import type { CollectWay } from '@shared/contract/collections'
import type { RatingLevel } from '@shared/contract/feedback'
import type { Form } from '@shared/contract/form'
import type { Condition } from '@shared/contract/form-condition'
import type { Guide, LifeEvent, LikeMe } from '@shared/contract/guide'
import type { Institution } from '@shared/contract/institutions'
import type { Terms } from '@shared/contract/notices'
import type { Source } from '@shared/contract/parts'
import type { VariableGuide } from '@shared/contract/service-check'
import type { Rule } from '@shared/rules/condition'
import type { FactRegistry } from '@shared/rules/registry'
import type { Sql, Tx } from '../../platform/db/db'
import type { Refused } from '../../platform/http/refused'

/** What the district has published: what other domains may know of it. */

/** Which answers name the applicant. */
interface ApplicantFields {
  certNoField: string
  nameField: string
  mobileField: string
  /** who holds what is granted, where it is an enterprise: fields of its name and credit code; absent = the applicant */
  holder?: { name: string; code: string } | undefined
}

/** How an application for this item reaches its department: through a system of the department, or at our own desk. */
export type Acceptance = ApplicantFields &
  (
    | {
        department: 'ykb'
        itemCode: string
        itemName: string
        /** bureau that tells the details of the result once the case is 办结 */
        resultFrom?: 'rsj'
      }
    | {
        local: true
        /** working days until 受理, 不予受理 or a 补正 notice */
        acceptDays: number
        /** working days the citizen has to mend */
        mendDays: number
        /** 备案: done as soon as the department has it; somebody looks at it afterwards */
        filing?: true | undefined
        /**
         * 告知承诺: granted as soon as the department has it, on the promise in `field` (an agreement of the form); checked
         * within checkDays; not kept, it is to be mended within mendDays, looked at again within lookDays after those (all
         * working days), and stays or is revoked on `basis`
         */
        pledged?: { field: string; checkDays: number; mendDays: number; lookDays: number; basis: string } | undefined
        /** 办结 and 不予受理 need a second person */
        secondPerson?: true | undefined
        /** how long what is granted holds, in months from the day of the decision; absent = 长期 */
        certificate?: { months: number; source: Source | null } | undefined
        /** the fee of the guide is asked for during the case; working days to pay it */
        payDays?: number | undefined
        /** how the paper of the result can be had */
        collect?: CollectWay[] | undefined
        /**
         * 会办: departments asked for their opinion as soon as a case is accepted; days = working days to answer; reads =
         * the answers (fields of the form) told with the question
         */
        coHandlers?: { department: string; question: string; days: number; reads?: string[] | undefined }[] | undefined
      }
    | {
        /**
         * 一件事: the application opens a case of each of these items, of one only when its answers say so; `given` are
         * answers to fields of the part that the whole knows without asking
         */
        parts: { service: string; when?: Condition | undefined; given?: Record<string, string> | undefined }[]
      }
  )

/** Words clerks can start from (desk-templates.yaml); every one can be changed before it is sent. */
export interface DeskTemplates {
  ask: string[]
  pause: string[]
  refuse: { basis: string; reason: string }[]
}

/** A kind of paper (documents.yaml). */
export interface DocumentKind {
  id: string
  name: string
  /** it says until when it is valid */
  expires: boolean
  /** it is about one person */
  personal: boolean
}

/** When applications are taken, if not always: not until a day (the last one of the pause), or each year within a season. */
export type Opening =
  | { paused: { until?: string | undefined; reason: string } }
  /** MM-DD, both included; may go over the end of a year */
  | { season: { from: string; to: string; source: Source | null } }

/** One service item. `guide.version` names exactly this definition, `form.version` the form alone: a new wording of the guide does not disturb open drafts. */
export interface ServiceDefinition {
  guide: Guide
  /** null: guide only */
  form: Form | null
  acceptance: Acceptance | null
  /** what people call the matter; for the search, never shown */
  aliases: string[]
  hot: boolean
  /** ids of the life events it is listed under */
  events: string[]
  /** null = always open */
  open: Opening | null
  /** ids of the sharings an application needs the applicant's consent to */
  sharings: string[]
  /** null: nothing is asked before applying */
  rules: ServiceRules | null
  /** 像我这样的人: citizens the rules were tried on, with what came of it */
  examples: LikeMe[]
}

/** 情形引导 and 能不能办 (rules.yaml). */
export interface ServiceRules {
  eligibility: { rule: Rule; sources: Source[] } | null
  /** in order: the first that holds; a rule of null stands for all others */
  situations: Situation[]
}

/** One 情形, and what the guide says otherwise in it. */
export interface Situation {
  id: string
  title: string
  note: string | null
  source: Source | null
  rule: Rule | null
  differs: Partial<VariableGuide>
}

/** One flow of personal data to a department (sharings.yaml). */
export interface SharingDefinition {
  id: string
  /** changes with every word of it but the legal basis */
  version: string
  department: { id: string; name: string }
  /** the outside system it goes through: ykb, rsj, or the id of a partner */
  system: string
  purpose: string
  fields: string[]
  sensitive: boolean
  days: number
  without: string
  basis: { title: string; clause?: string; source: Source | null }[]
}

/** A department's own H5 that one can go to signed in (partners.yaml). */
export interface PartnerDefinition {
  id: string
  name: string
  department: { id: string; name: string }
  fields: PartnerField[]
  sharingId: string
}
export type PartnerField = 'name' | 'id-number' | 'phone'

/** What a partner's fields are called in the sharing a person agrees to. */
export const PARTNER_FIELD_NAMES = {
  name: '姓名',
  'id-number': '身份证号',
  phone: '手机号'
} as const satisfies Record<PartnerField, string>

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

/** 好差评 (ratings.yaml): what can be ticked at each level, and how fast a bad rating is answered. */
export interface RatingsDefinition {
  /** the five levels, best first */
  levels: { level: RatingLevel; reasons: { id: string; label: string }[]; source: Source | null }[]
  /** in working days: contact and mend count from the rating, check and answer from the step before */
  deadlines: { contact: number; mend: number; check: number; answer: number }
  /** days after which a case whose result does not come can be rated all the same */
  resultWaitDays: number
}

/** Where elderly people are looked after (institutions.yaml). */
export type InstitutionDefinition = Institution

/** When a window of a hall (halls.yaml) takes people with an appointment, and how many at a time. */
export interface HallSchedule {
  halfDays: { from: string; to: string }[]
  minutes: number
  capacity: number
  source: Source
}
/** One queue of a hall. */
export interface HallLine {
  id: string
  name: string
  /** letter before its numbers */
  prefix: string
  /** whose clerks call here */
  department: string
  schedule: HallSchedule
  services: { id: string; name: string; aliases: readonly string[] }[]
}
export interface HallDefinition {
  id: string
  name: string
  kind: 'centre' | 'street'
  street: { code: string; name: string } | null
  address: { value: string | null; source: Source | null }
  hours: { value: string | null; source: Source | null }
  phone: { value: string | null; source: Source | null }
  closed: { day: string; reason: string }[]
  lines: HallLine[]
}

/** 隐私政策 or 服务协议 in force (terms/*.yaml); `digest` changes with every word. */
export interface TermsDefinition {
  shown: Terms
  digest: string
}

export interface Content {
  /** by id, in order of id */
  services: Map<string, ServiceDefinition>
  /** in the order they are shown (events.yaml) */
  events: LifeEvent[]
  departments: Map<string, Department>
  streets: Street[]
  /** what rules may ask (facts.yaml), by name, in the order of the file */
  facts: FactRegistry
  sharings: Map<string, SharingDefinition>
  partners: Map<string, PartnerDefinition>
  ratings: RatingsDefinition
  deskTemplates: DeskTemplates
  /** by id, in the order of the file */
  documents: Map<string, DocumentKind>
  /** both of them, by id */
  terms: Record<Terms['id'], TermsDefinition>
  /** documents of calendars/*.yaml as parsed from YAML, in order of file name; judged by the reader of calendars */
  calendars: unknown[]
  halls: HallDefinition[]
  institutions: InstitutionDefinition[]
  /** retention.yaml as parsed from YAML; judged by rights */
  retention: unknown
}

/** What other domains may do about published texts: read one, and send a changed one to the second person. */
export interface ContentDesk {
  /** the text in force of a service item; null = there is none */
  serviceText(sql: Sql, serviceId: string): Promise<string | null>
  proposeService(
    tx: Tx,
    given: { staffId: string; serviceId: string; body: string; reason: string }
  ): Promise<{ proposalId: string } | Refused<'not_found' | 'form_invalid'>>
}
