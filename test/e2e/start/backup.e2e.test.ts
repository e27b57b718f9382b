import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { servicesRoutes } from '@shared/contract/services'
import { apply, person } from '../../support/apply'
import { makeCitizen } from '../../support/citizen'
import { freePort, npmStart } from '../../support/npm-start'
import { removeFolder } from '../../support/remove-folder'
import { root } from '../../support/test-stores'

const folder = mkdtempSync(path.join(os.tmpdir(), 'zjb-restore-'))
afterAll(() => removeFolder(folder))
const at = (name: string) => path.join(folder, name)
const script = (name: string, args: string[], dataDir: string) => {
  const done = spawnSync(process.execPath, [path.join(root, 'scripts', name), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir },
    encoding: 'utf8'
  })
  return { code: done.status, out: done.stdout, err: done.stderr }
}

it('a backup of the running product becomes a copy in which the citizen finds everything', async () => {
  const product = npmStart({ PORT: String(await freePort()), DATA_DIR: at('data') })
  const port = String(await freePort())
  try {
    const url = await product.ready()
    const sandbox = await product.sandbox()
    const citizen = makeCitizen(url, sandbox, person.id)
    await citizen.signIn()
    await citizen.verify()
    const opened = await apply(citizen)
    const taken = script('system.mjs', ['backup', at('backup')], at('data'))
    expect([taken.code, taken.err]).toEqual([0, ''])
    product.signal('SIGKILL')
    await product.ended

    const restored = script('restore.mjs', [at('backup')], at('copy'))
    expect([restored.code, restored.err]).toEqual([0, ''])
    expect(JSON.parse(restored.out)).toMatchObject({
      ledger: { ok: true, brokenAt: null },
      opened: { table: 'identity_wechat_accounts' },
      closedAgain: 0
    })
    // a second restore into the same folder would mix two histories
    expect(script('restore.mjs', [at('backup')], at('copy'))).toMatchObject({ code: 1 })

    const copy = npmStart({ PORT: port, DATA_DIR: at('copy') })
    try {
      const again = makeCitizen(await copy.ready(), await copy.sandbox(), person.id)
      await again.signIn()
      const { body } = await again.call(servicesRoutes.listCases, {})
      expect(body.items.map((item) => item.number)).toEqual([opened.number])
    } finally {
      copy.signal('SIGTERM')
      await copy.ended
    }
  } finally {
    product.signal('SIGKILL')
    await product.ended
  }
})

it('what is no backup is refused by name, and nothing is made', () => {
  writeFileSync(at('nothing'), '')
  const refused = script('restore.mjs', [at('elsewhere')], at('empty'))
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('is not a backup')])
  expect(existsSync(at('empty/pglite'))).toBe(false)
})
