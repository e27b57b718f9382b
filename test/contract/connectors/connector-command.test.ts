import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.resolve(__dirname, '../../..')
let copy: string

/** The parts of the project a connector stands on; the packages are shared. */
const needed = [
  'biome.json',
  'bff/src/platform',
  'shared',
  ...['bench', 'checks', 'describe-connector', 'expectations', 'fault-proxy', 'recorded'].map(
    (name) => `test/contract/connectors/${name}.ts`
  )
]

beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'connector-'))
  for (const part of needed) cpSync(path.join(root, part), path.join(copy, part), { recursive: true })
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

/** Exit code and everything printed. */
function run(script: string, args: string[], cwd: string): Promise<{ code: number; printed: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { cwd }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
      resolve({ code, printed: `${stdout}${stderr}` })
    })
  })
}

const bin = (name: string) => path.join(root, 'node_modules', name)
const connector = (...args: string[]) => run(path.join(root, 'scripts/connector.mjs'), args, copy)

describe('npm run connector', () => {
  it('writes a connector that compiles, lints and passes the suite as it is', async () => {
    const written = await connector('new', 'water-works', '--into', copy)
    expect(written).toMatchObject({ code: 0 })
    expect(written.printed).toContain('DEPARTMENT_WATER_WORKS_URL')

    writeTools()
    const [types, lint, suite] = await Promise.all([
      run(bin('typescript/bin/tsc'), ['-p', 'tsconfig.json'], copy),
      run(bin('@biomejs/biome/bin/biome'), ['ci', '--error-on-warnings', 'bff/src/departments', 'test'], copy),
      run(bin('jest/bin/jest.js'), ['--ci', '--verbose', '--runInBand'], copy)
    ])
    expect(types).toEqual({ code: 0, printed: '' })
    expect(lint).toMatchObject({ code: 0 })
    expect(suite).toMatchObject({ code: 0 })
    expect(suite.printed).toContain('✓ a reply lost after the work was done leaves one act')
    expect(suite.printed).toContain('✓ a request altered on its way is refused by the department')
  })

  it('leaves no mark of the template in the files', () => {
    const client = readFileSync(path.join(copy, 'bff/src/departments/water-works/client.ts'), 'utf8')
    const page = readFileSync(path.join(copy, 'docs/connectors/water-works.md'), 'utf8')
    expect(client).toContain("headerPrefix: 'X-Water-Works'")
    expect(`${client}${page}`).not.toMatch(/__\w+__/)
  })

  it('never writes over a connector that exists', async () => {
    const client = path.join(copy, 'bff/src/departments/water-works/client.ts')
    const before = readFileSync(client, 'utf8')
    writeFileSync(client, `${before}// mine\n`)
    const again = await connector('new', 'water-works', '--into', copy)
    expect(again).toMatchObject({ code: 1, printed: expect.stringContaining('nothing written') })
    expect(readFileSync(client, 'utf8')).toBe(`${before}// mine\n`)
  })

  it.each(['Water', '../../etc', 'water works', '-water', ''])('refuses %j as a name', async (name) => {
    const refused = await connector('new', name, '--into', copy)
    expect(refused).toMatchObject({ code: 1, printed: expect.stringContaining('usage') })
    expect(existsSync(path.join(copy, 'bff/src/departments', 'etc'))).toBe(false)
  })
})

/** The project's own settings, narrowed to what was generated. */
function writeTools(): void {
  const types = JSON.parse(readFileSync(path.join(root, 'tsconfig.json'), 'utf8'))
  const compilerOptions = { ...types.compilerOptions, incremental: false, tsBuildInfoFile: undefined }
  const include = ['bff/src/departments', 'test']
  writeFileSync(path.join(copy, 'tsconfig.json'), JSON.stringify({ compilerOptions, include }))
  const jest = `const { projects: [unit] } = require(${JSON.stringify(path.join(root, 'jest.config.cjs'))})
module.exports = { ...unit, rootDir: __dirname, testMatch: ['<rootDir>/test/**/*.test.ts'] }\n`
  writeFileSync(path.join(copy, 'jest.config.cjs'), jest)
}
