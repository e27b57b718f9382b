import { formFields } from '@shared/contract/form'
import type { Guide } from '@shared/contract/guide'
import type { FactDefinition } from '@shared/rules/registry'
import { lintAsked } from './lint-form'
import { lintHolder } from './lint-holder'
import { lintPledged } from './lint-pledged'
import { lintTags } from './lint-tags'
import {
  type Content,
  PARTNER_FIELD_NAMES,
  type PartnerDefinition,
  type ServiceDefinition,
  type SharingDefinition
} from './port'
import { statements } from './statements'
import { isLongerThan } from './time-limits'

/**
 * Wording that leaves a citizen guessing (渝中府办〔2020〕46号: 消除“其他材料”“有关部门”等不确定性表述; 渝府发〔2019〕33号:
 * 不含兜底条款). An authority named in brackets right behind makes 有关部门 certain again.
 */
const VAGUE = [
  /其[他它]\s*(?:的|相关|有关|必要|所需)*(?:材料|资料|证明|证件|文件|手续|条件|情形|情况)/,
  /(?:相关|有关)(?:的)?(?:材料|资料|证明|证件|文件|手续|条件)/,
  /(?:相关|有关)(?:主管)?(?:部门|单位|机关|机构|科室)(?!\s*[（(][^）)]+[）)])/,
  /(?<![同平高中初上下])等(?:相关|有关|其他|其它|必要)?(?:材料|资料|证明|证件|文件|手续|条件|情形|情况)/,
  /视(?:具体|实际)?情况/,
  /根据(?:实际|具体)情况/,
  /等等|以及其[他它]$/
]

/** Every piece of text a citizen reads in the guide or the form, with its path. Sources are quoted as they are. */
function citizenTexts(value: unknown, path: string): { path: string; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'source' ? [] : citizenTexts(part, path ? `${path}.${key}` : key)
  )
}

const lintWording = ({ guide, form, rules, examples }: ServiceDefinition): string[] => [
  ...lintTexts(guide, ''),
  ...lintTexts(form?.steps, 'form.steps'),
  ...lintTexts(form?.rules, 'form.rules'),
  ...(rules?.situations ?? []).flatMap(({ title, note, differs }, i) =>
    lintTexts({ title, note, ...differs }, `rules.situations.${i}`)
  ),
  ...examples.flatMap(({ who }, i) => lintTexts(who, `examples.${i}.who`))
]

function lintTexts(value: unknown, at: string): string[] {
  return citizenTexts(value, at).flatMap(({ path, text }) =>
    VAGUE.flatMap((pattern) => {
      const found = pattern.exec(text)
      return found ? [`${path}: vague wording "${found[0]}"; name what is meant`] : []
    })
  )
}

function lintValues(definition: ServiceDefinition, departments: Content['departments']): string[] {
  const { guide, acceptance } = definition
  const problems: string[] = []
  if (!departments.has(guide.department.id)) problems.push(`department: unknown department "${guide.department.id}"`)
  if (guide.promise.value && guide.legalLimit.value && isLongerThan(guide.promise.value, guide.legalLimit.value))
    problems.push('promise: can end after the legal limit')
  if (guide.onlineDepth.value === 'Ⅳ' && (guide.visits.value ?? 0) > 0)
    problems.push('visits: Ⅳ (全程网办) means no visit at all')
  if (acceptance && 'local' in acceptance && !guide.promise.value)
    problems.push('promise: an item accepted at our own desk needs one, or its clock has nothing to count')
  if (acceptance && 'local' in acceptance) {
    if (acceptance.payDays && !guide.fee.value?.amount)
      problems.push('acceptance.payDays: the guide names no amount to pay')
    if (acceptance.certificate && !guide.result.value)
      problems.push('acceptance.certificate: the guide names no result that could hold for a time')
    const { filing, secondPerson, payDays, coHandlers } = acceptance
    if (filing && (guide.reform?.kind !== '备案' || guide.promise.value?.unit !== 'at-once'))
      problems.push('acceptance.filing: only 备案 with a promise of at-once is done without a decision')
    if (filing && (secondPerson || payDays || coHandlers))
      problems.push('acceptance.filing: what nobody decides has no second person, fee or 会办')
    problems.push(...lintHolder(definition), ...lintPledged(definition))
    for (const { department } of acceptance.coHandlers ?? [])
      if (department === guide.department.id || !departments.has(department))
        problems.push(`acceptance.coHandlers: "${department}" is no other department`)
  }
  const consult = guide.consultPhone.value?.replace(/\D/g, '')
  if (consult && consult === guide.complaintPhone.value?.replace(/\D/g, ''))
    problems.push('complaintPhone: is the number for questions; complaints need another')
  return problems
}

function lintSources(guide: Guide): string[] {
  return statements(guide).flatMap(({ path, source, isValue }) => {
    if (!source) return isValue ? [`${path}: a value without a source`] : []
    return source.read && !source.quote ? [`${path}: its source is marked as read but quotes nothing`] : []
  })
}

function lintForm({ form, acceptance }: ServiceDefinition): string[] {
  if (!form || !acceptance) return form ? ['form: has no acceptance'] : acceptance ? ['acceptance: has no form'] : []
  const fields = formFields(form)
  const always = form.steps.flatMap((step) => (step.when ? [] : step.fields.filter((field) => !field.when)))
  const repeated = fields.map(({ id }) => id).filter((id, i, ids) => ids.indexOf(id) < i)
  const wanted = [
    { part: 'certNoField', id: acceptance.certNoField, kind: 'citizen-id' },
    { part: 'nameField', id: acceptance.nameField, kind: 'person-name' },
    { part: 'mobileField', id: acceptance.mobileField, kind: 'phone' }
  ]
  return [
    ...repeated.map((id) => `form: two fields are called "${id}"`),
    ...lintAsked(form),
    ...wanted
      .filter(({ id, kind }) => !always.some((field) => field.id === id && field.kind === kind && field.required))
      .map(({ part, id, kind }) => `acceptance.${part}: the form has no required ${kind} field "${id}"`)
  ]
}

/** Whoever can apply here is told before whether they qualify, and sees people like themselves. */
const lintQualifies = ({ form, rules, examples }: ServiceDefinition): string[] =>
  form && (!rules?.eligibility || examples.length === 0)
    ? ['rules: an item with a form says who qualifies (eligibility), with examples']
    : []

/** Only our own desk can wait for a material, or check a promise afterwards. */
const lintOwed = ({ form, acceptance }: ServiceDefinition): string[] =>
  acceptance && 'local' in acceptance
    ? []
    : (form ? formFields(form) : [])
        .filter((field) => field.kind === 'upload' && (field.later || field.promise))
        .map(({ id }) => `form.${id}: "later" and "promise" are for items accepted at our own desk`)

/** A paper asked for is one of documents.yaml. */
const lintPapers = ({ form }: ServiceDefinition, documents: Content['documents']): string[] =>
  (form ? formFields(form) : [])
    .flatMap((field) => (field.kind === 'upload' && field.document ? [field.document] : []))
    .filter((id) => !documents.has(id))
    .map((id) => `form: unknown paper "${id}" (documents.yaml)`)

/** An upload that names a material names one of the item; where there are 情形, every upload does: it may fall away. */
function lintMaterials({ guide, form, rules }: ServiceDefinition): string[] {
  const situations = rules?.situations ?? []
  const known = [guide.materials, ...situations.map(({ differs }) => differs.materials ?? [])].flat()
  return (form ? formFields(form) : []).flatMap((field) => {
    if (field.kind !== 'upload') return []
    const { id, material } = field
    if (!material) return situations.length > 0 ? [`form.${id}: names no material; an item with 情形 needs it`] : []
    return known.some(({ name }) => name === material)
      ? []
      : [`form.${id}: names the material "${material}", which neither the guide nor a 情形 has`]
  })
}

/** A department asked for its opinion reads answers only where the applicant was told so: by its name in the sharing. */
function lintReads(
  { form, acceptance, sharings }: ServiceDefinition,
  { departments, sharings: known }: Pick<Content, 'departments' | 'sharings'>
): string[] {
  if (!acceptance || !('local' in acceptance)) return []
  const fields = new Set((form ? formFields(form) : []).map(({ id }) => id))
  return (acceptance.coHandlers ?? []).flatMap(({ department, reads = [] }) => {
    const name = departments.get(department)?.name
    const told = name && sharings.some((id) => known.get(id)?.purpose.includes(name))
    return [
      ...reads
        .filter((id) => !fields.has(id))
        .map((id) => `acceptance.coHandlers: the form has no field "${id}" for "${department}" to read`),
      ...(reads.length > 0 && !told
        ? [`acceptance.coHandlers: no sharing tells the applicant that "${department}" reads answers`]
        : [])
    ]
  })
}

/** An application reaches a department only under a consent, so each system it uses needs exactly one sharing. */
function lintNeeded({ acceptance, sharings }: ServiceDefinition, known: Content['sharings']): string[] {
  if (!acceptance || 'parts' in acceptance) return []
  const used =
    'local' in acceptance
      ? ['local']
      : [acceptance.department, ...(acceptance.resultFrom ? [acceptance.resultFrom] : [])]
  const named = sharings.map((id) => known.get(id)?.system ?? '')
  return [
    ...sharings.filter((id) => !known.has(id)).map((id) => `sharings: unknown sharing "${id}"`),
    ...used
      .filter((system) => named.filter((one) => one === system).length !== 1)
      .map((system) => `sharings: needs exactly one to ${system}`),
    ...named
      .filter((system) => system && !used.some((one) => one === system))
      .map((system) => `sharings: nothing goes to ${system}`)
  ]
}

/** The same for a flow of data: who gets it, through what, whether sensitive data is called so. */
export function lintSharing(
  sharing: SharingDefinition,
  { departments, partners }: Pick<Content, 'departments' | 'partners'>
): string[] {
  const problems = lintTexts({ ...sharing, basis: [] }, '')
  if (!departments.has(sharing.department.id))
    problems.push(`department: unknown department "${sharing.department.id}"`)
  if (!['ykb', 'rsj', 'zzk', 'local', 'hotline'].includes(sharing.system) && !partners.has(sharing.system))
    problems.push(`system: unknown system "${sharing.system}"`)
  if (!sharing.sensitive && sharing.fields.some((field) => SENSITIVE.test(field)))
    problems.push('sensitive: is false, but sensitive personal information is among the fields')
  return problems
}

/** PIPL art. 28 by what it is called: identity documents, pictures of them, health, money, whereabouts. */
const SENSITIVE = /身份证|护照|通行证|照片|人脸|病|医疗|银行|账户|行踪|住址/

/** What a rule may ask: plain words, and a source department that exists. */
export const lintFact = (fact: FactDefinition, departments: Content['departments']): string[] => [
  ...lintTexts(fact, ''),
  ...(fact.department === null || departments.has(fact.department)
    ? []
    : [`department: unknown department "${fact.department}"`])
]

/** What a partner gets must be told word for word in the sharing a person agrees to. */
export function lintPartner(partner: PartnerDefinition, { departments, sharings }: Content): string[] {
  const sharing = sharings.get(partner.sharingId)
  const told = partner.fields.map((field): string => PARTNER_FIELD_NAMES[field])
  return [
    ...(departments.has(partner.department.id) ? [] : [`department: unknown department "${partner.department.id}"`]),
    ...(sharing?.system === partner.id ? [] : [`sharing: "${partner.sharingId}" is no sharing to this partner`]),
    ...(sharing && [...told].sort().join() !== [...sharing.fields].sort().join()
      ? [`fields: the sharing tells other ones than ${told.join('、')}`]
      : [])
  ]
}

/** 现在不用办了 is no item that asks for papers, and 一件事 does not contain itself. */
function lintReform({ id, reform, bundle, materials }: Guide): string[] {
  return [
    ...(reform?.kind === '取消审批' && materials.length > 0
      ? ['materials: nothing is needed for what is abolished']
      : []),
    ...(bundle?.parts.some((part) => part.id === id) ? ['bundle.parts: names the item itself'] : [])
  ]
}

/** Life events: known ones only, each once, none without an item (an entrance that leads nowhere). */
export function lintEvents(events: Content['events'], definitions: Iterable<ServiceDefinition>): string[] {
  const used = new Set([...definitions].flatMap((definition) => definition.events))
  return [
    ...events
      .filter(({ id }, i) => events.findIndex((other) => other.id === id) < i)
      .map(({ id }) => `${id}: is there twice`),
    ...events.filter(({ id }) => !used.has(id)).map(({ id }) => `${id}: no item belongs to it`)
  ]
}

/** What must not be published, one line per finding (path: problem); empty for a good item. */
export const lintService = (
  definition: ServiceDefinition,
  { departments, sharings, events, documents }: Pick<Content, 'departments' | 'sharings' | 'events' | 'documents'>
): string[] => [
  ...lintWording(definition),
  ...lintValues(definition, departments),
  ...lintSources(definition.guide),
  ...lintReform(definition.guide),
  ...lintTags(definition),
  ...definition.events
    .filter((id) => !events.some((event) => event.id === id))
    .map((id) => `events: unknown life event "${id}"`),
  ...lintForm(definition),
  ...lintQualifies(definition),
  ...lintPapers(definition, documents),
  ...lintOwed(definition),
  ...lintMaterials(definition),
  ...lintReads(definition, { departments, sharings }),
  ...lintNeeded(definition, sharings)
]

/** Colloquial names that would lead to two items, or to an item other than the one officially called so. */
export function lintAliases(definitions: Iterable<ServiceDefinition>): { id: string; problem: string }[] {
  const all = [...definitions]
  const owner = new Map(all.map(({ guide }) => [guide.name, guide.id]))
  const problems: { id: string; problem: string }[] = []
  for (const { guide, aliases } of all)
    for (const alias of aliases) {
      const first = owner.get(alias)
      if (first === undefined) owner.set(alias, guide.id)
      else problems.push({ id: guide.id, problem: `aliases: "${alias}" already belongs to ${first}` })
    }
  return problems
}
