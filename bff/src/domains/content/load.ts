import type { Terms } from '@shared/contract/notices'
import { makeRegistry } from '@shared/rules/registry'
import * as z from 'zod/mini'
import { parseCalendars } from '../../platform/clock/calendar'
import { citations } from './citations'
import { type ContentFiles, parseContent, readContentFolder } from './content-files'
import { defineHalls, hallsFile } from './define-halls'
import { defineInstitutions, institutionsFile } from './define-institutions'
import { defineRatings, ratingsFile } from './define-ratings'
import { defineService } from './define-service'
import {
  departmentsFile,
  deskTemplatesFile,
  documentsFile,
  eventsFile,
  factsFile,
  partnersFile,
  type ServiceFile,
  serviceFile,
  sharingsFile,
  streetsFile,
  termsFile
} from './file-schemas'
import { lintAliases, lintEvents, lintFact, lintPartner, lintService, lintSharing } from './lint'
import { lintParts } from './lint-parts'
import type {
  Content,
  Department,
  HallDefinition,
  PartnerDefinition,
  RatingsDefinition,
  ServiceDefinition,
  SharingDefinition,
  TermsDefinition
} from './port'
import { fileWith } from './service-folder'
import { versionOf } from './version'

/** One mistake: in which file (or folder), where in it, what is wrong. */
export interface Problem {
  file: string
  path: string
  problem: string
}

const inOneLine = ({ file, path, problem }: Problem): string => {
  // the lint puts the place in front of its finding
  const place = path || (/^([\w.-]+): /.exec(problem)?.[1] ?? '')
  return `${fileWith(file, place)}: ${path ? `${path}: ` : ''}${problem}`
}

/** The content cannot be published as it is; the message has one line per problem: file, path, what is wrong. */
export class ContentRefused extends Error {
  readonly problems: string[]
  constructor(readonly found: readonly Problem[]) {
    const problems = found.map(inOneLine)
    super(`content refused, ${problems.length} problem(s):\n${problems.join('\n')}`)
    this.name = 'ContentRefused'
    this.problems = problems
  }
}

/** In whose words a wrong shape is told: ours, or those of the district's editors. */
export type Words = 'en' | 'zh-CN'
const WORDS = { en: z.locales.en().localeError, 'zh-CN': z.locales.zhCN().localeError } as const

/** Reads content files and keeps every problem met on the way. */
function reader(files: ContentFiles, words: Words) {
  const problems: Problem[] = []
  const note = (file: string) => (path: string, problem: string) => {
    problems.push({ file, path, problem })
  }
  const inFolder = (sub: string): string[] => [...files.keys()].filter((path) => path.startsWith(`${sub}/`)).sort()
  const read = (file: string): unknown => {
    const text = files.get(file)
    if (text === undefined) {
      note(file)('', 'is missing')
      return undefined
    }
    const { value, mistakes } = parseContent(file, text)
    for (const mistake of mistakes) note(file)('', mistake)
    return value
  }
  const readAs = <S extends z.ZodMiniType>(file: string, schema: S): z.output<S> | undefined => {
    const raw = read(file)
    if (raw === undefined) return undefined
    const parsed = z.safeParse(schema, raw, { error: WORDS[words] })
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) note(file)(issue.path.join('.'), issue.message)
    return undefined
  }
  return { problems, note, inFolder, read, readAs }
}
type Reader = ReturnType<typeof reader>

function loadDepartments({ readAs, note }: Reader): Map<string, Department> {
  const file = 'departments.yaml'
  const content = readAs(file, departmentsFile)
  const departments = new Map<string, Department>()
  if (!content) return departments
  const { cite, unused } = citations(content.sources, note(file))
  for (const { id, name, otherNames, duties } of content.departments) {
    if (departments.has(id)) note(file)(id, 'is there twice')
    const told = duties.map(({ text, from }, i) => ({ text, source: cite(`${id}.duties.${i}`, from) }))
    departments.set(id, { id, name, otherNames: otherNames ?? [], duties: told })
  }
  unused()
  return departments
}

const departmentOf = (departments: Map<string, Department>, id: string) => ({
  id,
  name: departments.get(id)?.name ?? ''
})

function loadSharings({ readAs, note }: Reader, departments: Map<string, Department>) {
  const file = 'sharings.yaml'
  const content = readAs(file, sharingsFile)
  const sharings = new Map<string, SharingDefinition>()
  if (!content) return sharings
  const { cite, unused } = citations(content.sources, note(file))
  for (const { basis, department, ...told } of content.sharings) {
    if (sharings.has(told.id)) note(file)(told.id, 'is there twice')
    const said = { ...told, department: departmentOf(departments, department) }
    sharings.set(told.id, {
      ...said,
      version: versionOf(said),
      basis: basis.map(({ from, ...rest }, i) => ({ ...rest, source: cite(`${told.id}.basis.${i}`, from) }))
    })
  }
  unused()
  return sharings
}

function loadPartners({ readAs, note }: Reader, departments: Map<string, Department>) {
  const file = 'partners.yaml'
  const partners = new Map<string, PartnerDefinition>()
  for (const { department, sharing, ...rest } of readAs(file, partnersFile)?.partners ?? []) {
    if (partners.has(rest.id)) note(file)(rest.id, 'is there twice')
    partners.set(rest.id, { ...rest, department: departmentOf(departments, department), sharingId: sharing })
  }
  return partners
}

function loadDocuments({ readAs, note }: Reader): Content['documents'] {
  const file = 'documents.yaml'
  const documents: Content['documents'] = new Map()
  for (const document of readAs(file, documentsFile)?.documents ?? []) {
    if (documents.has(document.id)) note(file)(document.id, 'is there twice')
    documents.set(document.id, document)
  }
  return documents
}

function loadServices(
  from: Reader,
  known: Pick<Content, 'departments' | 'streets' | 'facts' | 'sharings' | 'events' | 'documents'>
) {
  const files = new Map<string, ServiceFile>()
  for (const file of from.inFolder('services')) {
    if (file.endsWith('.yaml')) {
      from.note(file)('', 'is no part of a service item: a folder with item.yaml, form.yaml, rules.yaml, examples.yaml')
      continue
    }
    const content: ServiceFile | undefined = from.readAs(file, serviceFile)
    if (!content) continue
    if (file !== `services/${content.id}`)
      from.note(file)('id', `is "${content.id}", but the folder is named otherwise`)
    files.set(content.id, content)
  }
  const services = new Map<string, ServiceDefinition>()
  for (const [id, content] of files) {
    const note = from.note(`services/${id}`)
    const definition = defineService(content, { ...known, files }, note)
    for (const problem of lintService(definition, known)) note('', problem)
    services.set(id, definition)
  }
  for (const definition of services.values())
    for (const problem of lintParts(definition, services)) from.note(`services/${definition.guide.id}`)('', problem)
  for (const problem of lintEvents(known.events, services.values())) from.note('events.yaml')('', problem)
  for (const { id, problem } of lintAliases(services.values())) from.note(`services/${id}`)('', problem)
  if (services.size === 0) from.note('services')('', 'has no service item')
  return services
}

function loadRatings({ readAs, note }: Reader): RatingsDefinition {
  const file = 'ratings.yaml'
  const content = readAs(file, ratingsFile)
  if (content) return defineRatings(content, note(file))
  return { levels: [], deadlines: { contact: 1, mend: 1, check: 1, answer: 1 }, resultWaitDays: 1 }
}

function loadHalls(
  { readAs, note }: Reader,
  known: Pick<Content, 'services' | 'departments' | 'streets'>
): HallDefinition[] {
  const content = readAs('halls.yaml', hallsFile)
  return content ? defineHalls(content, known, note('halls.yaml')) : []
}

function loadInstitutions({ readAs, note }: Reader, known: Pick<Content, 'streets'>): Content['institutions'] {
  const content = readAs('institutions.yaml', institutionsFile)
  return content ? defineInstitutions(content, known, note('institutions.yaml')) : []
}

function loadFacts({ readAs, note }: Reader, known: Pick<Content, 'departments' | 'streets'>): Content['facts'] {
  const file = 'facts.yaml'
  const streets = known.streets.map(({ name }) => name)
  const given = (readAs(file, factsFile)?.facts ?? []).map((fact) =>
    fact.type === 'choice' ? { ...fact, options: fact.options === 'streets' ? streets : fact.options } : fact
  )
  const { registry, problems } = makeRegistry(given)
  for (const problem of problems) note(file)('', problem)
  for (const fact of given) for (const problem of lintFact(fact, known.departments)) note(file)(fact.name, problem)
  return registry
}

function loadTerms({ readAs, note }: Reader): Content['terms'] {
  const one = (id: Terms['id']): TermsDefinition => {
    const file = `terms/${id}.yaml`
    const shown = readAs(file, termsFile) ?? { id, version: '', title: '', effective: '', note: null, sections: [] }
    if (shown.id !== id) note(file)('id', `is "${shown.id}", but the file is named otherwise`)
    return { shown, digest: versionOf(shown) }
  }
  return { privacy: one('privacy'), service: one('service') }
}

function loadCalendars({ inFolder, read, note }: Reader): unknown[] {
  const calendars = inFolder('calendars').map(read)
  try {
    parseCalendars(calendars)
  } catch (error) {
    note('calendars')('', error instanceof Error ? error.message : String(error))
  }
  return calendars
}

/**
 * Reads, checks and lints content: the one check of everything that is published, at start, at the desk and by command.
 * What could be read stands in `content` even when there are problems, for a preview; it may be served only without any.
 */
export function readContent(files: ContentFiles, words: Words = 'en'): { content: Content; problems: Problem[] } {
  const from = reader(files, words)
  const departments = loadDepartments(from)
  const streets = from.readAs('streets.yaml', streetsFile)?.streets ?? []
  const facts = loadFacts(from, { departments, streets })
  const sharings = loadSharings(from, departments)
  const partners = loadPartners(from, departments)
  const events = from.readAs('events.yaml', eventsFile)?.events ?? []
  const deskTemplates = from.readAs('desk-templates.yaml', deskTemplatesFile) ?? { ask: [], pause: [], refuse: [] }
  const documents = loadDocuments(from)
  const services = loadServices(from, { departments, streets, facts, sharings, events, documents })
  const calendars = loadCalendars(from)
  const retention = from.read('retention.yaml')
  const halls = loadHalls(from, { services, departments, streets })
  const institutions = loadInstitutions(from, { streets })
  const terms = loadTerms(from)
  const ratings = loadRatings(from)
  const content = {
    services,
    events,
    departments,
    streets,
    facts,
    sharings,
    partners,
    deskTemplates,
    documents,
    terms,
    ratings,
    calendars,
    retention,
    halls,
    institutions
  }
  for (const sharing of sharings.values())
    for (const problem of lintSharing(sharing, content)) from.note('sharings.yaml')(sharing.id, problem)
  for (const partner of partners.values())
    for (const problem of lintPartner(partner, content)) from.note('partners.yaml')(partner.id, problem)
  return { content, problems: from.problems }
}

/** The content of a folder. Throws one ContentRefused that lists every problem of every file. */
export function loadContent(folder: string): Content {
  const { content, problems } = readContent(readContentFolder(folder))
  if (problems.length) throw new ContentRefused(problems)
  return content
}
