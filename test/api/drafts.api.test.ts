import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { servicesRoutes } from '@shared/contract/services'
import fc from 'fast-check'
import { apply, fillDraft, person, serviceId } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { startProduct, type TestProduct } from '../support/start-product'

const DAY_MS = 24 * 3_600_000
let product: TestProduct
let phone: Citizen
let tablet: Citizen
beforeAll(async () => {
  product = await startProduct()
  ;[phone, tablet] = [product.citizen(person.id), product.citizen(person.id)]
  await phone.signIn()
  await tablet.signIn()
})
afterAll(() => product.close())

const save = async (device: Citizen, edits: Record<string, string | string[]>) => {
  const saved = await device.call(servicesRoutes.openDraft, { params: { serviceId }, body: { edits } })
  if (saved.error) throw new Error(JSON.stringify(saved.error))
  return saved.body
}
const discard = (draftId: string) => phone.call(servicesRoutes.discardDraft, { params: { draftId } })
const submit = (draft: { id: string; formVersion: string; revision: number }) =>
  phone.call(servicesRoutes.submitDraft, {
    params: { draftId: draft.id },
    body: { formVersion: draft.formVersion, revision: draft.revision }
  })
const openDrafts = async () => (await phone.call(servicesRoutes.listDrafts, {})).body.items.map((item) => item.id)
const download = async (fileId: string) =>
  (await fetch(`${product.url}/api/v1/files/${fileId}`, { headers: { authorization: `Bearer ${phone.token()}` } }))
    .status
const bytesOnDisk = () => {
  const folder = path.join(product.folder, 'files')
  return readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, String(name)))
    .filter((file) => statSync(file).isFile())
    .map((file) => path.basename(file))
}

describe('edits of two devices', () => {
  const edit = fc.record({
    device: fc.constantFrom('phone', 'tablet'),
    field: fc.constantFrom('name', 'phone', 'household', 'startMonth'),
    value: fc.constantFrom('a', 'b', '张敏', '', '👩‍👧')
  })

  it('one after the other, in any mixture, leave the last word on each field', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 8 }), async (edits) => {
        const expected: Record<string, string> = {}
        for (const { device, field, value } of edits) {
          await save(device === 'phone' ? phone : tablet, { [field]: value })
          expected[field] = value
        }
        const draft = await save(phone, {})
        expect(draft.answers).toEqual(expected)
        await discard(draft.id)
      }),
      { numRuns: 10 }
    )
  })

  it('at the same moment leave every field that only one of them touched, and count every change', async () => {
    const fields = { phone: ['name', 'phone'], tablet: ['household', 'startMonth'] }
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('x', 'y', 'z'), { minLength: 2, maxLength: 5 }), async (values) => {
        const last = values.at(-1) ?? ''
        const run = async (device: Citizen, own: string[]) => {
          for (const value of values) await save(device, Object.fromEntries(own.map((field) => [field, value])))
        }
        await Promise.all([run(phone, fields.phone), run(tablet, fields.tablet)])
        const draft = await save(tablet, {})
        expect(draft.answers).toEqual({ name: last, phone: last, household: last, startMonth: last })
        const changes = values.filter((value, at) => value !== values[at - 1]).length
        expect(draft.revision).toBe(2 * changes)
        await discard(draft.id)
      }),
      { numRuns: 5 }
    )
  })

  it('ten first edits at once make one draft', async () => {
    const ids = await Promise.all(
      Array.from({ length: 10 }, (_, at) => save(at % 2 ? phone : tablet, { name: `${at}` }))
    )
    expect(new Set(ids.map((draft) => draft.id)).size).toBe(1)
    await discard(ids[0]?.id ?? '')
  })

  it('fields the form does not have are not kept', async () => {
    const draft = await save(phone, { name: '张敏', salary: '1' })
    expect(draft.answers).toEqual({ name: '张敏' })
    await discard(draft.id)
  })

  it('a save that comes in while the application is being handed in does not fail, and the case stays as it was', async () => {
    const draft = await fillDraft(phone)
    const { db } = product.stores
    let late: Promise<unknown> = Promise.resolve()
    const caseId = (await submit(draft)).body.id
    const second = await save(phone, { name: '甲' })
    await db.tx(async (tx) => {
      await tx.query('select 1 from services_drafts where id = $1 for update', [second.id])
      late = save(tablet, { phone: '1' })
      // on a server the save gets as far as the row that is held; on the embedded store it waits to begin
      const waits = async () => (await tx.query('select 1 from pg_locks where not granted')).length > 0
      while (db.kind === 'postgres' && !(await waits()));
      await tx.query('update services_drafts set case_id = $2 where id = $1', [second.id, caseId])
    })
    await expect(late).resolves.toMatchObject({ answers: { phone: '1' } })
    for (const id of await openDrafts()) await discard(id)
  })
})

describe('handing in', () => {
  it('is refused when the form was published anew meanwhile; the draft stays and shows the new form', async () => {
    const draft = await fillDraft(phone)
    const refused = await submit({ ...draft, formVersion: 'the-form-of-yesterday' })
    expect([refused.status, refused.error?.error]).toEqual([409, 'form_changed'])
    expect(await openDrafts()).toContain(draft.id)
    await product.stores.db.query("update services_drafts set form_version = 'old' where id = $1", [draft.id])
    const opened = await save(phone, {})
    expect(opened).toMatchObject({
      formVersion: draft.formVersion,
      answers: draft.answers,
      revision: draft.revision + 1
    })
    expect((await submit(opened)).status).toBe(200)
  })

  it('is refused when the other device has changed something the citizen has not seen', async () => {
    const draft = await fillDraft(phone)
    await save(tablet, { household: 'city' })
    expect((await submit(draft)).error?.error).toBe('conflict')
    expect((await submit(await save(phone, {}))).status).toBe(200)
  })

  it('with a file of another citizen is refused, in words for that field', async () => {
    const other = product.citizen('chen-guoqiang')
    await other.signIn()
    const { body: theirs } = await other.upload()
    const draft = await fillDraft(phone, { idBack: [theirs.id] })
    expect(draft.files).toHaveLength(1)
    const refused = await submit(draft)
    expect(refused.error?.fields).toEqual({ idBack: expect.stringContaining('重新上传') })
    await discard(draft.id)
  })

  it('leaves no answer behind in the draft', async () => {
    const draft = await fillDraft(phone)
    const { body } = await submit(draft)
    const [row] = await product.stores.db.query<{ case_id: string; bytes: number }>(
      'select case_id, length(answers_sealed) as bytes from services_drafts where id = $1',
      [draft.id]
    )
    expect(row?.case_id).toBe(body.id)
    expect(row?.bytes).toBeLessThan(120)
    expect(await openDrafts()).not.toContain(draft.id)
  })
})

describe('throwing a draft away', () => {
  it('removes it with its files, bytes included', async () => {
    const draft = await fillDraft(phone)
    const files = draft.files.map((file) => file.id)
    expect(bytesOnDisk()).toEqual(expect.arrayContaining(files))
    expect((await discard(draft.id)).status).toBe(200)
    expect(await openDrafts()).not.toContain(draft.id)
    expect(await Promise.all(files.map(download))).toEqual([404, 404])
    expect(bytesOnDisk().filter((name) => files.includes(name))).toEqual([])
    expect((await discard(draft.id)).status).toBe(404)
  })

  it('is refused once it has become a case, and names the case', async () => {
    const draft = await fillDraft(phone)
    const { body } = await submit(draft)
    const refused = await discard(draft.id)
    expect([refused.status, refused.error?.error, refused.error?.fields?.caseId]).toEqual([
      409,
      'draft_submitted',
      body.id
    ])
    expect(await download(draft.files[0]?.id ?? '')).toBe(200)
  })
})

describe('the clean-up of files', () => {
  const cleanUp = async () => {
    const job = product.product.jobs.find(({ name }) => name === 'services.loose-files')
    await job?.run()
  }

  it('removes after two days what no draft and no case names, and nothing else', async () => {
    const handedIn = await apply(phone)
    const inCase = handedIn.files.map((file) => file.id)
    // uploaded, shown in a draft, and then replaced before handing in
    const other = await fillDraft(phone)
    const replaced = other.files.map((file) => file.id)
    const { body: better } = await phone.upload()
    const secondCase = await submit(await save(phone, { idBack: [better.id] }))
    const kept = secondCase.body.files.map((file) => file.id)
    const draft = await fillDraft(phone)
    const inDraft = draft.files.map((file) => file.id)
    const { body: loose } = await phone.upload()

    await cleanUp()
    expect(await download(loose.id)).toBe(200)
    product.clock.moveBy(2 * DAY_MS + 60_000)
    const { body: fresh } = await phone.upload()
    await cleanUp()

    const gone = [loose.id, ...replaced.filter((id) => !kept.includes(id))]
    const there = [...inCase, ...kept, ...inDraft, fresh.id]
    expect(gone).toHaveLength(2)
    expect(await Promise.all(gone.map(download))).toEqual(gone.map(() => 404))
    expect(await Promise.all(there.map(download))).toEqual(there.map(() => 200))
    expect(bytesOnDisk().filter((name) => gone.includes(name))).toEqual([])
    await discard(draft.id)
  })
})
