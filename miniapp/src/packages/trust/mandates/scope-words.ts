import type { Mandate, Scope } from '@shared/contract/mandates'
import type { Option } from '@/kit/choice-field/choice-field'
import { dateWords } from '@/kit/when/when'

type Domain = Scope['domains'][number]

const DOMAINS = {
  services: '办事',
  'social-security': '社保',
  parking: '停车',
  tourism: '文旅预约',
  policy: '惠企政策'
} as const satisfies Record<Domain, string>

/** What an invitation of each kind can cover, in the order it is offered. */
const OFFERED = {
  agent: ['services', 'policy', 'social-security', 'parking'],
  proxy: ['services', 'social-security', 'parking', 'tourism']
} as const satisfies Record<'agent' | 'proxy', readonly Domain[]>

export type InvitationKind = keyof typeof OFFERED

export const domainOptions = (kind: InvitationKind): Option[] =>
  OFFERED[kind].map((domain) => ({ value: domain, label: DOMAINS[domain] }))

/** The domains among chosen option values. */
export const domainsOf = (kind: InvitationKind, chosen: string[]): Domain[] =>
  OFFERED[kind].filter((domain) => chosen.includes(domain))

/** 办事（灵活就业参保登记）、社保; `names` maps service ids to names, an unknown one is only counted. */
export function scopeWords({ domains, serviceIds }: Scope, names: Record<string, string> = {}): string {
  const known = (serviceIds ?? []).flatMap((id) => names[id] ?? [])
  const unknown = (serviceIds ?? []).length - known.length
  const items = [...known, ...(unknown > 0 ? [`${known.length > 0 ? '另有' : '指定的'} ${unknown} 项`] : [])].join('、')
  return domains
    .map((domain) =>
      domain === 'services' && serviceIds !== null ? `${DOMAINS[domain]}（${items}）` : DOMAINS[domain]
    )
    .join('、')
}

/** 到 2026年12月31日为止; a legal representative's part has no end. */
export const untilWords = (until: string | null): string => (until === null ? '长期' : `到 ${dateWords(until)}为止`)

const KINDS = {
  'legal-representative': '法定代表人',
  agent: '经办人',
  proxy: '亲情代办',
  guardian: '监护人'
} as const satisfies Record<Mandate['kind'], string>

export const kindWords = (kind: Mandate['kind']): string => KINDS[kind]

/** How it ended, null while it is in force. */
export const endedWords = (state: Mandate['state']): string | null =>
  state === 'active' ? null : state === 'ended' ? '已到期' : '已解除'
