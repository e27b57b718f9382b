import type { Answers } from '@shared/contract/form'
import { materialsRoutes } from '@shared/contract/materials'
import { servicesRoutes } from '@shared/contract/services'
import { addDays, civilDateAt } from '@shared/values/civil-date'
import { fillDraft, person, serviceId } from '../support/apply'
import { applyLocally, fillLocalDraft, localItem } from '../support/apply-local'
import type { Citizen } from '../support/citizen'
import { startProduct, type TestProduct } from '../support/start-product'

let product: TestProduct
let citizen: Citizen
beforeAll(async () => {
  product = await startProduct()
  citizen = product.citizen(person.id)
  await citizen.signIn()
})
afterAll(() => product.close())

const mine = async (document?: string) => {
  const { body, error } = await citizen.call(materialsRoutes.listMaterials, { query: document ? { document } : {} })
  if (error) throw new Error(JSON.stringify(error))
  return body.items
}
const use = (materialId: string, field: string) =>
  citizen.call(materialsRoutes.useMaterial, { params: { materialId }, body: { serviceId, field } })
const save = async (edits: Answers) => {
  const saved = await citizen.call(servicesRoutes.openDraft, { params: { serviceId }, body: { edits } })
  if (saved.error) throw new Error(JSON.stringify(saved.error))
  return saved.body
}
const submit = (draft: { id: string; formVersion: string; revision: number }) =>
  citizen.call(servicesRoutes.submitDraft, {
    params: { draftId: draft.id },
    body: { formVersion: draft.formVersion, revision: draft.revision }
  })
const bytesOf = async (fileId: string) => {
  const reply = await fetch(`${product.url}/api/v1/files/${fileId}`, {
    headers: { authorization: `Bearer ${citizen.token()}` }
  })
  return Buffer.from(await reply.arrayBuffer())
}
const today = () => civilDateAt(product.clock.now())

describe('a paper handed in once', () => {
  beforeAll(async () => {
    await applyLocally(citizen)
  })

  it('stands in 我的材料 with its kind, whose it is and what for; a draft alone leaves nothing there', async () => {
    await fillDraft(citizen)
    const items = await mine()
    expect(items.map(({ name, holder, from }) => [name, holder, from.serviceName]).sort()).toEqual([
      ['居民身份证人像面', '张*', '高龄津贴申领'],
      ['户口簿', null, '高龄津贴申领'],
      ['银行卡', '张*', '高龄津贴申领']
    ])
  })

  it('is used again in another application as a copy of its own, and says where', async () => {
    const [card] = await mine('id-card-front')
    if (!card) throw new Error('no card')
    const used = await use(card.id, 'idFront')
    expect(used.error).toBeNull()
    expect(used.body.id).not.toBe(card.fileId)
    expect(await bytesOf(used.body.id)).toEqual(await bytesOf(card.fileId))

    const handedIn = await submit(await save({ idFront: [used.body.id] }))
    expect(handedIn.error).toBeNull()
    const [again, ...others] = await mine('id-card-front')
    expect(others).toEqual([])
    expect(again?.uses.map(({ serviceName }) => serviceName)).toEqual(['灵活就业人员社会保险参保登记'])
  })

  it('does not fit where another kind of paper is asked for, and the reason says so', async () => {
    const [card] = await mine('bank-card')
    const refused = await use(card?.id ?? '', 'idFront')
    expect(refused.error?.error).toBe('form_invalid')
    expect(refused.error?.fields).toEqual({ idFront: '这里要的是“身份证人像面”，这份是“银行卡”。' })
  })

  it('does not fit an application about somebody else', async () => {
    const [card] = await mine('id-card-front')
    await save({ citizenId: '669999195810210240' })
    const refused = await use(card?.id ?? '', 'idFront')
    await save({ citizenId: person.citizenId })
    expect(refused.error?.fields?.idFront).toContain('“张*”的，和申请表上填的不是同一个人')
  })

  it('is not taken when the name in the form is changed after it was chosen', async () => {
    const [card] = await mine('id-card-front')
    const used = await use(card?.id ?? '', 'idFront')
    const filled = await fillDraft(citizen)
    const draft = await save({ idFront: [used.body.id], citizenId: '669999195810210240', name: '罗淑芬' })
    expect(draft.id).toBe(filled.id)
    const refused = await submit(draft)
    expect(refused.error?.error).toBe('form_invalid')
    expect(refused.error?.fields?.idFront).toContain('不是同一个人')
    await save({ citizenId: person.citizenId, name: person.name })
  })

  it('is no use after its last day, which still counts itself', async () => {
    const [card] = await mine('id-card-front')
    const params = { materialId: card?.id ?? '' }
    const dated = await citizen.call(materialsRoutes.dateMaterial, { params, body: { validUntil: today() } })
    expect(dated.body.expired).toBe(false)
    expect((await use(params.materialId, 'idFront')).error).toBeNull()
    await citizen.call(materialsRoutes.dateMaterial, { params, body: { validUntil: addDays(today(), -1) } })
    expect((await use(params.materialId, 'idFront')).error?.fields?.idFront).toContain('已经过期')
    const wrong = await citizen.call(materialsRoutes.dateMaterial, { params, body: { validUntil: '2026-02-30' } })
    expect(wrong.error?.error).toBe('form_invalid')
    await citizen.call(materialsRoutes.dateMaterial, { params, body: { validUntil: null } })
  })

  it('goes from 我的材料 when its owner wants, and stays with the case it was handed in with', async () => {
    const [book] = await mine('household-register')
    const params = { materialId: book?.id ?? '' }
    expect((await citizen.call(materialsRoutes.forgetMaterial, { params })).error).toBeNull()
    expect(await mine('household-register')).toEqual([])
    expect((await use(params.materialId, 'idFront')).error?.error).toBe('not_found')
    expect((await bytesOf(book?.fileId ?? '')).length).toBeGreaterThan(0)
  })
})

describe('a photo of a paper with its last day typed', () => {
  it('is not handed in once that day is over, and the field says why', async () => {
    const draft = await fillLocalDraft(citizen)
    const [fileId = ''] = Array.isArray(draft.answers.cardPhoto) ? draft.answers.cardPhoto.map(String) : []
    const set = (validUntil: string | null) =>
      citizen.call(materialsRoutes.dateFile, { params: { fileId }, body: { validUntil } })
    expect((await set(addDays(today(), -1))).body.validUntil).toBe(addDays(today(), -1))
    const refused = await submit(draft)
    expect(refused.error?.fields).toEqual({ cardPhoto: expect.stringContaining('已经过期') })

    const opened = await citizen.call(servicesRoutes.openDraft, {
      params: { serviceId: localItem.id },
      body: { edits: {} }
    })
    expect(opened.body.files.find(({ id }) => id === fileId)?.validUntil).toBe(addDays(today(), -1))
    await set(addDays(today(), 400))
    const handedIn = await submit(draft)
    expect(handedIn.error).toBeNull()
    expect(handedIn.body.files.find(({ id }) => id === fileId)?.validUntil).toBe(addDays(today(), 400))
    expect((await set(null)).error?.error).toBe('conflict')
    const cards = await mine('bank-card')
    expect(cards[0]?.validUntil).toBe(addDays(today(), 400))
  })
})
