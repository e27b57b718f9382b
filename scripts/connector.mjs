// npm run connector -- new NAME: writes the files of a new department connector from scripts/connector-template.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { at, bin, root } from './lib/paths.mjs'
import { say, stop } from './lib/say.mjs'

const usage = 'usage: npm run connector -- new NAME   (NAME: lower-case letters, digits and hyphens, e.g. water-works)'
const templates = at('scripts', 'connector-template')

const [command, name, ...rest] = process.argv.slice(2)
// --into FOLDER writes into another copy of the project; the tests use it
const into = rest[0] === '--into' && rest[1] ? path.resolve(rest[1]) : root
if (command !== 'new' || !name || (rest.length > 0 && into === root)) stop(usage)
if (!/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(name) || name.length > 30) stop(usage)

const words = name.split('-')
const capital = (word) => word[0].toUpperCase() + word.slice(1)
const pascal = words.map(capital).join('')
const names = {
  __name__: name,
  __Pascal__: pascal,
  __camel__: pascal[0].toLowerCase() + pascal.slice(1),
  // X-Water-Works-…
  __Header__: words.map(capital).join('-'),
  __header__: name,
  __ENV__: name.replaceAll('-', '_').toUpperCase()
}
const fill = (text) => Object.entries(names).reduce((filled, [mark, word]) => filled.replaceAll(mark, word), text)

const files = readdirSync(templates, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.template'))
  .sort()
  .map((file) => ({ source: path.join(templates, file), file: fill(file.slice(0, -'.template'.length)) }))

const taken = files.filter(({ file }) => existsSync(path.join(into, file)))
if (taken.length > 0) stop(`nothing written: ${taken.map(({ file }) => file).join(', ')} exists already`)

for (const { source, file } of files) {
  const target = path.join(into, file)
  mkdirSync(path.dirname(target), { recursive: true })
  writeFileSync(target, fill(readFileSync(source, 'utf8')))
  say(`wrote ${file.replaceAll('\\', '/')}`)
}
// the order of imports and the breaks of long lines depend on the name
if (existsSync(bin('biome'))) {
  const code = files.map(({ file }) => file).filter((file) => !file.endsWith('.md'))
  const tidied = spawnSync(bin('biome'), ['check', '--write', `--config-path=${root}`, ...code], {
    cwd: into,
    encoding: 'utf8',
    shell: process.platform === 'win32'
  })
  if (tidied.status !== 0) stop(`the files are written, but biome is not content:\n${tidied.stdout}${tidied.stderr}`)
} else say('packages are not installed yet: run npm run format once they are')

say(`
The connector works against its own sandbox program: npx jest test/contract/connectors/${name}.test.ts

Next, in this order; the test above stays green after each step:
1. docs/connectors/${name}.md: who runs the system, its document, its operations, signature and codes.
2. test/sandbox/${name}/start-${name}.ts: make it speak what the document says.
3. bff/src/departments/${name}/wire.ts and translate.ts: shapes, codes, states; a message per case in recorded/.
4. bff/src/departments/${name}/client.ts: return the port of the domain that needs it (bff/src/domains/…/port.ts).
   Another signature: bff/src/platform/department-client/ has hmac-sm3, sm2-sm4-envelope, tif-headers and none.
5. test/contract/connectors/${name}-target.ts: an act of the real kind, and every personal value in canaries.
6. bff/src/config-connectors.ts: DEPARTMENT_${names.__ENV__}_URL, _APP_ID, _SECRET; bff/src/wiring-connectors.ts: make${pascal}Connector.`)
