import { openTestDb } from '../../../../test/support/test-stores'
import { movableClock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import type { Notice, NoticeData } from './port'
import { makeInbox, makeNotify } from './service'
import { WORDING } from './wording'

const clock = movableClock()
const notify = makeNotify(clock)
let db: Db
let inbox: ReturnType<typeof makeInbox>
beforeAll(async () => {
  db = await openTestDb()
  inbox = makeInbox({ db, clock })
})
afterAll(() => db.close())
beforeEach(() => db.query('delete from messages_inbox'))

const CASE_EVENTS = [
  'case.submitted',
  'case.received',
  'case.accepted',
  'case.reviewing',
  'case.correction',
  'case.completed',
  'case.denied',
  'case.refused',
  'case.result',
  'case.paused',
  'case.resumed',
  'case.recounted',
  'case.overdue',
  'case.mend-overdue',
  'case.payment',
  'case.pay-overdue',
  'case.paid',
  'case.owed-overdue',
  'case.promise-broken',
  'case.pledge-mend',
  'case.pledge-mended',
  'case.filing-unfit',
  'case.posted',
  'case.collected',
  'case.withdrawn'
] as const satisfies CaseEvent[]
type CaseEvent = Extract<keyof NoticeData, `case.${string}`>

const notice = (key: string, to = 'citizen', event: CaseEvent = 'case.accepted'): Notice<CaseEvent> => ({
  event,
  to,
  key,
  about: { kind: 'case', id: 'case' },
  data: {
    caseId: 'case',
    caseNumber: 'YZ1',
    serviceName: '灵活就业人员参保登记',
    department: '渝中区人力社保局',
    day: '2026-10-13'
  }
})
const tell = (...notices: Notice<CaseEvent>[]) =>
  db.tx(async (tx) => {
    for (const one of notices) await notify(tx, one)
  })
const of = (citizen: string) => ({ owners: [citizen], services: null })
const tellMany = (count: number) => tell(...Array.from({ length: count }, (_, at) => notice(`n${at}`)))

it('tells a citizen once, however often the same thing is reported', async () => {
  await tell(notice('case:accepted'), notice('case:accepted'))
  await Promise.all([1, 2, 3].map(() => tell(notice('case:accepted'))))
  expect((await inbox.page(of('citizen'), null, 20)).rows).toHaveLength(1)
})

it('tells two citizens of the same thing each, and shows nobody the other’s', async () => {
  await tell(notice('k', 'one'), notice('k', 'other'))
  const [mine, theirs] = [await inbox.page(of('one'), null, 20), await inbox.page(of('other'), null, 20)]
  expect([mine.rows.length, theirs.rows.length]).toEqual([1, 1])
  const id = theirs.rows[0]?.id ?? ''
  expect(await inbox.markRead(of('one'), id)).toMatchObject({ code: 'not_found' })
  expect((await inbox.page(of('one'), id, 20)).rows).toEqual([])
  expect(await inbox.unread(of('other'))).toBe(1)
})

it('says nothing when the step it speaks of was rolled back', async () => {
  await db
    .tx(async (tx) => {
      await notify(tx, notice('never'))
      throw new Error('no')
    })
    .catch(() => undefined)
  expect(await inbox.unread(of('citizen'))).toBe(0)
})

it('shows the newest first, page by page, each message once, also when several were written in one moment', async () => {
  await tellMany(23)
  const seen: string[] = []
  let before: string | null = null
  for (;;) {
    const page: Awaited<ReturnType<typeof inbox.page>> = await inbox.page(of('citizen'), before, 10)
    seen.push(...page.rows.map((row) => row.id))
    before = page.rows.at(-1)?.id ?? null
    if (!page.more) break
  }
  expect(seen).toHaveLength(23)
  expect(new Set(seen).size).toBe(23)
  const order = await db.query<{ id: string }>('select id from messages_inbox order by seq desc')
  expect(seen).toEqual(order.map((row) => row.id))
})

it('a message that arrives while one reads on does not shift the next page', async () => {
  await tellMany(5)
  const first = await inbox.page(of('citizen'), null, 2)
  await tell(notice('new'))
  const second = await inbox.page(of('citizen'), first.rows.at(-1)?.id ?? null, 2)
  expect(second.rows.filter((row) => first.rows.some(({ id }) => id === row.id))).toEqual([])
})

it('reading counts once and keeps its first time; reading all leaves nothing unread', async () => {
  await tellMany(3)
  const [row] = (await inbox.page(of('citizen'), null, 1)).rows
  expect(await inbox.markRead(of('citizen'), row?.id ?? '')).toBe(true)
  const readAt = async () => (await inbox.page(of('citizen'), null, 1)).rows[0]?.read_at?.getTime()
  const first = await readAt()
  clock.moveBy(60_000)
  await inbox.markRead(of('citizen'), row?.id ?? '')
  await inbox.markAllRead(of('citizen'))
  expect(await readAt()).toBe(first)
  expect([await inbox.unread(of('citizen')), (await inbox.page(of('citizen'), null, 1)).unread]).toEqual([0, 0])
})

it('every wording is plain Chinese, names the matter and what comes next, and holds nothing personal', () => {
  const visit = { hall: '渝中区行政服务中心', service: '灵活就业人员参保登记', at: '11月23日 09:00' }
  const told: Record<string, string> = {
    ...Object.fromEntries(CASE_EVENTS.map((event) => [event, WORDING[event].body(notice('k').data)])),
    'case.consent-missing': WORDING['case.consent-missing'].body(notice('k').data),
    'rating.handling': WORDING['rating.handling'].body({ serviceName: '参保登记', day: '2026-12-01' }),
    'rating.mended': WORDING['rating.mended'].body({ serviceName: '参保登记' }),
    'rating.closed': WORDING['rating.closed'].body({ serviceName: '参保登记' }),
    'rating.words-unfit': WORDING['rating.words-unfit'].body({ serviceName: '参保登记' }),
    'certificate.expiring': WORDING['certificate.expiring'].body({ title: '卫生许可证', day: '2026-12-31' }),
    'certificate.withdrawn': WORDING['certificate.withdrawn'].body({ title: '卫生许可证', department: '区卫生健康委' }),
    'dispute.answered': WORDING['dispute.answered'].body({ at: '11月22日 09:30' }),
    'correction.answered': WORDING['correction.answered'].body({ corrected: true }),
    'prefill.answered': WORDING['prefill.answered'].body({ label: '姓名', corrected: false }),
    'mandate.accepted': WORDING['mandate.accepted'].body({ who: '张*', part: '您的代办人', until: '2026-12-31' }),
    'mandate.acted': WORDING['mandate.acted'].body({
      who: '代办人张*',
      owner: '您',
      at: '11月22日 09:30',
      what: '提交了“灵活就业人员参保登记”申请'
    }),
    'mandate.ended': WORDING['mandate.ended'].body({ who: '张*', owner: '您' }),
    'mandate.released': WORDING['mandate.released'].body({ owner: '李*' }),
    'enterprise.released': WORDING['enterprise.released'].body({ enterprise: '某公司' }),
    'enterprise.changed': WORDING['enterprise.changed'].body({ enterprise: '某公司' }),
    'phone.moved': WORDING['phone.moved'].body({}),
    'account.merged': WORDING['account.merged'].body({}),
    'identity.moved': WORDING['identity.moved'].body({ by: 'face' }),
    'review.decided': WORDING['review.decided'].body({ matter: '护照', approved: false }),
    'closure.asked': WORDING['closure.asked'].body({ due: '11月22日 21:30', byWechat: true }),
    'hall.booked': WORDING['hall.booked'].body(visit),
    'hall.cancelled': WORDING['hall.cancelled'].body({ ...visit, why: '大厅当天不对外办理（系统升级）。' }),
    'hall.called': WORDING['hall.called'].body({ hall: '渝中区行政服务中心', number: 'A012', window: '3' }),
    'request.photos-unfit': WORDING['request.photos-unfit'].body({ count: 1 }),
    'request.step': WORDING['request.step'].body({ state: '已转办', ended: false }),
    'session.opened': WORDING['session.opened'].body({ device: '浏览器', at: '11月22日 09:30' })
  }
  expect(Object.keys(told).sort()).toEqual(Object.keys(WORDING).sort())
  for (const [event, text] of Object.entries(told)) {
    expect([event, text.endsWith('。')]).toEqual([event, true])
    expect([event, /undefined|null|[a-z]{3}/i.test(text)]).toEqual([event, false])
  }
  for (const { title } of Object.values(WORDING)) expect(title).toMatch(/^[\u4e00-\u9fff]{2,10}$/)
  for (const event of CASE_EVENTS) expect(told[event]).toContain('灵活就业人员参保登记')
  expect(WORDING['case.accepted'].body({ ...notice('k').data, day: undefined })).not.toContain('undefined')
})
