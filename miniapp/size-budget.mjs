/**
 * Measures the two outputs and exits with 1 above the budget: weapp main package 1.5 MB, any weapp package 2 MB
 * (WeChat's own limit), H5 first load (what index.html names plus the chunks of the home page) 220 kB of gzipped
 * JS and CSS. Run after both builds: node miniapp/size-budget.mjs
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

const dist = path.join(import.meta.dirname, 'dist')
const KB = 1024
const BUDGET = { main: 1.5 * KB * KB, package: 2 * KB * KB, firstLoad: 220_000 }

// .gz and .br are the compressed twins of an H5 file: a browser fetches one of the three
const filesOf = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.(map|gz|br)$|LICENSE\.txt$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))

/** Bytes of the main package and of each subpackage, as WeChat counts them. */
function weappPackages(folder) {
  const app = JSON.parse(readFileSync(path.join(folder, 'app.json'), 'utf8'))
  const roots = (app.subPackages ?? []).map(({ root }) => root.replace(/\/$/, ''))
  const sizes = { main: 0, ...Object.fromEntries(roots.map((root) => [root, 0])) }
  for (const file of filesOf(folder)) {
    const name = path.relative(folder, file).split(path.sep).join('/')
    sizes[roots.find((root) => name.startsWith(`${root}/`)) ?? 'main'] += statSync(file).size
  }
  return sizes
}

const HOME = 'pages/index/index'

/** The chunk ids webpack loads for the home page: Promise.all([r.e(1), r.e(2)…]) beside its path in the app's chunk. */
function homeChunks(folder, scripts) {
  for (const script of scripts) {
    const code = readFileSync(path.join(folder, script), 'utf8')
    const at = code.indexOf(`path:"${HOME}"`)
    if (at < 0) continue
    const loader = code.slice(at, code.indexOf('path:"', at + 10))
    return [...loader.matchAll(/\.e\((\d+)\)/g)].map(([, id]) => id)
  }
  throw new Error(`${HOME} is not in the H5 output`)
}

/** Files a browser fetches before the home page is drawn. */
function h5FirstLoad(folder) {
  const page = readFileSync(path.join(folder, 'index.html'), 'utf8')
  const named = [...page.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, name]) => name)
  const ids = homeChunks(
    folder,
    named.filter((name) => name.endsWith('.js'))
  )
  const all = filesOf(folder).map((file) => path.relative(folder, file).split(path.sep).join('/'))
  const chunks = all.filter((name) => ids.some((id) => new RegExp(`^(js|css)/${id}\\.`).test(name)))
  if (ids.length === 0 || chunks.length === 0) throw new Error('the chunks of the H5 home page were not found')
  return [...new Set([...named, ...chunks])].map((name) => ({
    name,
    bytes: gzipSync(readFileSync(path.join(folder, name))).length
  }))
}

const lines = []
let over = false
function measure(what, bytes, budget) {
  if (bytes > budget) over = true
  const verdict = bytes > budget ? 'OVER BUDGET' : 'ok'
  lines.push(`${verdict.padEnd(12)}${what}: ${(bytes / 1000).toFixed(0)} kB of ${(budget / 1000).toFixed(0)} kB`)
}

for (const target of ['weapp', 'h5'])
  if (!existsSync(path.join(dist, target))) {
    console.error(`miniapp/dist/${target} is missing: build it first`)
    process.exit(1)
  }
for (const [name, bytes] of Object.entries(weappPackages(path.join(dist, 'weapp'))))
  measure(`weapp ${name}`, bytes, name === 'main' ? BUDGET.main : BUDGET.package)
const firstLoad = h5FirstLoad(path.join(dist, 'h5'))
measure(
  `H5 first load, ${firstLoad.length} files, gzip`,
  firstLoad.reduce((sum, { bytes }) => sum + bytes, 0),
  BUDGET.firstLoad
)
console.log(lines.join('\n'))
process.exit(over ? 1 : 0)
