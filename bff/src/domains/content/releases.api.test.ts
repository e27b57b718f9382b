import { contentRoutes } from '@shared/contract/content'
import { noticesRoutes } from '@shared/contract/notices'
import { servicesRoutes } from '@shared/contract/services'
import { apply, person, serviceId } from '../../../../test/support/apply'
import { type Clerk, makeClerk } from '../../../../test/support/clerk'
import { startProduct, type TestProduct } from '../../../../test/support/start-product'
import { openTestDb, root } from '../../../../test/support/test-stores'
import { movableClock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import { silentLog } from '../../platform/log/log'
import { contentCommand } from './content-command'
import { type ContentFiles, readContentFolder } from './content-files'
import { releaseOf, versionsOf } from './release-store'
import { openReleases, publishIn } from './releases'
import { filesOf } from './service-folder'

const seed = readContentFolder(`${root}/bff/content`)
const PATH = 'services/social-card'
const place = { kind: 'service', id: 'social-card' }
const original = seed.get(PATH) ?? ''
const worded = (summary: string) => original.replace(/^summary: .*$/m, `summary: ${summary}`)
const withFile = (path: string, body: string): ContentFiles => new Map(seed).set(path, body)

describe('Content releases', () => {
  const clock = movableClock()
  let db: Db
  beforeEach(async () => {
    db = await openTestDb()
  })
  afterEach(() => db.close())
  const open = (files: ContentFiles = seed) => openReleases({ db, clock, log: silentLog(), seed: files })
  const publish = (body: string, author = '李娜', to = place) =>
    db.tx((tx) => publishIn(tx, { clock, seed }, { ...to, body, origin: 'command', author, reviewer: '周伟' }))
  const versions = async () => (await versionsOf(db, place)).map(({ version }) => version)
  const summaryIn = (releases: Awaited<ReturnType<typeof open>>) =>
    releases.content.services.get('social-card')?.guide.summary

  it('a start publishes what the build brings, once, byte for byte', async () => {
    await open()
    expect(await releaseOf(db, place)).toMatchObject({ version: 1, origin: 'seed', body: original })
    await open()
    expect(await versions()).toEqual([1])
  })

  it('a new build publishes its new text; where the district has edited since, the district’s stays', async () => {
    await open()
    const second = await open(withFile(PATH, worded('新版说明一')))
    expect(summaryIn(second)).toBe('新版说明一')
    await publish(worded('区里改过的说明'))
    const third = await open(withFile(PATH, worded('新版说明二')))
    expect(summaryIn(third)).toBe('区里改过的说明')
    // the build before is started once more: it has nothing new to say
    expect(summaryIn(await open())).toBe('区里改过的说明')
    expect(await versions()).toEqual([3, 2, 1])
  })

  it('another process serves what was published here after its next look, and what was made of the content with it', async () => {
    const here = await open()
    const there = await open()
    const names = there.view(({ services }) => ({ count: services.size }))
    const before = names.count
    await publish(worded('两个进程都要看到'))
    await publish(
      original
        .replace('id: social-card', 'id: second-card')
        .replace(/^aliases: .*$/m, 'aliases: []')
        .replace(/^name: .*$/m, 'name: 第二张卡'),
      '李娜',
      {
        kind: 'service',
        id: 'second-card'
      }
    )
    expect(summaryIn(there)).not.toBe('两个进程都要看到')
    await there.follow.run()
    expect(summaryIn(there)).toBe('两个进程都要看到')
    expect(names.count).toBe(before + 1)
    expect(there.follow.everyMs).toBeLessThanOrEqual(60_000)
    await here.refresh()
    expect(summaryIn(here)).toBe('两个进程都要看到')
  })

  it('two who publish at once make two versions that follow each other, and none is lost', async () => {
    await open()
    const bodies = Array.from({ length: 6 }, (_, nth) => worded(`同时发布的第 ${nth} 版`))
    const made = await Promise.all(bodies.map((body) => publish(body)))
    const found = made.map((row) => ('version' in row ? row.version : 0))
    expect([...found].sort()).toEqual([2, 3, 4, 5, 6, 7])
    for (const [nth, version] of found.entries()) expect((await releaseOf(db, place, version))?.body).toBe(bodies[nth])
    const rows = await db.query<{ seq: number }>('select seq from content_releases order by seq')
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, nth) => nth + 1))
  })

  it('a published version cannot be changed or removed, not even in the database', async () => {
    await open()
    await expect(db.query("update content_releases set body = ''")).rejects.toThrow('never changed')
    await expect(db.query('delete from content_releases')).rejects.toThrow('never changed')
  })

  it('the author cannot be the second person, and what the check refuses is not published', async () => {
    await open()
    expect(await publish(worded('一个人'), '周伟')).toMatchObject({ code: 'second_person_required' })
    await expect(publish(worded('请带其他材料'))).rejects.toThrow('vague wording')
    expect(await versions()).toEqual([1])
  })

  it('a process that cannot read what a newer one published goes on with what it served', async () => {
    const releases = await open()
    await publish(worded('这个版本能读'))
    await releases.refresh()
    await db.query(
      `insert into content_releases select 9999, kind, id, 9, 'x', 'desk', 'a', 'b', null, published_at, 'id: [' from content_releases
       where kind = 'service' and id = 'social-card' and version = 1`
    )
    await releases.refresh()
    expect(summaryIn(releases)).toBe('这个版本能读')
    expect(releases.content.services.size).toBe(
      seed.size ? [...seed.keys()].filter((path) => path.startsWith('services/')).length : 0
    )
    // a start has only its own to fall back to
    expect(summaryIn(await open())).toBe('第一次办社保卡，或者给孩子、老人办社保卡。')
  })

  it('by command: check tells line and reason in Chinese, rollback brings any version back, export gives the file', async () => {
    const releases = await open()
    const run = (asked: object) => contentCommand({ db, clock, ...releases }, JSON.stringify(asked))
    const FILE = `${PATH}/item.yaml`
    const bad = original.replace('subjects: [个人]', 'subjects: [人]').replace('制卡。', '制卡，按有关部门要求。')
    const line = (text: string) => original.split('\n').findIndex((one) => one.includes(text)) + 1
    expect(await run({ act: 'check', files: { [PATH]: { 'item.yaml': bad } } })).toMatchObject({
      ok: false,
      problems: [
        { file: FILE, line: line('subjects:'), place: '服务对象 › 第 1 项', text: expect.stringMatching(/无效|期望/) },
        // what cannot be read is missing where it is part of a 一件事
        { file: 'services/newborn-package/item.yaml', text: '没有编号为“social-card”的事项。' },
        { file: 'services/newborn-package/item.yaml', text: '一件事里写的这个事项不能单独在网上申请。' },
        {
          file: 'services/newborn-package/item.yaml',
          text: '没有组成事项需要信息提供事项“social-card-application”。'
        }
      ]
    })
    await expect(run({ act: 'check', files: { [FILE]: bad } })).rejects.toThrow('name the folder it lies in')
    await expect(run({ act: 'check', files: { [PATH]: { 'notes.yaml': '' } } })).rejects.toThrow(
      'is no part of an item'
    )
    const vague = original.replace('核对信息后制卡。', '按有关部门要求制卡。')
    expect(await run({ act: 'check', files: { [PATH]: vague } })).toEqual({
      ok: false,
      problems: [
        {
          ...{ file: FILE, line: line('核对信息后制卡'), place: '办理步骤 › 第 3 项 › 内容' },
          text: '“有关部门”说得不清楚，群众不知道要准备什么。请写明具体是什么。'
        }
      ]
    })
    const changed = worded('改过一次')
    const publishing = { act: 'publish', file: `/home/li/neu/${PATH}`, body: changed, author: '李娜', reviewer: '周伟' }
    expect(await run(publishing)).toMatchObject({ version: 2, author: 'command:李娜', reviewer: 'command:周伟' })
    expect(summaryIn(releases)).toBe('改过一次')
    await expect(run({ ...publishing, body: original, reviewer: '李娜' })).rejects.toThrow('two different persons')
    expect(await run({ act: 'rollback', ...place, version: 1, reviewer: '周伟' })).toMatchObject({
      version: 3,
      restores: 1
    })
    expect(summaryIn(releases)).toBe('第一次办社保卡，或者给孩子、老人办社保卡。')
    expect(await run({ act: 'export', ...place })).toMatchObject({
      path: PATH,
      body: original,
      files: filesOf(PATH, original)
    })
    expect(await run({ act: 'export', ...place, version: 2 })).toMatchObject({ body: changed })
    expect(await run({ act: 'export-all' })).toEqual({
      files: Object.fromEntries(
        [...seed].flatMap(([path, body]) =>
          /^(services|terms|calendars)\/|^(sharings|events|halls|institutions|ratings|desk-templates|documents|facts)/.test(
            path
          )
            ? Object.entries(filesOf(path, body))
            : []
        )
      )
    })
  })
})

describe('Content at the desk', () => {
  let product: TestProduct
  let editor: Clerk
  let publisher: Clerk
  beforeAll(async () => {
    product = await startProduct()
    editor = await makeClerk(product, 'content-editor', ['editor'], 'government-services')
    publisher = await makeClerk(product, 'content-publisher', ['publisher', 'editor'], 'government-services')
  })
  afterAll(() => product.close())
  const params = { kind: 'service', contentId: 'social-card' }
  const citizen = () => product.citizen(person.id)
  const shownSummary = async () =>
    (await citizen().call(servicesRoutes.showGuide, { params: { serviceId: 'social-card' } })).body.summary
  const propose = (who: Clerk, body: string, to = params) =>
    who.call(contentRoutes.propose, { params: to, body: { body, reason: '窗口反映说得不清楚' } })
  const look = async (proposalId: string) =>
    (await publisher.call(contentRoutes.showProposal, { params: { proposalId } })).body
  const publish = async (who: Clerk, proposalId: string) => {
    const { proposal, checked } = await look(proposalId)
    await who.check()
    return who.call(contentRoutes.publishProposal, {
      params: { proposalId },
      body: { revision: proposal.revision, inForce: checked.inForce }
    })
  }

  it('an editor’s text reaches citizens when a second person has looked at it, and comes back by rollback', async () => {
    const before = await shownSummary()
    const sent = (await propose(editor, worded('没有社保卡的人，第一次办一张。'))).body
    expect(sent).toMatchObject({ state: 'sent', revision: 1, mine: true })
    const seen = await look(sent.id)
    expect(seen.checked).toMatchObject({
      problems: [],
      inForce: 1,
      guide: { summary: '没有社保卡的人，第一次办一张。' }
    })
    expect(seen.checked.changes.filter(({ kind }) => kind !== 'same').map(({ kind }) => kind)).toEqual([
      'removed',
      'added'
    ])
    expect(await shownSummary()).toBe(before)
    expect((await publish(publisher, sent.id)).body).toMatchObject({ version: 2, author: '陈静', reviewer: '陈静' })
    expect(await shownSummary()).toBe('没有社保卡的人，第一次办一张。')

    const back = { version: 1, inForce: 2 }
    expect((await publisher.call(contentRoutes.rollbackContent, { params, body: back })).body).toMatchObject({
      ...{ version: 3, restores: 1 },
      author: '系统自带'
    })
    expect(await shownSummary()).toBe(before)
    const exported = await editor.call(contentRoutes.exportContent, { params: { ...params, version: '3' } })
    expect(exported.body).toEqual({ path: PATH, body: original })
  })

  it('nobody publishes their own text or brings it back; what was changed after the look must be looked at again', async () => {
    const own = (await propose(publisher, worded('自己写自己发'))).body
    expect((await publish(publisher, own.id)).error).toBe('second_person_required')
    await publisher.call(contentRoutes.withdrawProposal, { params: { proposalId: own.id } })

    const first = (await propose(editor, worded('第一稿'))).body
    const { proposal, checked } = await look(first.id)
    const again = (await propose(editor, worded('第二稿'))).body
    expect(again).toMatchObject({ id: first.id, revision: 2 })
    await publisher.check()
    const stale = { revision: proposal.revision, inForce: checked.inForce }
    const refused = await publisher.call(contentRoutes.publishProposal, {
      params: { proposalId: first.id },
      body: stale
    })
    expect(refused.error).toBe('conflict')
    expect((await publish(publisher, first.id)).error).toBeNull()
    expect((await publish(publisher, first.id)).error).toBe('conflict')
  })

  it('a text the check refuses is not sent, and the editor reads where and why; one that went back says what to mend', async () => {
    const refused = await propose(editor, worded('请带其他材料'))
    expect(refused.error).toBe('form_invalid')
    expect(refused.fields?.body).toMatch(/^第 4 行一句话说明：“其他材料”说得不清楚/)
    const check = await editor.call(contentRoutes.checkContent, { params, body: { body: 'id: [' } })
    expect(check.body.problems[0]?.text).toContain('不符合 YAML 格式')
    const sent = (await propose(editor, worded('再改一次'))).body
    const note = { note: '请写清楚谁可以代办。' }
    await publisher.call(contentRoutes.returnProposal, { params: { proposalId: sent.id }, body: note })
    const { proposals } = (await editor.call(contentRoutes.listContent, {})).body
    expect(proposals).toMatchObject([{ id: sent.id, state: 'returned', note: '请写清楚谁可以代办。', mine: true }])
    const clerk = await makeClerk(product, 'content-clerk', ['clerk'], 'government-services')
    expect((await clerk.call(contentRoutes.listContent, {})).body.proposals).toEqual([])
    expect((await propose(clerk, worded('不归我管'))).error).toBe('forbidden')
  })

  it('an open case keeps the form it was handed in with, the next citizen gets the new one', async () => {
    const first = citizen()
    await first.signIn()
    const handedIn = await apply(first)
    const to = { kind: 'service', contentId: serviceId }
    const { body } = await editor.call(contentRoutes.showContent, { params: to })
    const renamed = body.body.replace('label: 居住街道', 'label: 现住街道')
    const sent = (await propose(editor, renamed, to)).body
    expect((await publish(publisher, sent.id)).error).toBeNull()
    const form = await first.call(servicesRoutes.showForm, { params: { serviceId } })
    expect(JSON.stringify(form.body)).toContain('现住街道')
    const labels = JSON.stringify((await first.call(servicesRoutes.showCase, { params: { caseId: handedIn.id } })).body)
    expect([labels.includes('居住街道'), labels.includes('现住街道')]).toEqual([true, false])
  })

  it('terms with a new version are asked again of everybody without a restart', async () => {
    const to = { kind: 'term', contentId: 'privacy' }
    const { body } = await editor.call(contentRoutes.showContent, { params: to })
    const next = body.body.replace(/^version: .*$/m, 'version: 2099-01')
    const sent = (await propose(editor, next, to)).body
    await publish(publisher, sent.id)
    const shown = await citizen().call(noticesRoutes.showTerms, { params: { termsId: 'privacy' } })
    expect(shown.body.version).toBe('2099-01')
  })
})
