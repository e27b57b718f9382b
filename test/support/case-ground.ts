import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { loadContent } from '../../bff/src/domains/content/load'
import { makeCitizenSeals } from '../../bff/src/domains/identity/seals'
import { insertCitizen } from '../../bff/src/domains/identity/store'
import { makeNotify } from '../../bff/src/domains/messages/service'
import { answersSeal } from '../../bff/src/domains/services/answers-seal'
import { insertCase, insertEvent, keepVersion } from '../../bff/src/domains/services/case-store'
import { makeRecordStep } from '../../bff/src/domains/services/record-step'
import { parseCalendars } from '../../bff/src/platform/clock/calendar'
import { movableClock } from '../../bff/src/platform/clock/clock'
import type { Db } from '../../bff/src/platform/db/db'
import { newId } from '../../bff/src/platform/new-id'
import { makeOutbox } from '../../bff/src/platform/outbox/outbox'
import { makeSealer } from '../../bff/src/platform/seal/sealer'
import { serviceId } from './apply'
import { root } from './test-stores'

/** Cases in a store without the rest of the product: what departments report on them, in any order. */
export async function makeCaseGround(db: Db) {
  const content = loadContent(path.join(root, 'bff', 'content'))
  const definition = content.services.get(serviceId)
  if (!definition) throw new Error(`no service ${serviceId}`)
  const sealer = makeSealer({
    masterKeys: [{ id: 'k1', key: randomBytes(32) }],
    indexKey: randomBytes(32),
    algorithm: 'sm4'
  })
  const clock = movableClock()
  const seals = makeCitizenSeals(sealer)
  const calendar = parseCalendars(content.calendars)
  const recordStep = makeRecordStep({
    db,
    clock,
    seals,
    calendar,
    outbox: makeOutbox(clock),
    notify: makeNotify(clock)
  })
  const citizenId = newId()
  let made = 0
  await db.tx(async (tx) => {
    await insertCitizen(tx, { id: citizenId, wrappedKey: sealer.newWrappedKey(), kind: 'person', at: clock.now() })
    await keepVersion(tx, { serviceId, version: definition.guide.version, definition, at: clock.now() })
  })
  /** A case just handed in; its id. */
  const openCase = (submittedAt: Date) =>
    db.tx(async (tx) => {
      const id = newId()
      made += 1
      await insertCase(tx, {
        id,
        number: `YZ20260101${String(made).padStart(6, '0')}`,
        citizen_id: citizenId,
        draft_id: newId(),
        service_id: serviceId,
        service_version: definition.guide.version,
        service_name: definition.guide.name,
        department: definition.guide.department.name,
        answers_sealed: answersSeal(await seals.of(tx, citizenId), `services_cases.answers:${id}`).seal({}),
        submitted_at: submittedAt,
        promised_day: null,
        counted_to: calendar.lastYear
      })
      await insertEvent(tx, id, {
        event_id: 'submitted',
        position: 1,
        state: 'submitted',
        by_department: false,
        at: submittedAt,
        note_sealed: null
      })
      return id
    })
  return { recordStep, openCase, calendar, clock, citizenId, seals, content }
}
