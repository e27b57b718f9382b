import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from 'yaml'
import * as z from 'zod/mini'
import { citations, defineService } from './define-service'
import { departmentsFile, type ServiceFile, serviceFile, streetsFile } from './file-schemas'
import { lintAliases, lintService } from './lint'
import type { Content, Department, ServiceDefinition, Street } from './port'

/** The content folder cannot be published as it is; the message has one line per problem: file, path, what is wrong. */
export class ContentRefused extends Error {
  constructor(readonly problems: string[]) {
    super(`content refused, ${problems.length} problem(s):\n${problems.join('\n')}`)
    this.name = 'ContentRefused'
  }
}

const english = z.locales.en().localeError

/** Reads one folder of content files and keeps every problem met on the way. */
function reader(folder: string) {
  const problems: string[] = []
  const note = (file: string) => (path: string, problem: string) => {
    problems.push(`${file}: ${path ? `${path}: ` : ''}${problem}`)
  }
  const yamlFiles = (sub: string): string[] =>
    existsSync(join(folder, sub))
      ? readdirSync(join(folder, sub))
          .filter((name) => name.endsWith('.yaml'))
          .sort()
          .map((name) => `${sub}/${name}`)
      : []
  const read = (file: string): unknown => {
    if (!existsSync(join(folder, file))) {
      note(file)('', 'is missing')
      return undefined
    }
    const document = parseDocument(readFileSync(join(folder, file), 'utf8'))
    for (const { message } of [...document.errors, ...document.warnings]) note(file)('', message)
    return document.errors.length ? undefined : document.toJS()
  }
  const readAs = <S extends z.ZodMiniType>(file: string, schema: S): z.output<S> | undefined => {
    const raw = read(file)
    if (raw === undefined) return undefined
    const parsed = z.safeParse(schema, raw, { error: english })
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) note(file)(issue.path.join('.'), issue.message)
    return undefined
  }
  return { problems, note, yamlFiles, read, readAs }
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

function loadServices(from: Reader, departments: Map<string, Department>, streets: Street[]) {
  const services = new Map<string, ServiceDefinition>()
  for (const file of from.yamlFiles('services')) {
    const content: ServiceFile | undefined = from.readAs(file, serviceFile)
    if (!content) continue
    const note = from.note(file)
    if (file !== `services/${content.id}.yaml`) note('id', `is "${content.id}", but the file is named otherwise`)
    const definition = defineService(content, departments, streets, note)
    for (const problem of lintService(definition, departments)) note('', problem)
    services.set(content.id, definition)
  }
  for (const { id, problem } of lintAliases(services.values())) from.note(`services/${id}.yaml`)('', problem)
  if (services.size === 0) from.note('services')('', 'has no service item')
  return services
}

/**
 * Reads, checks and lints the whole content folder (bff/content) once, at start.
 * Throws one ContentRefused that lists every problem of every file; a folder that loads can be served as it is.
 */
export function loadContent(folder: string): Content {
  const from = reader(folder)
  const departments = loadDepartments(from)
  const streets = from.readAs('streets.yaml', streetsFile)?.streets ?? []
  const services = loadServices(from, departments, streets)
  const calendars = from.yamlFiles('calendars').map(from.read)
  if (from.problems.length) throw new ContentRefused(from.problems)
  return { services, departments, streets, calendars }
}
