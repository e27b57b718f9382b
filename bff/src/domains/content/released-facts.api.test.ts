import { contentRoutes } from '@shared/contract/content'
import { factsRoutes } from '@shared/contract/facts'
import { serviceCheckRoutes } from '@shared/contract/service-check'
import { servicesRoutes } from '@shared/contract/services'
import { person } from '../../../../test/support/apply'
import type { Citizen } from '../../../../test/support/citizen'
import { type Clerk, makeClerk } from '../../../../test/support/clerk'
import { startProduct, type TestProduct } from '../../../../test/support/start-product'
import { openTestDb, root } from '../../../../test/support/test-stores'
import { movableClock } from '../../platform/clock/clock'
import { silentLog } from '../../platform/log/log'
import { readContentFolder } from './content-files'
import { openReleases, publishIn } from './releases'

const seed = readContentFolder(`${root}/bff/content`)
const original = seed.get('facts.yaml') ?? ''
const place = { kind: 'fact', id: 'facts' }
const renamed = original.replace('name: 低保家庭', 'name: 低保户')
const asked = (question: string) => original.replace('ask: 现在住在渝中区吗？', `ask: ${question}`)

describe('Facts as a release', () => {
  let product: TestProduct
  let editor: Clerk
  let publisher: Clerk
  const params = { kind: place.kind, contentId: place.id }
  beforeAll(async () => {
    product = await startProduct()
    editor = await makeClerk(product, 'facts-editor', ['editor'], 'government-services')
    publisher = await makeClerk(product, 'facts-publisher', ['publisher'], 'government-services')
  })
  afterAll(() => product.close())
  const propose = (body: string) =>
    editor.call(contentRoutes.propose, { params, body: { body, reason: '问题问得不清楚' } })
  const publish = async (body: string) => {
    const proposalId = (await propose(body)).body.id
    const { proposal, checked } = (await publisher.call(contentRoutes.showProposal, { params: { proposalId } })).body
    await publisher.check()
    const seen = { revision: proposal.revision, inForce: checked.inForce }
    const published = await publisher.call(contentRoutes.publishProposal, { params: { proposalId }, body: seen })
    expect(published.error).toBeNull()
  }
  const somebody = () => product.citizen(person.id)
  const factNamed = async (citizen: Citizen, name: string) =>
    (await citizen.call(factsRoutes.listFacts, {})).body.items.find((one) => one.name === name)

  it('a question put in other words reaches everybody without a restart', async () => {
    expect((await factNamed(somebody(), '居住在本区'))?.ask).toBe('现在住在渝中区吗？')
    await publish(asked('您现在住在渝中区吗？'))
    expect((await factNamed(somebody(), '居住在本区'))?.ask).toBe('您现在住在渝中区吗？')
  })

  it('facts that a published rule or example cannot stand on are refused, and the editor reads which', async () => {
    const gone = await propose(renamed)
    expect(gone.error).toBe('form_invalid')
    expect(gone.fields?.body).toContain('没有名为“低保家庭”的可询问信息')
    expect(gone.fields?.body).toContain('services/legal-aid')
    const check = await editor.call(contentRoutes.checkContent, {
      params,
      body: { body: original.replace('options: [大型, 中型, 小型, 微型]', 'options: [大型, 中型, 小微]') }
    })
    expect(check.body.problems).toContainEqual({
      line: null,
      place: 'services/water-connection',
      text: expect.stringContaining('“小型”不是“企业规模”可以有的值')
    })
    for (const { text } of check.body.problems) expect(text).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/)
    expect(await factNamed(somebody(), '低保家庭')).toBeDefined()
  })

  it('a draft begun in a 情形 by the facts of then opens and is still in it after a release that keeps its rules', async () => {
    const citizen = somebody()
    await citizen.signIn()
    const facts = { 水表口径: { value: 25, unit: 'mm' }, 涉及行政审批: false, 企业规模: '微型' }
    const to = { params: { serviceId: 'water-connection' } }
    const begun = await citizen.call(servicesRoutes.openDraft, { ...to, body: { edits: {}, situation: { facts } } })
    await publish(
      asked('现在是不是住在渝中区？').replace(
        'options: [大型, 中型, 小型, 微型]',
        'options: [大型, 中型, 小型, 微型, 个体]'
      )
    )
    const again = await citizen.call(servicesRoutes.openDraft, { ...to, body: { edits: {} } })
    expect(again.body).toMatchObject({ id: begun.body.id, situation: { title: begun.body.situation?.title } })
    expect(begun.body.situation).not.toBeNull()
    const judged = await citizen.call(serviceCheckRoutes.checkService, {
      ...to,
      body: { facts: { ...facts, 企业规模: '个体' } }
    })
    expect(judged.error).toBeNull()
  })
})

describe('Facts and versions of the program', () => {
  it('a build whose rules ask for a fact that the district’s list does not have starts with its own list, and says so', async () => {
    const db = await openTestDb()
    const clock = movableClock()
    const open = (files = seed) => openReleases({ db, clock, log: silentLog(), seed: files })
    await open()
    await db.tx((tx) =>
      publishIn(
        tx,
        { clock, seed },
        { ...place, body: asked('您住在渝中区吗？'), origin: 'desk', author: '李娜', reviewer: '周伟' }
      )
    )
    const fresh = '  - { name: 养狗, subject: 个人, type: boolean, ask: 家里养狗吗？, department: null, freshDays: 30 }'
    const aid = seed.get('services/legal-aid') ?? ''
    const next = new Map(seed)
      .set('facts.yaml', `${original.trimEnd()}\n${fresh}\n`)
      .set('services/legal-aid', aid.replaceAll('fact: 低保家庭', 'fact: 养狗').replaceAll('低保家庭:', '养狗:'))
    const { content } = await open(next)
    expect(content.facts.has('养狗')).toBe(true)
    // the build before has no rule that needs it: it serves the district's words
    expect((await open()).content.facts.get('居住在本区')?.ask).toBe('您住在渝中区吗？')
    await db.close()
  })
})
