import { deskCasesRoutes } from '@shared/contract/desk-cases'
import { servicesRoutes } from '@shared/contract/services'
import { person } from '../support/apply'
import { fillLocalDraft, localItem } from '../support/apply-local'
import { type Citizen, photo } from '../support/citizen'
import { type Clerk, makeClerk } from '../support/clerk'
import { startProduct, type TestProduct } from '../support/start-product'
import { EICAR, startStrictClamd } from '../support/strict-clamd'

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
})
