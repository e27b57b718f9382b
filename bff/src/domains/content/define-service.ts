import type { Field, Form } from '@shared/contract/form'
import type { Guide } from '@shared/contract/guide'
import type { FactRegistry } from '@shared/rules/registry'
import { type Cite, citations, citedBy, type Note } from './citations'
import { defineExamples } from './define-examples'
import { defineRules } from './define-rules'
import type { ServiceFile } from './file-schemas'
import type { Acceptance, Department, DocumentKind, Opening, ServiceDefinition, Street } from './port'
import { isVerified } from './statements'
import { versionOf } from './version'

/** What a definition refers to outside of its own file. */
export interface Known {
  departments: ReadonlyMap<string, Department>
  streets: Street[]
  facts: FactRegistry
  documents: ReadonlyMap<string, DocumentKind>
  /** every item's file by id, for the names of the parts of a 一件事 */
  files: ReadonlyMap<string, ServiceFile>
}

const nameIn = (known: Known, departmentId: string) => known.departments.get(departmentId)?.name ?? ''

/** 一件事 with the names of its parts; notes parts that are no items. */
function bundleOf({ bundle }: ServiceFile, known: Known, cite: Cite, note: Note): Guide['bundle'] {
  if (!bundle) return null
  const item = (path: string, id: string) => {
    const file = known.files.get(id)
    if (!file) note(path, `names the item "${id}", which there is not`)
    return { id, name: file?.name ?? '', department: nameIn(known, file?.department ?? '') }
  }
  const told = (path: string, { text, from }: { text: string; from?: string | undefined }) => ({
    text,
    source: cite(path, from)
  })
  const { together, parts, afterwards } = bundle
  return {
    together: told('bundle.together', together),
    parts: parts.map(({ service, ...rest }, i) => ({
      ...item(`bundle.parts.${i}`, service),
      ...told(`bundle.parts.${i}`, rest)
    })),
    afterwards: afterwards
      ? {
          ...told('bundle.afterwards', afterwards),
          licences: afterwards.licences.map(({ service, trade, from }, i) => {
            const path = `bundle.afterwards.licences.${i}`
            const { id, name } = item(path, service)
            return { id, name, trade, source: cite(path, from) }
          })
        }
      : null
  }
}

function guideOf(file: ServiceFile, known: Known, cite: Cite, note: Note): Guide {
  const { valued, listed, windows } = citedBy(cite)
  return {
    id: file.id,
    version: '',
    name: file.name,
    department: { id: file.department, name: nameIn(known, file.department) },
    summary: file.summary,
    subjects: file.subjects,
    kind: file.kind,
    caseKind: file.caseKind,
    tags: file.tags,
    applyOnline: Boolean(file.form && file.acceptance),
    onlineDepth: valued('onlineDepth', file.onlineDepth),
    visits: valued('visits', file.visits),
    legalLimit: valued('legalLimit', file.legalLimit),
    promise: valued('promise', file.promise),
    fee: valued('fee', file.fee),
    conditions: listed('conditions', file.conditions),
    materials: listed('materials', file.materials),
    steps: listed('steps', file.steps),
    basis: listed('basis', file.basis),
    result: valued('result', file.result),
    windows: windows('windows', file.windows),
    consultPhone: valued('consultPhone', file.consultPhone),
    complaintPhone: valued('complaintPhone', file.complaintPhone),
    questions: listed('questions', file.questions),
    reform: file.reform
      ? { kind: file.reform.kind, text: file.reform.text, source: cite('reform', file.reform.from) }
      : null,
    bundle: bundleOf(file, known, cite, note),
    verified: false
  }
}

/** Where applications go, with the source of how long the certificate holds. */
function acceptanceOf({ acceptance }: ServiceFile, cite: Cite): Acceptance | null {
  if (!acceptance || !('local' in acceptance)) return acceptance ?? null
  const { certificate, ...rest } = acceptance
  if (!certificate) return rest
  return {
    ...rest,
    certificate: { months: certificate.months, source: cite('acceptance.certificate', certificate.from) }
  }
}

/** Of the materials of the guide, those a field of the form uploads; undefined where none says so. */
function uploadedMaterials({ form, materials }: ServiceFile): string[] | undefined {
  const named = (form?.steps ?? [])
    .flatMap(({ fields }) => fields)
    .flatMap((field) => (field.kind === 'upload' && field.material ? [field.material] : []))
  return named.length > 0 ? materials.map(({ name }) => name).filter((name) => named.includes(name)) : undefined
}

function formOf(file: ServiceFile, { streets, documents }: Known): Form | null {
  if (!file.form) return null
  const options = streets.map(({ code, name }) => ({ value: code, label: name }))
  const filled = (field: Field): Field => {
    if ((field.kind === 'street' || field.kind === 'region') && !field.options.length) return { ...field, options }
    if (field.kind !== 'upload' || !documents.get(field.document ?? '')?.expires) return field
    return { ...field, expires: true }
  }
  const steps = file.form.steps.map((step) => ({ ...step, fields: step.fields.map(filled) }))
  const materials = uploadedMaterials(file)
  return {
    ...{ serviceId: file.id, version: '', steps },
    ...(file.form.rules ? { rules: file.form.rules } : {}),
    ...(materials ? { materials } : {})
  }
}

/** When applications are taken, with the text that names the season. */
function openingOf({ open }: ServiceFile, cite: Cite): Opening | null {
  if (!open) return null
  if (!('season' in open)) return open
  const { from, to, source } = open.season
  return { season: { from, to, source: cite('open.season', source) } }
}

/** Turns a service file into a definition: sources put in place of their keys, streets into the form, version counted. */
export function defineService(file: ServiceFile, known: Known, note: Note): ServiceDefinition {
  const { cite, unused } = citations(file.sources, note)
  const guide = guideOf(file, known, cite, note)
  const form = formOf(file, known)
  const acceptance = acceptanceOf(file, cite)
  const open = openingOf(file, cite)
  const rules = defineRules(file, { guide, facts: known.facts, cite, note })
  unused()
  guide.verified = isVerified(guide)
  const definition = {
    guide,
    form,
    acceptance,
    aliases: file.aliases,
    hot: file.hot,
    events: file.events,
    open,
    sharings: file.sharings,
    rules,
    examples: defineExamples(file.examples, {
      ...{ rules, facts: known.facts, note },
      written: file.rules?.eligibility !== undefined
    })
  }
  // the form first: a new wording of the guide alone must not disturb open drafts
  if (form) form.version = versionOf(form)
  guide.version = versionOf(definition)
  return definition
}
