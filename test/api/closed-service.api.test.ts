import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Outgoing } from '@shared/contract/route'
import { servicesRoutes } from '@shared/contract/services'
import { fillDraft, person, serviceId } from '../support/apply'
import { startProduct, type TestProduct } from '../support/start-product'
import { root } from '../support/test-stores'

let folder: string
let product: TestProduct
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'paused-'))
  cpSync(path.join(root, 'bff', 'content'), folder, { recursive: true })
  const file = path.join(folder, 'services', serviceId, 'item.yaml')
  const open = 'open: { paused: { until: 2030-12-31, reason: 系统升级 } }'
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^hot: true$/m, `hot: true\n${open}`))
  product = await startProduct({ contentFolder: folder })
})
afterAll(async () => {
  await product.close()
  rmSync(folder, { recursive: true })
})

const NOTE = '暂停办理到 2030年12月31日。原因：系统升级。'

test('a paused item stays in the catalogue, among those of its life event and way of handling, and says until when', async () => {
  const citizen = product.citizen(person.id)
  const list = async (query: Outgoing<typeof servicesRoutes.listServices>['query']) =>
    (await citizen.call(servicesRoutes.listServices, query ? { query } : {})).body
  const closed = await list({ closed: 'true' })
  expect(closed.items).toEqual([expect.objectContaining({ id: serviceId, availability: { open: false, note: NOTE } })])
  expect((await list({ event: 'employment', tag: '网上办' })).items.map(({ id }) => id)).toContain(serviceId)
  expect((await list({ event: 'employment' })).items.length).toBeGreaterThan(4)
  expect((await list({ event: 'after-life', q: '继承' })).items.map(({ id }) => id)).toEqual(['property-inheritance'])
  const shown = await citizen.call(servicesRoutes.showGuide, { params: { serviceId } })
  expect(shown.body.availability).toEqual({ open: false, note: NOTE })
})

test('an item of a season stays in the catalogue all year, and says from when to when; out of it, that it takes nothing now, which is no notice of 首页', async () => {
  const citizen = product.citizen(person.id)
  const seen = async () => {
    const { body } = await citizen.call(servicesRoutes.listServices, { query: { event: 'medical' } })
    return body.items.find(({ id }) => id === 'medical-annual-payment')?.availability
  }
  const year = Number(product.clock.today().slice(0, 4)) + 1
  const clockAt = (day: string) =>
    product.clock.moveBy(new Date(`${day}T10:00:00+08:00`).getTime() - product.clock.now().getTime())
  const before = product.clock.now()
  clockAt(`${year}-03-05`)
  expect(await seen()).toEqual({
    open: false,
    note: `每年 9月1日至 12月31日办理（示例），下一次从 ${year}年9月1日开始。`
  })
  const { body: closed } = await citizen.call(servicesRoutes.listServices, { query: { closed: 'true' } })
  expect(closed.items.map(({ id }) => id)).toEqual([serviceId])
  clockAt(`${year}-12-31`)
  expect(await seen()).toEqual({
    open: true,
    note: `每年 9月1日至 12月31日办理（示例），这一次到 ${year}年12月31日为止。`
  })
  product.clock.moveBy(before.getTime() - product.clock.now().getTime())
})

test('who fills in during the pause keeps the draft, is refused with the day, and no case is made', async () => {
  const citizen = product.citizen(person.id)
  await citizen.signIn()
  const draft = await fillDraft(citizen)
  const refused = await citizen.call(servicesRoutes.submitDraft, {
    params: { draftId: draft.id },
    body: { formVersion: draft.formVersion, revision: draft.revision }
  })
  expect(refused.status).toBe(409)
  expect(refused.error).toMatchObject({ error: 'service_closed', fields: { until: NOTE } })
  expect((await citizen.call(servicesRoutes.listCases, {})).body.items).toEqual([])
  expect((await citizen.call(servicesRoutes.listDrafts, {})).body.items.map(({ id }) => id)).toEqual([draft.id])
})
