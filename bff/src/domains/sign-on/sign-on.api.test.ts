import { callerOf, makePartnerGround, type PartnerGround, replayTicket } from '../../../../test/support/partner-ground'
import { openTestDb } from '../../../../test/support/test-stores'
import type { Db } from '../../platform/db/db'
import { newId } from '../../platform/new-id'

let db: Db
let ground: PartnerGround
beforeAll(async () => {
  db = await openTestDb()
  ground = makePartnerGround(db)
})
afterAll(() => db.close())

const agreed = async (...partners: string[]) => {
  const caller = callerOf(newId())
  for (const partner of partners) await ground.agree(caller, partner)
  return caller
}
const exchange = (partner: string, ticket: string) => ground.signOn.exchange(partner, ticket)
const readsOf = (ownerId: string) =>
  db.query<{ reader_name: string; fields: string[] }>(
    'select reader_name, fields from ledger_entries where owner_id = $1 order by seq',
    [ownerId]
  )

it('the partner gets what the person agreed to and not more, and the person’s ledger says so', async () => {
  const caller = await agreed('culture-tourism', 'district-library')
  const culture = await exchange('culture-tourism', await ground.ticketFor(caller, 'culture-tourism'))
  expect(culture).toEqual({ subject: expect.any(String), name: '张敏', idNumber: '669999198803120021' })
  const library = await exchange('district-library', await ground.ticketFor(caller, 'district-library'))
  expect(library).toEqual({ subject: expect.any(String), name: '张敏', phone: '19900000001' })
  expect(await readsOf(caller.citizenId)).toEqual([
    { reader_name: '区文旅委 · 文旅场馆预约', fields: ['姓名', '身份证号'] },
    { reader_name: '区文旅委 · 区图书馆读者服务', fields: ['姓名', '手机号'] }
  ])
})

it('a partner knows a person by the same subject every time, another partner by another one, and no partner by our id', async () => {
  const caller = await agreed('culture-tourism', 'district-library')
  const subjectAt = async (partner: string) => {
    const told = await exchange(partner, await ground.ticketFor(caller, partner))
    return typeof told === 'object' ? told.subject : told
  }
  const subjects = [await subjectAt('culture-tourism'), await subjectAt('culture-tourism')]
  expect(subjects[0]).toBe(subjects[1])
  const atLibrary = await subjectAt('district-library')
  expect(atLibrary).not.toBe(subjects[0])
  expect([subjects[0], atLibrary].some((subject) => subject?.includes(caller.citizenId))).toBe(false)
  expect(await subjectOfSomebodyElse()).not.toBe(subjects[0])
})
const subjectOfSomebodyElse = async () => {
  const other = await agreed('culture-tourism')
  const told = await exchange('culture-tourism', await ground.ticketFor(other, 'culture-tourism'))
  return typeof told === 'object' ? told.subject : told
}

it('a ticket presented 201 times over three processes at once is accepted once: 0 of 200 replays', async () => {
  expect(await replayTicket(ground, 201)).toBe(1)
})

it('the first exchange of two at the same moment wins in any order of arrival', async () => {
  for (let round = 0; round < 10; round++) expect(await replayTicket(ground, 2)).toBe(1)
})

it('another partner cannot exchange it, and does not spoil it for the right one', async () => {
  const caller = await agreed('culture-tourism', 'district-library')
  const ticket = await ground.ticketFor(caller, 'culture-tourism')
  expect(await exchange('district-library', ticket)).toBe('E2001')
  expect(await exchange('culture-tourism', ticket)).toMatchObject({ name: '张敏' })
})

it.each([
  [59_900, { name: '张敏' }],
  [60_000, 'E2002'],
  [3_600_000, 'E2002']
])('a ticket that is %i ms old is answered with %j', async (ms, answer) => {
  const caller = await agreed('culture-tourism')
  const ticket = await ground.ticketFor(caller, 'culture-tourism')
  ground.clock.moveBy(ms)
  const told = await exchange('culture-tourism', ticket)
  if (typeof answer === 'string') expect(told).toBe(answer)
  else expect(told).toMatchObject(answer)
  expect(await readsOf(caller.citizenId)).toHaveLength(typeof answer === 'string' ? 0 : 1)
})

it('consent withdrawn after the ticket was given out: the very next exchange gets nothing', async () => {
  const caller = callerOf(newId())
  const consentId = await ground.agree(caller, 'culture-tourism')
  const ticket = await ground.ticketFor(caller, 'culture-tourism')
  await ground.consents.withdraw(caller, consentId)
  expect(await ground.process().exchange('culture-tourism', ticket)).toBe('E2003')
  expect(await readsOf(caller.citizenId)).toEqual([])
  expect(await ground.signOn.open(caller, 'culture-tourism')).toMatchObject({ code: 'consent_required' })
})

it('no ticket without consent, and the refusal names what to agree to', async () => {
  expect(await ground.signOn.open(callerOf(newId()), 'culture-tourism')).toMatchObject({
    code: 'consent_required',
    fields: { 'culture-tourism-sign-on': expect.stringContaining('预约') }
  })
})

it('somebody who acts for a relative or an enterprise gets no ticket in their name', async () => {
  const caller = await agreed('culture-tourism')
  const acting = { ...caller, capacity: { kind: 'proxy' as const, mandateId: newId(), scope: null } }
  expect(await ground.signOn.open(acting, 'culture-tourism')).toMatchObject({ code: 'forbidden' })
})

it('the store keeps no ticket that could be used, and forgets old ones', async () => {
  const caller = await agreed('culture-tourism')
  const ticket = await ground.ticketFor(caller, 'culture-tourism')
  const kept = await db.query<{ ticket_hash: string }>(
    'select ticket_hash from sign_on_tickets where citizen_id = $1',
    [caller.citizenId]
  )
  expect(kept).toHaveLength(1)
  expect(ticket).toHaveLength(43)
  expect(await exchange('culture-tourism', kept[0]?.ticket_hash ?? '')).toBe('E2001')
  ground.clock.moveBy(60_001)
  await ground.signOn.cleanUp.run()
  expect(await db.query('select 1 from sign_on_tickets where citizen_id = $1', [caller.citizenId])).toEqual([])
})
