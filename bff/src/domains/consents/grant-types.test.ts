import path from 'node:path'
import ts from 'typescript'

const root = path.resolve(__dirname, '../../../..')
const HEAD = `
import type { Grant } from '../consents/port'
import type { AcceptancePlatform, Application, EnrolmentRegister } from './port'
declare const platform: AcceptancePlatform
declare const register: EnrolmentRegister
declare const application: Application
declare const person: { certNo: string; name: string }
declare const toYkb: Grant<'ykb'>
declare const toRsj: Grant<'rsj'>
`

/** What the compiler says of a piece of the services domain, with the settings of the whole project. */
function errorsOf(code: string): string[] {
  const fixture = path.join(root, 'bff/src/domains/services/grant-fixture.ts')
  const config = ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config.config, include: [], files: ['x.ts'] }, ts.sys, root)
  const host = ts.createCompilerHost({ ...options, incremental: false })
  const { readFile, fileExists } = host
  host.readFile = (file) => (path.resolve(file) === fixture ? HEAD + code : readFile(file))
  host.fileExists = (file) => path.resolve(file) === fixture || fileExists(file)
  const getSourceFile = host.getSourceFile.bind(host)
  host.getSourceFile = (file, language, ...rest) =>
    path.resolve(file) === fixture
      ? ts.createSourceFile(file, HEAD + code, language)
      : getSourceFile(file, language, ...rest)
  const program = ts.createProgram(
    [fixture],
    { ...options, incremental: false, tsBuildInfoFile: undefined, types: [] },
    host
  )
  return program
    .getSemanticDiagnostics(program.getSourceFile(fixture))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}

it('a hand-over and a reading under the owner’s grant type-check (control)', () => {
  expect(
    errorsOf(`export const good = async () => {
      await platform.apply(application, toYkb)
      await platform.supplement(application, 'once', toYkb)
      await register.flexibleStatus(person, toRsj)
    }`)
  ).toEqual([])
})

it.each([
  ['an application without a grant', 'platform.apply(application)', 'Expected 2 arguments'],
  ['a supplement without a grant', "platform.supplement(application, 'once')", 'Expected 3 arguments'],
  ['a reading without a grant', 'register.flexibleStatus(person)', 'Expected 2 arguments'],
  ['a grant to another department', 'register.flexibleStatus(person, toYkb)', 'not assignable'],
  ['a grant that is not there (withdrawn)', 'platform.apply(application, null)', 'not assignable'],
  [
    'a grant made by hand',
    `platform.apply(application, { department: 'ykb', ownerId: 'o', consentId: 'c', purpose: 'p', fields: [], holds: async () => true })`,
    'not assignable'
  ]
])('%s does not', (_what, call, why) => {
  const errors = errorsOf(`export const wrong = () => ${call}`)
  expect(errors).toHaveLength(1)
  expect(errors[0]).toContain(why)
})
