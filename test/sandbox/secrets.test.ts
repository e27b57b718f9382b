import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

let dataDir: string

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'secrets-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** What a start finds or makes in the data folder, asked in a process of its own as npm start does. */
function secretsOfAStart(): Record<string, string> {
  const script = pathToFileURL(resolve('scripts/lib/sandbox-env.mjs')).href
  const program = `import { sandboxSecrets } from ${JSON.stringify(script)}
console.log(JSON.stringify(sandboxSecrets(${JSON.stringify(dataDir)})))`
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }))
}

describe('the secrets between server and sandbox', () => {
  it('are made at the first start, for the owner’s eyes only, and stay the same', () => {
    const first = secretsOfAStart()
    expect(Object.values(first).every((secret) => secret.length > 0)).toBe(true)
    expect(statSync(join(dataDir, 'sandbox-secrets.json')).mode & 0o077).toBe(0)
    expect(secretsOfAStart()).toEqual(first)
  })

  it('of an earlier version stay, and those of departments that are new since are added for good', () => {
    const old = { YKB_SECRET: 'sandbox-kept', RSJ_SM4_KEY: '0123456789abcdeffedcba9876543210' }
    writeFileSync(join(dataDir, 'sandbox-secrets.json'), JSON.stringify(old))
    const now = secretsOfAStart()
    expect(now).toMatchObject({ ...old, SMS_SECRET: expect.stringMatching(/^sandbox-/) })
    expect(now.GAJ_SM4_KEY).toMatch(/^[0-9a-f]{32}$/)
    expect(secretsOfAStart()).toEqual(now)
  })
})
