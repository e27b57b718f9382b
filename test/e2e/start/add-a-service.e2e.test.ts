import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { consentsRoutes } from '@shared/contract/consents'
import { answers as answersSchema } from '@shared/contract/form'
import { servicesRoutes } from '@shared/contract/services'
import { person } from '../../support/apply'
import { type Citizen, makeCitizen } from '../../support/citizen'
import { freePort, npmStart } from '../../support/npm-start'
import { root } from '../../support/test-stores'
import { until } from '../../support/until'

const page = readFileSync(path.join(root, 'docs', 'add-a-service.md'), 'utf8')
/** every fenced block of the page: what stands behind the fence, and the text */
const blocks = [...page.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(([, info = '', text = '']) => ({ info, text }))
const folder = mkdtempSync(path.join(os.tmpdir(), 'zjb-service-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const serviceId = 'senior-card'

/** Does what the page says, in its order, in a fresh folder; gives what the commands said. */
function follow(dataDir: string): string[] {
  const work = path.join(folder, 'new-service')
  mkdirSync(path.join(work, 'services', serviceId), { recursive: true })
  const said: string[] = []
  for (const { info, text } of blocks) {
    const [language, ...target] = info.split(' ')
    const file = path.join(work, target.at(-1) ?? '')
    if (language === 'yaml' && target[0] === '>>') appendFileSync(file, text)
    else if (language === 'yaml') writeFileSync(file, text)
    else if (language === 'sh') {
      const env = { PATH: process.env.PATH, HOME: process.env.HOME, ZJB: root, DATA_DIR: dataDir }
      const done = spawnSync('sh', ['-e', '-c', text], { cwd: work, env, encoding: 'utf8' })
      const findings = done.status === 0 ? '' : done.stdout
      expect([done.status, done.stderr.replace(/^npm warn.*\n/gm, ''), findings]).toEqual([0, '', ''])
      said.push(done.stdout)
    }
  }
  return said
}

async function handIn(citizen: Citizen) {
  const found = await citizen.call(servicesRoutes.listServices, { query: { q: '敬老优待证' } })
  expect(found.body.items[0]).toMatchObject({ id: serviceId, applyOnline: true })
  await citizen.verify()
  const needed = await citizen.call(consentsRoutes.listNeeded, { params: { serviceId } })
  for (const { sharing } of needed.body.items)
    await citizen.call(consentsRoutes.giveConsent, { body: { sharingId: sharing.id, version: sharing.version } })
  const answers = answersSchema.parse(JSON.parse(blocks.find(({ info }) => info === 'json answers')?.text ?? ''))
  const { body: draft } = await citizen.call(servicesRoutes.openDraft, {
    params: { serviceId },
    body: { edits: answers }
  })
  const handedIn = await citizen.call(servicesRoutes.submitDraft, {
    params: { draftId: draft.id },
    body: { formVersion: draft.formVersion, revision: draft.revision }
  })
  expect(handedIn.error).toBeNull()
  return handedIn.body.id
}

it('the page is followed word for word, and a citizen finishes a case of the new service on the system that ran all along', async () => {
  const dataDir = path.join(folder, 'data')
  const product = npmStart({ PORT: String(await freePort()), DATA_DIR: dataDir, RATE_SCALE: '1000' })
  try {
    const citizen = makeCitizen(await product.ready(), await product.sandbox(), person.id)
    await citizen.signIn()
    const before = await citizen.call(servicesRoutes.showGuide, { params: { serviceId } })
    expect(before.status).toBe(404)

    const said = follow(dataDir)
    expect(said[1]).toContain('检查通过，可以发布。')
    expect(said[1]).toContain('老年人优待证办理（示例）  区民政局')
    expect(said[1]).toMatch(/已发布 service senior-card 第 1 版/)
    expect(said[2]).toContain('command:李娜 / command:周伟')

    const caseId = await handIn(citizen)
    const sandbox = await product.sandbox()
    const show = async () => (await citizen.call(servicesRoutes.showCase, { params: { caseId } })).body
    await until('the platform has the case', async () => Boolean((await show()).receiptNo))
    for (const to of ['ACCEPTED', 'REVIEWING', 'DONE'])
      await fetch(`${sandbox}/ykb/desk/api/cases/${caseId}/advance`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ to })
      })
    await until('the case is completed', async () => (await show()).state === 'completed')
    expect(await show()).toMatchObject({ serviceName: '老年人优待证办理（示例）', state: 'completed' })
  } finally {
    product.signal('SIGKILL')
    await product.ended
  }
})
