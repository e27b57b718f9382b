import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { identityRoutes } from '@shared/contract/identity'
import { ledgerRoutes } from '@shared/contract/ledger'
import { mandatesRoutes } from '@shared/contract/mandates'
import { servicesRoutes } from '@shared/contract/services'
import * as z from 'zod/mini'
import { type Citizen, makeCitizen } from '../support/citizen'
import { freePort, npmStart } from '../support/npm-start'
import { unpackFolder } from '../support/packed-folder'
import { removeFolder } from '../support/remove-folder'
import { root } from '../support/test-stores'

const leftBehind = z.object({
  person: z.string(),
  finished: z.string(),
  asked: z.string(),
  draft: z.string(),
  /** since part 2 */
  enterprise: z.optional(z.string())
})
const parts = readdirSync(__dirname).flatMap((file) =>
  file.endsWith('.tar.br') ? [file.slice(0, -'.tar.br'.length)] : []
)

/** Level, ledger and enterprise of the people who left. */
async function findsIdentity(url: string, sandbox: string, citizen: Citizen, creditCode: string) {
  expect((await citizen.call(identityRoutes.me, {})).body.level).toBe('real-name')
  const { body: reads } = await citizen.call(ledgerRoutes.listReads, {})
  expect(reads.items.length).toBeGreaterThan(0)
  const boss = makeCitizen(url, sandbox, 'zhao-lei')
  await boss.signIn()
  const { body } = await boss.call(mandatesRoutes.listEnterprises, {})
  expect(body.items.map((one) => one.creditCode)).toEqual([creditCode])
}

test.each(parts)(
  'the DATA_DIR that %s left behind starts, and its citizen finds cases, result and draft',
  async (part) => {
    const left = leftBehind.parse(JSON.parse(readFileSync(path.join(__dirname, `${part}.json`), 'utf8')))
    const folder = mkdtempSync(path.join(os.tmpdir(), 'zjb-upgrade-'))
    unpackFolder(path.join(__dirname, `${part}.tar.br`), folder)
    const product = npmStart({ PORT: String(await freePort()), DATA_DIR: folder })
    try {
      const url = await product.ready()
      const citizen = makeCitizen(url, await product.sandbox(), left.person)
      await citizen.signIn()
      const { body: cases } = await citizen.call(servicesRoutes.listCases, {})
      const byNumber = new Map(cases.items.map((item) => [item.number, item]))
      expect(byNumber.get(left.asked)?.state).toBe('correction')
      const finished = byNumber.get(left.finished)
      const shown = await citizen.call(servicesRoutes.showCase, { params: { caseId: finished?.id ?? '' } })
      expect(shown.body.state).toBe('completed')
      expect(shown.body.result?.details.map((detail) => detail.label)).toContain('个人编号')
      const file = shown.body.files[0]
      const bytes = await fetch(`${url}/api/v1/files/${file?.id}`, {
        headers: { authorization: `Bearer ${citizen.token()}` }
      })
      expect((await bytes.arrayBuffer()).byteLength).toBe(file?.bytes)
      const { body: drafts } = await citizen.call(servicesRoutes.listDrafts, {})
      expect(drafts.items.map((draft) => draft.id)).toContain(left.draft)
      if (left.enterprise) await findsIdentity(url, await product.sandbox(), citizen, left.enterprise)
      const verified = spawnSync(process.execPath, ['dist/bff/command.js', folder, 'ledger-verify'], {
        cwd: root,
        encoding: 'utf8'
      })
      expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true })
    } finally {
      product.signal('SIGTERM')
      await product.ended
      removeFolder(folder)
    }
  }
)
