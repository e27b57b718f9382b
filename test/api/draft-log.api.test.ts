import type { Answers } from '@shared/contract/form'
import { servicesRoutes } from '@shared/contract/services'
import fc from 'fast-check'
import { fillDraft, person, serviceId } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { startProduct, type TestProduct } from '../support/start-product'

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

let visits = 0
/** One opening of the form: numbers its edits and remembers what it saw, as the phone does. */
function openForm(device: Citizen) {
  visits += 1
  const visit = `visit-${String(visits).padStart(6, '0')}`
  let order = 0
  let seen: { draftId: string; revision: number } | null = null
  const send = async (edits: Answers, orders: Record<string, number>, saw = seen) => {
    const { body, error } = await device.call(servicesRoutes.openDraft, {
      params: { serviceId },
      body: { edits, from: { visit, seen: saw, orders } }
    })
    if (error) throw new Error(JSON.stringify(error))
    seen = { draftId: body.id, revision: body.revision }
    return body
  }
  const numbered = (edits: Answers) =>
    Object.fromEntries(
      Object.keys(edits).map((field) => {
        order += 1
        return [field, order]
      })
    )
  return {
    read: () => send({}, {}),
    type: (edits: Answers) => send(edits, numbered(edits)),
    /** A save as a bad network delivers it: `first` comes in after `second`, which was typed later. */
    overtaken: async (first: Answers, second: Answers) => {
      const [early, saw] = [numbered(first), seen]
      await send(second, numbered(second))
      return send(first, early, saw)
    },
    twice: async (edits: Answers) => {
      const [orders, saw] = [numbered(edits), seen]
      await send(edits, orders)
      return send(edits, orders, saw)
    }
  }
}
const discard = (draftId: string) => phone.call(servicesRoutes.discardDraft, { params: { draftId } })
const logged = (draftId: string) =>
  product.stores.db.query<{ fields: string[]; acted_by: string; edits_sealed: string }>(
    'select fields, acted_by, edits_sealed from services_draft_edits where draft_id = $1 order by revision',
    [draftId]
  )

it('a field that another device has filled in meanwhile is not overwritten; the answer names what stands there', async () => {
  const [here, there] = [openForm(phone), openForm(tablet)]
  await here.read()
  await there.type({ name: '张伍', household: 'city' })
  const held = await here.type({ name: '张五', phone: '19900000001' })
  expect(held.conflicts).toEqual([{ field: 'name', answer: '张伍' }])
  expect(held.answers).toEqual({ name: '张伍', household: 'city', phone: '19900000001' })
  const chosen = await here.type({ name: '张五' })
  expect(chosen.conflicts).toBeUndefined()
  expect(chosen.answers.name).toBe('张五')
  await discard(chosen.id)
})

it('a save whose answer was lost is repeated, and what was held back the first time is named again', async () => {
  const [here, there] = [openForm(phone), openForm(tablet)]
  await here.read()
  await there.type({ name: '张伍' })
  const again = await here.twice({ name: '张五', phone: '1' })
  expect(again.conflicts).toEqual([{ field: 'name', answer: '张伍' }])
  expect(again.answers).toEqual({ name: '张伍', phone: '1' })
  await discard(again.id)
})

it('both devices typing the same is no conflict', async () => {
  const [here, there] = [openForm(phone), openForm(tablet)]
  await here.read()
  await there.type({ name: '张敏' })
  const same = await here.type({ name: '张敏' })
  expect(same.conflicts).toBeUndefined()
  await discard(same.id)
})

it('an edit that comes late or twice never undoes a later one of the same device', async () => {
  const here = openForm(phone)
  await here.read()
  const late = await here.overtaken({ name: '张' }, { name: '张敏' })
  expect(late.answers).toEqual({ name: '张敏' })
  const again = await here.twice({ phone: '1' })
  expect(again).toMatchObject({ answers: { name: '张敏', phone: '1' }, revision: late.revision + 1 })
  await discard(again.id)
})

it('two devices in any order: what an answer replaced is what its device had last read', async () => {
  const move = fc.record({ who: fc.constantFrom('here', 'there'), value: fc.constantFrom('a', 'b', 'c', '') })
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 2, maxLength: 10 }), async (moves) => {
      const devices = { here: openForm(phone), there: openForm(tablet) }
      const draft = await devices.here.read()
      const read: Record<string, unknown> = { here: undefined, there: undefined }
      await devices.there.read()
      let stands: unknown
      for (const { who, value } of moves) {
        const after = (await devices[who === 'here' ? 'here' : 'there'].type({ name: value })).answers.name
        if (after !== stands) expect(read[who]).toEqual(stands)
        stands = after
        read[who] = after
      }
      await discard(draft.id)
    }),
    { numRuns: 10 }
  )
})

it('the log keeps who edited which fields, sealed, and ends with the draft', async () => {
  const here = openForm(phone)
  await here.type({ name: '张敏' })
  const draft = await here.type({ name: '张敏敏', phone: '1' })
  const rows = await logged(draft.id)
  expect(rows.map(({ fields }) => fields)).toEqual([['name'], ['name', 'phone']])
  expect(JSON.stringify(rows)).not.toContain('张敏')
  await discard(draft.id)
  expect(await logged(draft.id)).toEqual([])

  const full = await fillDraft(phone)
  expect((await logged(full.id)).length).toBeGreaterThan(0)
  const handedIn = await phone.call(servicesRoutes.submitDraft, {
    params: { draftId: full.id },
    body: { formVersion: full.formVersion, revision: full.revision }
  })
  expect(handedIn.status).toBe(200)
  expect(await logged(full.id)).toEqual([])
})

describe('a form that was published anew', () => {
  /** As if the draft had been begun on a form that asked for a 曾用名 and offered other places of 户籍. */
  const backdate = async (draftId: string) => {
    const { db } = product.stores
    await db.query(
      `insert into services_forms (service_id, version, form, first_used_at)
       select service_id, 'the-form-before', jsonb_set(
         replace(form::text, '"value": "district"', '"value": "old-town"')::jsonb || '{"version": "the-form-before"}',
         '{steps,0,fields,0,label}', '"曾用的姓名"'), first_used_at - interval '1 day'
       from services_forms where service_id = $1 order by first_used_at desc limit 1 on conflict do nothing`,
      [serviceId]
    )
    await db.query("update services_drafts set form_version = 'the-form-before' where id = $1", [draftId])
  }

  it('keeps what still fits and tells the rest, in words, until the person has read it', async () => {
    const here = openForm(phone)
    const begun = await here.type({ name: '张敏', household: 'old-town' })
    await backdate(begun.id)
    const opened = await here.read()
    expect(opened.answers).toEqual({ name: '张敏' })
    expect(opened.dropped).toEqual([{ label: expect.stringContaining('户籍'), value: expect.any(String) }])
    expect((await here.read()).dropped).toEqual(opened.dropped)
    const read = await phone.call(servicesRoutes.openDraft, {
      params: { serviceId },
      body: { edits: {}, droppedRead: true }
    })
    expect(read.body).toMatchObject({ answers: { name: '张敏' }, revision: opened.revision })
    expect(read.body.dropped).toBeUndefined()
    expect((await here.read()).dropped).toBeUndefined()
    await discard(begun.id)
  })
})
