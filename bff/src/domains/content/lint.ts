import { formFields } from '@shared/contract/form'
import type { Guide } from '@shared/contract/services'
import type { Content, ServiceDefinition } from './port'
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

function lintWording({ guide, form }: ServiceDefinition): string[] {
  const texts = [...citizenTexts(guide, ''), ...citizenTexts(form?.steps, 'form.steps')]
  return texts.flatMap(({ path, text }) =>
    VAGUE.flatMap((pattern) => {
      const found = pattern.exec(text)
      return found ? [`${path}: vague wording "${found[0]}"; name what is meant`] : []
    })
  )
}

function lintValues(guide: Guide, departments: Content['departments']): string[] {
  const problems: string[] = []
  if (!departments.has(guide.department.id)) problems.push(`department: unknown department "${guide.department.id}"`)
  if (guide.promise.value && guide.legalLimit.value && isLongerThan(guide.promise.value, guide.legalLimit.value))
    problems.push('promise: can end after the legal limit')
  if (guide.onlineDepth.value === 'Ⅳ' && (guide.visits.value ?? 0) > 0)
    problems.push('visits: Ⅳ (全程网办) means no visit at all')
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
  const repeated = fields.map(({ id }) => id).filter((id, i, ids) => ids.indexOf(id) < i)
  const wanted = [
    { part: 'certNoField', id: acceptance.certNoField, kind: 'citizen-id' },
    { part: 'nameField', id: acceptance.nameField, kind: 'person-name' },
    { part: 'mobileField', id: acceptance.mobileField, kind: 'phone' }
  ]
  return [
    ...repeated.map((id) => `form: two fields are called "${id}"`),
    ...wanted
      .filter(({ id, kind }) => !fields.some((field) => field.id === id && field.kind === kind && field.required))
      .map(({ part, id, kind }) => `acceptance.${part}: the form has no required ${kind} field "${id}"`)
  ]
}

/** What must not be published, one line per finding (path: problem); empty for a good item. */
export const lintService = (definition: ServiceDefinition, departments: Content['departments']): string[] => [
  ...lintWording(definition),
  ...lintValues(definition.guide, departments),
  ...lintSources(definition.guide),
  ...lintForm(definition)
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
