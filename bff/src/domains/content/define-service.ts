import type { Field, Form } from '@shared/contract/form'
import type { Guide } from '@shared/contract/guide'
import type { Source } from '@shared/contract/parts'
import type { KeptSource, ServiceFile } from './file-schemas'
import type { Department, DocumentKind, ServiceDefinition, Street } from './port'
import { isVerified } from './statements'
import { versionOf } from './version'

export type Note = (path: string, problem: string) => void
type Cite = (path: string, key: string | undefined) => Source | null

/** Looks sources up by key; notes unknown keys, and at the end (`unused`) the sources nothing refers to. */
export function citations(kept: Record<string, KeptSource>, note: Note): { cite: Cite; unused(): void } {
  const used = new Set<string>()
  const cite: Cite = (path, key) => {
    if (key === undefined) return null
    const found = Object.hasOwn(kept, key) ? kept[key] : undefined
    if (!found) {
      note(path, `names the source "${key}", which is not under sources`)
      return null
    }
    used.add(key)
    const { sha256: _, ...source } = found
    return source
  }
  for (const [key, { document, quote, sha256, read }] of Object.entries(kept)) {
    if (read && !quote) note(`sources.${key}`, 'is marked as read but quotes nothing')
    if (/\.txt:L\d+$/.test(document) && !sha256)
      note(`sources.${key}`, 'quotes a line of a file but has no sha256 of it')
  }
  const unused = () => {
    for (const key of Object.keys(kept)) if (!used.has(key)) note(`sources.${key}`, 'is not used')
  }
  return { cite, unused }
}

const valueWith =
  (cite: Cite) =>
  <V>(path: string, given: { value: V; from?: string } | null): { value: V | null; source: Source | null } =>
    given ? { value: given.value, source: cite(path, given.from) } : { value: null, source: null }

/** What a definition refers to outside of its own file. */
export interface Known {
  departments: ReadonlyMap<string, Department>
  streets: Street[]
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
  const valued = valueWith(cite)
  const cited = <T extends { from?: string }>(name: string, list: T[]) =>
    list.map(({ from, ...rest }, i) => ({ ...rest, source: cite(`${name}.${i}`, from) }))
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
    conditions: cited('conditions', file.conditions),
    materials: cited('materials', file.materials),
    steps: cited('steps', file.steps),
    basis: cited('basis', file.basis),
    result: valued('result', file.result),
    windows: file.windows.map((window, i) => ({
      name: window.name,
      address: valued(`windows.${i}.address`, window.address),
      hours: valued(`windows.${i}.hours`, window.hours),
      phone: valued(`windows.${i}.phone`, window.phone)
    })),
    consultPhone: valued('consultPhone', file.consultPhone),
    complaintPhone: valued('complaintPhone', file.complaintPhone),
    questions: cited('questions', file.questions),
    reform: file.reform
      ? { kind: file.reform.kind, text: file.reform.text, source: cite('reform', file.reform.from) }
      : null,
    bundle: bundleOf(file, known, cite, note),
    verified: false
  }
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
  return { serviceId: file.id, version: '', steps, ...(file.form.rules ? { rules: file.form.rules } : {}) }
}

/** Turns a service file into a definition: sources put in place of their keys, streets into the form, version counted. */
export function defineService(file: ServiceFile, known: Known, note: Note): ServiceDefinition {
  const { cite, unused } = citations(file.sources, note)
  const guide = guideOf(file, known, cite, note)
  const form = formOf(file, known)
  unused()
  guide.verified = isVerified(guide)
  const definition = {
    guide,
    form,
    acceptance: file.acceptance ?? null,
    aliases: file.aliases,
    hot: file.hot,
    events: file.events,
    open: file.open ?? null,
    sharings: file.sharings
  }
  // the form first: a new wording of the guide alone must not disturb open drafts
  if (form) form.version = versionOf(form)
  guide.version = versionOf(definition)
  return definition
}
