import { randomBytes } from 'node:crypto'
import { servicesRoutes } from '@shared/contract/services'
import { makeCitizenSeals } from '../../bff/src/domains/identity/seals'
import { makeSealer } from '../../bff/src/platform/seal/sealer'
import { serviceId } from '../support/apply'
import { capturedLog } from '../support/captured-log'
import type { Citizen } from '../support/citizen'
import { startProduct, type TestProduct } from '../support/start-product'

const log = capturedLog()
let product: TestProduct
let citizen: Citizen
let other: Citizen
beforeAll(async () => {
  product = await startProduct({ log: log.log })
  citizen = product.citizen('zhang-min')
  other = product.citizen('liu-yang')
})
afterAll(() => product.close())

const draft = (who: Citizen, edits: Record<string, string> = {}) =>
  who.call(servicesRoutes.openDraft, { params: { serviceId }, body: { edits } })
const ownerOf = async (who: Citizen) => (await who.signIn()).me.citizenId
const sealedOf = async (owner: string) =>
  (
    await product.stores.db.query<{ answers_sealed: string }>(
      'select answers_sealed from services_drafts where citizen_id = $1',
      [owner]
    )
  )[0]?.answers_sealed ?? ''
const put = (owner: string, sealed: string) =>
  product.stores.db.query('update services_drafts set answers_sealed = $2 where citizen_id = $1', [owner, sealed])

/** Reading is refused as a defect of ours; the log says why and shows nothing of what was sealed. */
async function expectNoticed(who: Citizen): Promise<void> {
  log.clear()
  const read = await draft(who)
  expect([read.status, read.error?.error]).toEqual([500, 'internal'])
  expect(JSON.stringify(read.body)).not.toMatch(/SealBroken|鑫龘焱|v1\./)
  expect(log.lines().map(({ err }) => Object(err).name)).toContain('SealBroken')
  expect(log.text()).not.toMatch(/鑫龘焱|毳淼矗|v1\.(aes|sm4)/)
}

it('a sealed value that was altered, or put into the row of somebody else, is noticed and never shown', async () => {
  const [own, foreign] = [await ownerOf(citizen), await ownerOf(other)]
  await draft(citizen, { name: '鑫龘焱' })
  await draft(other, { name: '毳淼矗' })
  const sealed = await sealedOf(own)
  await put(own, `${sealed.slice(0, -6)}${sealed.endsWith('AAAAAA') ? 'BBBBBB' : 'AAAAAA'}`)
  await expectNoticed(citizen)
  await put(own, await sealedOf(foreign))
  await expectNoticed(citizen)
  // the other citizen is not concerned, and the right value opens again
  expect((await draft(other)).body.answers.name).toBe('毳淼矗')
  await put(own, sealed)
  expect((await draft(citizen)).body.answers.name).toBe('鑫龘焱')
})

it('a data key wrapped by a master key that is not ours, and the key of somebody else, open nothing', async () => {
  const [own, foreign] = [await ownerOf(citizen), await ownerOf(other)]
  const { db } = product.stores
  const given = { masterKeys: [{ id: 'k1', key: randomBytes(32) }], indexKey: randomBytes(32) }
  const forged = makeSealer({ ...given, algorithm: 'sm4' }).newWrappedKey()
  const key = async (wrapped: string) =>
    db.query('update identity_citizens set wrapped_key = $2 where id = $1', [own, wrapped])
  const wrappedOf = async (id: string) =>
    (await db.query<{ wrapped_key: string }>('select wrapped_key from identity_citizens where id = $1', [id]))[0]
      ?.wrapped_key ?? ''
  // as a process that has just started: no key in memory
  const seal = () => makeCitizenSeals(product.product.sealer).of(db, own)
  const right = await wrappedOf(own)
  await key(forged)
  await expect(seal()).rejects.toMatchObject({ name: 'SealBroken', why: 'tampered' })

  const [row] = await db.query<{ id: string }>('select id from services_drafts where citizen_id = $1', [own])
  const sealed = await sealedOf(own)
  const open = async () => (await seal()).open(sealed, `services_drafts.answers:${row?.id}`)
  await key(await wrappedOf(foreign))
  await expect(open()).rejects.toMatchObject({ name: 'SealBroken', why: 'tampered' })
  await key(right)
  expect(await open()).toContain('鑫龘焱')
})
