import { deskCasesRoutes } from '@shared/contract/desk-cases'
import { servicesRoutes } from '@shared/contract/services'
import { person } from '../support/apply'
import { applyLocally, fillLocalDraft, localItem } from '../support/apply-local'
import { type Citizen, photo } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { startProduct, type TestProduct } from '../support/start-product'
import { EICAR, startStrictClamd } from '../support/strict-clamd'
import { beginWith } from '../support/walk-in'

let clamd: Awaited<ReturnType<typeof startStrictClamd>>
let product: TestProduct
let citizen: Citizen
let clerk: Clerk
beforeAll(async () => {
  clamd = await startStrictClamd()
  product = await startProduct({ settings: { CLAMD_URL: clamd.url } })
  citizen = product.citizen(person.id)
  await citizen.signIn()
  clerk = await makeClerk(product, 'scan-clerk', ['clerk'], localItem.department)
})
beforeEach(() => clamd.behave('scans'))
afterAll(async () => {
  await product.close()
  await clamd.close()
})

const infectedPhoto = () => Buffer.concat([photo(), Buffer.from(EICAR)])
const rescan = async () => {
  for (const job of product.product.jobs) if (job.name === 'services.rescan-files') await job.run()
}
const filesAtDesk = async (caseId: string) => {
  const { body, error } = await clerk.call(deskCasesRoutes.showDeskCase, { params: { caseId } })
  if (error) throw new Error(JSON.stringify(error))
  return body.files
}
const openAtDesk = async (caseId: string, fileId: string) =>
  (
    await fetch(`${product.url}/api/v1/desk/cases/${caseId}/files/${fileId}?reason=verify`, {
      headers: { cookie: clerk.cookie() }
    })
  ).status
const uploadAtDesk = async (place: string, bytes: Buffer) => {
  const form = new FormData()
  form.append('file', new Blob([bytes]), '通知书.jpg')
  const headers = { cookie: clerk.cookie(), origin: product.url }
  const reply = await fetch(`${product.url}${place}`, { method: 'POST', headers, body: form })
  return { status: reply.status, body: JSON.parse(await reply.text()) }
}

describe('uploaded files and the virus scanner', () => {
  it('a file with a virus is refused in plain words and not kept', async () => {
    const before = await product.stores.db.query('select id from services_files')
    const refused = await citizen.upload(infectedPhoto())
    expect(refused.body).toMatchObject({ error: 'file_infected', message: expect.stringContaining('发现病毒') })
    expect(await product.stores.db.query('select id from services_files')).toEqual(before)
    expect((await citizen.upload()).status).toBe(200)
  })

  it('a scanner that is away keeps nobody from handing in; the desk sees 未扫描, and later what was found', async () => {
    clamd.behave('hangs-up')
    const draft = await fillLocalDraft(citizen)
    const late = (await citizen.upload(infectedPhoto())).body.id
    const { body: saved } = await citizen.call(servicesRoutes.openDraft, {
      params: { serviceId: localItem.id },
      body: { edits: { household: [late] } }
    })
    const handedIn = await citizen.call(servicesRoutes.submitDraft, {
      params: { draftId: draft.id },
      body: { formVersion: saved.formVersion, revision: saved.revision }
    })
    expect(handedIn.error).toBeNull()
    await product.drain()
    const caseId = handedIn.body.id
    expect((await filesAtDesk(caseId)).map(({ scan }) => scan)).toEqual(['unscanned', 'unscanned', 'unscanned'])
    await rescan()
    expect((await filesAtDesk(caseId)).map(({ scan }) => scan)).toEqual(['unscanned', 'unscanned', 'unscanned'])

    clamd.behave('scans')
    await rescan()
    const found = await filesAtDesk(caseId)
    expect(found.map(({ id, scan }) => [id === late, scan]).sort()).toEqual([
      [false, 'clean'],
      [false, 'clean'],
      [true, 'infected']
    ])
    expect(await openAtDesk(caseId, late)).toBe(422)
    expect(await openAtDesk(caseId, found.find(({ scan }) => scan === 'clean')?.id ?? '')).toBe(200)
  })

  it('what a clerk uploads is looked at on arrival too: the result of a case and a paper scanned at the counter', async () => {
    const { id } = await applyLocally(citizen)
    await product.drain()
    const result = `/api/v1/desk/cases/${id}/result-files`
    const begun = await beginWith(clerk, { name: '罗淑芬', idNumber: '669999195810210240' })
    const paper = `/api/v1/desk/intakes/${begun.body.id}/files`
    for (const place of [result, paper]) {
      const before = await product.stores.db.query('select id from services_files order by id')
      expect(await uploadAtDesk(place, infectedPhoto())).toMatchObject({
        status: 422,
        body: { error: 'file_infected' }
      })
      expect(await product.stores.db.query('select id from services_files order by id')).toEqual(before)
      const kept = await uploadAtDesk(place, photo())
      expect(kept.status).toBe(200)
      const rows = await product.stores.db.query('select scan from services_files where id = $1', [kept.body.id])
      expect(rows).toEqual([{ scan: 'clean' }])
    }
    clamd.behave('hangs-up')
    expect((await uploadAtDesk(result, photo())).status).toBe(200)
  })
})
