import { spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import vm from 'node:vm'
import { messageOf } from './unknown-values'

/** A node as WeChat's compiled templates produce it; text is a bare value. */
export type RawNode = { tag: string; attr?: Record<string, unknown>; children: RawChild[] }
export type RawChild = RawNode | string | number | boolean
/** Renders one WXML file with the data of its page or component (given as JSON). */
export type Template = (dataJson: string) => RawNode
export type Templates = (file: string) => Template | undefined

type Tool = 'wcc' | 'wcsc'
const OUTPUT_LIMIT_BYTES = 256 * 1024 * 1024
const FOLDERS: Partial<Record<NodeJS.Platform, { folder: string; extension: string }>> = {
  linux: { folder: 'linux', extension: '' },
  darwin: { folder: 'mac', extension: '' },
  win32: { folder: 'windows', extension: '.exe' }
}

const sha256 = (...parts: (string | Buffer)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(String(part.length)).update(part)
  return hash.digest('hex').slice(0, 32)
}

const packageFile = () => createRequire(path.resolve('package.json')).resolve('miniprogram-compiler/package.json')

/** node_modules/.cache/weapp beside the installed compiler. */
const cacheFolder = (): string => {
  const folder = path.resolve(path.dirname(packageFile()), '../.cache/weapp')
  fs.mkdirSync(folder, { recursive: true })
  return folder
}

/** Several test workers write the same file at once; a rename is all or nothing. */
const writeWhole = (file: string, content: string | Buffer, mode: number): void => {
  const draft = `${file}.${randomUUID()}`
  fs.writeFileSync(draft, content, { mode })
  fs.renameSync(draft, file)
}

const executables = new Map<Tool, string>()

/** npm ran no install script, so the binary has no exec bit: a copy with one lies in the cache folder. */
const executable = (tool: Tool): string => {
  const known = executables.get(tool)
  if (known) return known
  const place = FOLDERS[process.platform]
  if (!place || (process.platform === 'linux' && process.arch !== 'x64'))
    throw new Error(`WeChat's ${tool} does not exist for ${process.platform} ${process.arch}`)
  const original = path.join(path.dirname(packageFile()), 'bin', place.folder, tool + place.extension)
  const binary = fs.readFileSync(original)
  const copy = path.join(cacheFolder(), `${tool}-${sha256(binary)}${place.extension}`)
  if (!fs.existsSync(copy)) writeWhole(copy, binary, 0o755)
  executables.set(tool, copy)
  return copy
}

/** Runs WeChat's template (wcc) or style (wcsc) compiler in `folder`; throws with its own complaint. */
export const runCompiler = (tool: Tool, folder: string, args: string[]): string => {
  const run = spawnSync(executable(tool), args, { cwd: folder, encoding: 'utf8', maxBuffer: OUTPUT_LIMIT_BYTES })
  if (run.error) throw new Error(`${tool} cannot run here: ${run.error.message}`)
  if (run.status !== 0) throw new Error(`${tool}: ${(run.stderr || run.stdout).trim().slice(0, 800)}`)
  return run.stdout
}

let availability: { ok: true } | { ok: false; why: string } | undefined

/** Whether WeChat's template compiler runs on this machine (x86-64 Linux with glibc, macOS or Windows), tried once. */
export const templateCompilerAvailable = (): { ok: true } | { ok: false; why: string } => {
  try {
    if (!availability) {
      const probe = spawnSync(executable('wcc'), ['--help'])
      availability = probe.error
        ? { ok: false, why: `WeChat's wcc cannot run here: ${probe.error.message}` }
        : { ok: true }
    }
  } catch (thrown) {
    availability = { ok: false, why: messageOf(thrown) }
  }
  return availability
}

/** Paths of every file under a folder, relative to it, with forward slashes, sorted. */
export const listFiles = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()

const KEPT_COMPILATIONS = 20

const forgetOldCompilations = (): void => {
  const compiled = fs.readdirSync(cacheFolder()).filter((name) => name.startsWith('templates-'))
  const newestFirst = compiled
    .map((name) => path.join(cacheFolder(), name))
    .map((file) => ({ file, at: fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((one, other) => other.at - one.at)
  for (const { file } of newestFirst.slice(KEPT_COMPILATIONS)) fs.rmSync(file, { force: true })
}

const compiledSource = (dist: string): string => {
  const sources = listFiles(dist).filter((file) => /\.(wxml|wxs)$/.test(file))
  const contents = sources.map((file) => fs.readFileSync(path.join(dist, file)))
  const key = sha256(path.basename(executable('wcc')), ...sources, ...contents)
  const cached = path.join(cacheFolder(), `templates-${key}.js`)
  if (fs.existsSync(cached)) return fs.readFileSync(cached, 'utf8')
  const source = runCompiler('wcc', dist, ['-d', ...sources, '-gn', '$gwx'])
  writeWhole(cached, source, 0o644)
  forgetOldCompilations()
  return source
}

/**
 * Compiles every WXML and WXS of a package with WeChat's own wcc and loads the result into a world of its own, like the
 * view layer of a phone. The compiled text is kept on disk by content, so that test workers compile once. Throws on a
 * template that does not compile; what templates complain about while rendering goes to `onWarning`.
 */
export const compileTemplates = (dist: string, onWarning: (message: string) => void): Templates => {
  const warn = (...parts: unknown[]) => onWarning(parts.map(String).join(' '))
  const context = vm.createContext({ console: { log: warn, warn, error: warn } }, { name: 'weapp view layer' })
  const code = `var window = {}, global = {}, __WXML_GLOBAL__ = {}; ${compiledSource(dist)}
    ;(file) => { const make = $gwx(file); return make && ((json) => make(JSON.parse(json), {}, global)) }`
  return new vm.Script(code, { filename: 'compiled-templates.js' }).runInContext(context)
}
