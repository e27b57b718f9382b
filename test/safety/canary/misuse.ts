import { mandatesRoutes } from '@shared/contract/mandates'
import type { Route } from '@shared/contract/route'
import { servicesRoutes } from '@shared/contract/services'
import { verificationRoutes } from '@shared/contract/verification'
import { runTickers } from '../../../bff/src/platform/jobs/ticker'
import type { Log } from '../../../bff/src/platform/log/log'
import type { System } from '../../sandbox/faults'
import { serviceId } from '../../support/apply'
import type { Citizen } from '../../support/citizen'
import type { TestProduct } from '../../support/start-product'
import { EVERY_ROUTE } from '../id-rules'
import { handIn, saveDraft } from './act'
import { CITIZENS, ENTERPRISE, TEXTS } from './canaries'
import type { Cast } from './cast'

/** Everything that was in an address because this file put it there on purpose. */
export const ON_PURPOSE = 'misuse='

const { name, idNumber, mobile } = CITIZENS.applicant
const spill = [name, idNumber, mobile, TEXTS.plate, TEXTS.bankCard, TEXTS.story]
const asKeys = Object.fromEntries(spill.map((value) => [value, value]))

/** Bodies a broken or hostile program sends: torn JSON, values as keys, wrong types, another content type. */
const BODIES: [type: string, body: string][] = [
  ['application/json', `{"name":"${name}","idNumber":"${idNumber}","phone":${mobile},"text":"${TEXTS.story}`],
  ['application/json', JSON.stringify({ ...asKeys, edits: asKeys, answers: asKeys, body: asKeys })],
  [
    'application/json',
    JSON.stringify({ edits: { [name]: { [idNumber]: mobile } }, phone: { [mobile]: name }, name: 7 })
  ],
  ['application/json', JSON.stringify({ phone: `${mobile}x`, code: name, number: idNumber, name: spill, text: spill })],
  ['application/json', JSON.stringify(spill)],
  ['text/plain', spill.join('\n')],
  [
    'multipart/form-data; boundary=x',
    `--x\r\ncontent-disposition: form-data; name="${name}"; filename="${TEXTS.fileName}`
  ]
]

async function spoil(product: TestProduct, route: Route, headers: Record<string, string>): Promise<void> {
  const address = route.path.replace(/:[A-Za-z]+/g, encodeURIComponent(`${name}${idNumber}`))
  const query = new URLSearchParams({
    misuse: '1',
    q: name,
    before: idNumber,
    limit: mobile,
    route: idNumber,
    from: name
  })
  const bodies: [string, string | undefined][] = route.method === 'GET' ? [['', undefined]] : BODIES
  for (const [type, body] of bodies) {
    const reply = await fetch(`${product.url}${address}?${query}`, {
      method: route.method,
      headers: {
        ...headers,
        ...(type ? { 'content-type': type } : {}),
        'user-agent': encodeURIComponent(name) + mobile,
        'idempotency-key': `key-${idNumber}`,
        referer: `${product.url}/?${query}`
      },
      ...(body === undefined ? {} : { body })
    })
    await reply.arrayBuffer()
  }
}

/** Every route, by nobody and by a citizen who is signed in, with values where none belong. */
export async function spoilEverything(product: TestProduct, { traveller }: Cast): Promise<void> {
  for (const [, route] of EVERY_ROUTE) {
    await spoil(product, route, {})
    // without a body to refuse, these would do what they say
    const acts = route.method !== 'GET' && !route.body && !route.upload
    if (!acts) await spoil(product, route, { authorization: `Bearer ${traveller.token()}` })
  }
}

/** Every department away, broken and busy while somebody needs it. */
export async function troubledDepartments(product: TestProduct, { owner, traveller }: Cast): Promise<void> {
  const asks: [System, () => Promise<unknown>][] = [
    ['sms', () => traveller.call(verificationRoutes.sendPhoneCode, { body: { phone: TEXTS.otherPhone } })],
    ['gaj', () => traveller.call(verificationRoutes.verifyRealName, { body: { name, idNumber } })],
    ['scjg', () => owner.call(mandatesRoutes.bindEnterprise, { body: { creditCode: ENTERPRISE } })],
    ['wechat', () => owner.call(verificationRoutes.startFaceCheck, {})]
  ]
  for (const fault of ['down', 'error500', 'garbage', 'busy']) {
    for (const [system, ask] of asks) {
      await product.fault(system, fault)
      await ask()
      await product.fault(system, 'none')
    }
  }
  for (const fault of ['garbage', 'down']) {
    await product.fault('ykb', fault)
    await product.fault('rsj', fault)
    await handIn(owner, CITIZENS.owner)
    await product.drain()
  }
  // given up: the parked work is what the desk and `npm run system -- parked` show
  for (let days = 0; days < 4; days++) await product.drainLater(24 * 3_600_000)
  for (const system of ['ykb', 'rsj'] as const) await product.fault(system, 'none')
  await owner.signIn()
  await traveller.signIn()
}

/** A refused form, a wrong name, a stranger's number: what people mistype. */
export async function mistype(product: TestProduct, citizen: Citizen): Promise<void> {
  await citizen.call(verificationRoutes.verifyRealName, { body: { name: CITIZENS.agent.name, idNumber } })
  await citizen.call(verificationRoutes.verifyRealName, { body: { name, idNumber: idNumber.slice(0, 17) } })
  await citizen.call(verificationRoutes.bindPhone, { body: { phone: mobile, code: '000000' } })
  await citizen.call(verificationRoutes.sendPhoneCode, { body: { phone: `${mobile}9` } })
  await citizen.call(verificationRoutes.startMerge, { body: { name, idNumber: CITIZENS.agent.idNumber } })
  const edits = { name: `${name} ${mobile}`, citizenId: idNumber.replace(/.$/, '?'), phone: TEXTS.bankCard }
  const draft = await saveDraft(citizen, {
    ...edits,
    insurances: [name],
    idFront: [TEXTS.plate],
    street: TEXTS.address
  })
  await citizen.call(servicesRoutes.submitDraft, {
    params: { draftId: draft.body.id },
    body: { formVersion: draft.body.formVersion, revision: draft.body.revision }
  })
  await fetch(`${product.url}/api/v1/consents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${citizen.token()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ text: spill.join(' ').repeat(10_000) })
  })
  await citizen.call(servicesRoutes.openDraft, { params: { serviceId }, body: { edits: { address: `${name}\u0000` } } })
}

const quote = `duplicate key: Key (name, id)=(${spill.join(', ')}) already exists.\n    at ${spill.join(' ')}`
const quoting = async () => {
  throw Object.assign(new Error(quote), { code: '23505', detail: quote, query: quote })
}

/** The store fails with the words of a database that quotes what it was given. */
export async function brokenStore(product: TestProduct, citizen: Citizen, log: Log): Promise<void> {
  const { db, files } = product.stores
  const fail = quoting
  const tx = jest.spyOn(db, 'tx').mockImplementationOnce(fail)
  await saveDraft(citizen, { story: TEXTS.draftStory })
  const query = jest.spyOn(db, 'query').mockImplementation(fail)
  await citizen.call(servicesRoutes.listDrafts, {})
  query.mockRestore()
  tx.mockRestore()
  const get = jest.spyOn(files, 'get').mockImplementation(fail)
  await product.drain()
  get.mockRestore()
  await runTickers(log, [{ name: 'canary', everyMs: 60_000, run: fail }]).stop()
}

/** The closing of an account fails the first time. */
export async function brokenClosing({ stores, product }: TestProduct): Promise<void> {
  const tx = jest.spyOn(stores.db, 'tx').mockImplementationOnce(quoting)
  await product.jobs.find(({ name: job }) => job === 'rights.close-due')?.run()
  tx.mockRestore()
}
