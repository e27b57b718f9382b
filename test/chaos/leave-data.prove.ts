import { mkdtempSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { mandatesRoutes } from '@shared/contract/mandates'
import { servicesRoutes } from '@shared/contract/services'
import { apply, fillDraft, person } from '../support/apply'
import { makeCitizen } from '../support/citizen'
import { freePort, npmStart, portFree } from '../support/npm-start'
import { packFolder } from '../support/packed-folder'
import { removeFolder } from '../support/remove-folder'
import { until } from '../support/until'

// npm run prove -- leave-data part-N: what the last commit of a part leaves in DATA_DIR, for the upgrade test of all later
// parts: a finished case, one that waits for 补正, a draft, the ledger of them, an enterprise. Run it once, at the end of a part, and commit the two files.

const part = process.argv[2] ?? ''

async function leave() {
  if (!/^part-\d+$/.test(part)) throw new Error('npm run prove -- leave-data part-N')
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zjb-leave-'))
  const port = await freePort()
  const product = npmStart({ PORT: String(port), DATA_DIR: folder })
  const url = await product.ready()
  const sandboxUrl = await product.sandbox()
  const citizen = makeCitizen(url, sandboxUrl, person.id)
  await citizen.signIn()
  const stateOf = async (caseId: string) => (await citizen.call(servicesRoutes.showCase, { params: { caseId } })).body
  const advance = (caseId: string, to: string) =>
    fetch(`${sandboxUrl}/ykb/desk/api/cases/${caseId}/advance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to, correction: [{ item: '身份证国徽面', reason: '看不清有效期限' }] })
    })
  const finished = await apply(citizen)
  const asked = await apply(citizen)
  await until(
    'settled',
    async () => (await stateOf(asked.id)).receiptNo !== null && (await stateOf(finished.id)).receiptNo !== null
  )
  for (const to of ['ACCEPTED', 'REVIEWING', 'DONE']) await advance(finished.id, to)
  await advance(asked.id, 'CORRECTION')
  await until('settled', async () => (await stateOf(asked.id)).state === 'correction')
  await until('settled', async () => ((await stateOf(finished.id)).result?.details.length ?? 0) > 0)
  const draft = await fillDraft(citizen)
  const boss = makeCitizen(url, sandboxUrl, 'zhao-lei')
  await boss.signIn()
  await boss.verify()
  const enterprise = await boss.call(mandatesRoutes.bindEnterprise, { body: { creditCode: '91669999MA0YJB01X6' } })
  product.signal('SIGTERM')
  await product.ended
  await portFree(port)

  const target = path.join('test', 'upgrade', part)
  packFolder(folder, `${target}.tar.br`)
  const left = {
    person: person.id,
    finished: finished.number,
    asked: asked.number,
    draft: draft.id,
    enterprise: enterprise.body.creditCode
  }
  writeFileSync(`${target}.json`, `${JSON.stringify(left, null, 2)}\n`)
  removeFolder(folder)
  const bytes = statSync(`${target}.tar.br`).size
  process.stdout.write(
    `${JSON.stringify({ name: 'leave-data', part, commit: process.env.GIT_COMMIT, bytes, pass: true })}\n`
  )
}

leave().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
