// npm run content -- check|preview|publish|rollback|versions|export: content of the running system over its socket, or
// of its store when it is stopped. Files are named from where npm was called. docs/content.md, docs/add-a-service.md.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { at, root } from './lib/paths.mjs'
import { say, stop } from './lib/say.mjs'

const USAGE = `npm run content -- check PIECE…
npm run content -- preview PIECE
npm run content -- publish PIECE… --author NAME --reviewer NAME
npm run content -- rollback KIND ID VERSION --reviewer NAME
npm run content -- versions KIND ID
npm run content -- export KIND ID [VERSION] [--to FOLDER]
npm run content -- export-all FOLDER
PIECE is the folder of a service item (services/ID) or another file of bff/content`

const called = process.env.INIT_CWD ?? process.cwd()
const from = (name) => path.resolve(called, name)
const [act, ...rest] = process.argv.slice(2)
const { values: flags, positionals: names } = parseArgs({
  args: rest,
  allowPositionals: true,
  options: {
    author: { type: 'string', default: '' },
    reviewer: { type: 'string', default: '' },
    to: { type: 'string' }
  }
})

/** The text of a file, or of the files of a folder by name. */
const textOf = (name) => {
  try {
    if (!statSync(from(name)).isDirectory()) return readFileSync(from(name), 'utf8')
    const files = readdirSync(from(name)).filter((one) => one.endsWith('.yaml'))
    return Object.fromEntries(files.map((one) => [one, readFileSync(path.join(from(name), one), 'utf8')]))
  } catch {
    return stop(`cannot read ${from(name)}`)
  }
}

function ask(request) {
  const dataDir = path.resolve(root, process.env.DATA_DIR || '.data')
  const done = spawnSync(process.execPath, [at('dist', 'bff', 'command.js'), dataDir, 'content', '-'], {
    cwd: root,
    input: JSON.stringify(request),
    encoding: 'utf8',
    maxBuffer: 100_000_000
  })
  if (!done.stdout) stop(done.stderr.trim())
  return JSON.parse(done.stdout)
}

const where = ({ file, line, place }) => [file, line && `第 ${line} 行`, place].filter(Boolean).join(' ')
const tellProblems = (problems) => {
  for (const one of problems) say(`${where(one)}：${one.text}`)
}

function check(files) {
  const { ok, problems } = ask({ act: 'check', files: Object.fromEntries(files.map((name) => [name, textOf(name)])) })
  if (ok) return say('检查通过，可以发布。')
  tellProblems(problems)
  stop(`共 ${problems.length} 处需要修改。`)
}

const LIMITS = { 'working-days': '个工作日', 'calendar-days': '个自然日' }
const limit = (value) => value && (value.unit === 'at-once' ? '即办' : `${value.days} ${LIMITS[value.unit]}`)

/** What citizens would read, in short. */
function tellGuide(guide) {
  const lines = [
    [guide.name, guide.department.name],
    ['说明', guide.summary],
    ['承诺时限', limit(guide.promise.value) ?? '请以窗口为准'],
    ['收费', guide.fee.value?.text ?? '请以窗口为准'],
    ...guide.conditions.map(({ text }) => ['条件', text]),
    ...guide.materials.map(({ name, necessity }) => ['材料', `${name}（${necessity}）`]),
    ...guide.steps.map(({ name, text }, nth) => [`第 ${nth + 1} 步`, `${name}：${text}`]),
    ['网上申请', guide.applyOnline ? '可以' : '暂不可以']
  ]
  for (const [name, text] of lines) say(`${name}  ${text}`)
}

const MARKS = { added: '+ ', removed: '- ' }
function preview(name) {
  const { problems, guide, changes, inForce } = ask({ act: 'preview', file: name, body: textOf(name) })
  if (guide) tellGuide(guide)
  say(inForce ? `与现行第 ${inForce} 版相比：` : '这是新的内容，还没有发布过。')
  if (inForce) for (const { kind, text } of changes) if (kind !== 'same') say(`${MARKS[kind]}${text}`)
  tellProblems(problems)
}

const tellRelease = ({ kind, id, version, hash }) => say(`已发布 ${kind} ${id} 第 ${version} 版，校验值 ${hash}`)

function writeTo(folder, files) {
  for (const [name, body] of Object.entries(files)) {
    mkdirSync(path.dirname(from(path.join(folder, name))), { recursive: true })
    writeFileSync(from(path.join(folder, name)), body)
  }
  say(`${Object.keys(files).length} 个文件写入 ${from(folder)}`)
}

const [kind, id, version] = names
const ACTS = {
  check: () => check(names),
  preview: () => preview(names[0]),
  publish: () => {
    // all of them together first, so that no half is published
    check(names)
    for (const name of names)
      tellRelease(
        ask({ act: 'publish', file: name, body: textOf(name), author: flags.author, reviewer: flags.reviewer })
      )
  },
  rollback: () => tellRelease(ask({ act: 'rollback', kind, id, version: Number(version), reviewer: flags.reviewer })),
  versions: () => {
    for (const one of ask({ act: 'versions', kind, id }).versions)
      say(`第 ${one.version} 版  ${one.publishedAt}  ${one.author} / ${one.reviewer}  ${one.hash}`)
  },
  export: () => {
    const { body, files } = ask({ act: 'export', kind, id, ...(version ? { version: Number(version) } : {}) })
    if (flags.to) writeTo(flags.to, files)
    else process.stdout.write(body)
  },
  'export-all': () => writeTo(names[0], ask({ act: 'export-all' }).files)
}

if (!ACTS[act] || names.length === 0) stop(USAGE)
ensureInstalled()
await ensureBuilt(['server']).catch((error) => stop(`the build failed:\n${error.message}`))
ACTS[act]()
