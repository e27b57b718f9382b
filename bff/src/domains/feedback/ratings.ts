import { isBad, type RatingLevel } from '@shared/contract/feedback'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Sql, Tx } from '../../platform/db/db'
import { isRefused, refuse } from '../../platform/http/refused'
import { newId } from '../../platform/new-id'
import type { Outbox } from '../../platform/outbox/outbox'
import type { RatingsDefinition } from '../content/port'
import type { CheckWords, CitizenSeals } from '../identity/port'
import type { Ledger } from '../ledger/port'
import type { Acting, ActingCaller } from '../mandates/port'
import type { Mendings } from './mendings'
import type { Rateable, RateableKind, Rateables } from './port'
import { type Held, insertRating, mendingOf, type RatingRow, ratingOf, stepsOf } from './store'
import { openNote, openText, sealText } from './words'

const DAY_MS = 24 * 3_600_000

interface Deps {
  db: Db
  clock: Clock
  rateables: Record<RateableKind, Rateables>
  seals: CitizenSeals
  ledger: Ledger
  acting: Acting
  mendings: Mendings
  outbox: Pick<Outbox, 'enqueue'>
  checkWords: CheckWords
  content: RatingsDefinition
  /** queue of what belongs to a service item published no longer */
  office: string
}

const UNFIT = '这段话没有通过微信的内容安全检查，请修改后再提交。'

/** Who reads words after WeChat was asked about them. */
const HELD = { fit: null, unjudged: 'unjudged', later: 'waiting' } as const satisfies Record<string, Held>

const NOT_YET = { case: '办结后就可以评价。', visit: '在窗口办完后就可以评价。' } as const satisfies Record<
  RateableKind,
  string
>

/** What the caller says it is about. */
export interface Subject {
  kind: RateableKind
  id: string
}

/**
 * 好差评: of a case by whoever acts for its owner, of a visit by whoever made the appointment; once, voluntary, never
 * before the result is safe.
 */
export function makeRatings(deps: Deps) {
  const { db, clock, rateables, seals, ledger, acting, mendings, outbox, checkWords, content, office } = deps

  /** Why it cannot be rated yet, in words; null = it can. A result that never comes keeps nobody from saying so. */
  const notYet = ({ kind, endedAt, resultIsThere, ratedWith }: Rateable): string | null => {
    if (ratedWith) return `请在“${ratedWith}”里一起评价。`
    if (!endedAt) return NOT_YET[kind]
    const waited = clock.now().getTime() - endedAt.getTime() >= content.resultWaitDays * DAY_MS
    return resultIsThere || waited ? null : '办理结果还在登记，登记好后就可以评价。'
  }

  const opened = async (sql: Sql, row: RatingRow) => {
    const mending = await mendingOf(sql, row.id)
    const seal = row.owner_id ? await seals.of(sql, row.owner_id) : null
    const steps = mending ? await stepsOf(sql, row.id) : []
    return {
      row,
      text: seal && openText(seal, row),
      mending,
      steps: steps.map((step) => ({ ...step, note: seal && openNote(seal, row.id, step) })),
      overdue: mending?.due_day ? mending.due_day < clock.today() : false
    }
  }

  const viewOf = async (sql: Sql, found: Rateable) => {
    const row = await ratingOf(sql, found)
    return { found, notYet: row ? null : notYet(found), rating: row && (await opened(sql, row)) }
  }

  /** What a proxy reads of it stands in the ledger, once a day. */
  const writeDown = async (caller: ActingCaller, { kind, id, ownerId }: Rateable) => {
    if (kind !== 'case' || caller.capacity.kind !== 'proxy') return
    await ledger.record(db, {
      ownerId,
      reader: { kind: 'proxy', id: caller.citizenId, name: (await acting.actorOf(db, caller)).label },
      purpose: '亲情代办',
      fields: ['对办件的评价'],
      once: `rating:${id}:${caller.citizenId}:${clock.today()}`
    })
  }

  /** A visit belongs to whoever made it: there is nobody else to tell. */
  const tellOwner = async (tx: Tx, caller: ActingCaller, found: Rateable, did: string) => {
    if (found.kind !== 'case') return
    await acting.tellOwner(tx, caller, {
      what: `${did}“${found.serviceName}”`,
      key: `rating:${did}:${found.id}`,
      about: { kind: 'case', id: found.id },
      serviceId: found.serviceId
    })
  }

  const checkLater = (tx: Tx, ratingId: string, { citizenId }: ActingCaller) =>
    outbox.enqueue(tx, {
      topic: 'feedback.check-words',
      key: newId(),
      payload: { ratingId, writerId: citizenId }
    })

  return {
    /**
     * Asks WeChat about words before anything is stored, and outside the transaction. waiting = it does not answer:
     * they are kept, and no clerk reads them until it has; unjudged = it knows nothing of this person. Refused: form_invalid.
     */
    judge: async ({ citizenId }: Pick<ActingCaller, 'citizenId'>, text: string | undefined) => {
      const verdict = text ? await checkWords(citizenId, text) : 'fit'
      return verdict === 'unfit' ? refuse('form_invalid', { text: UNFIT }) : { held: HELD[verdict] }
    },

    /** Refused: not_found, out_of_scope. */
    show: async (caller: ActingCaller, { kind, id }: Subject) => {
      const found = await rateables[kind].find(db, caller, id)
      if (isRefused(found)) return found
      const view = await viewOf(db, found)
      if (view.rating) await writeDown(caller, found)
      return view
    },

    /** Refused: not_found, out_of_scope, form_invalid (a reason of another level), conflict (too early, or rated already). */
    rate: async (
      tx: Tx,
      caller: ActingCaller,
      subject: Subject,
      given: { level: RatingLevel; reasons: string[]; text?: string | undefined; held: Held }
    ) => {
      const found = await rateables[subject.kind].find(tx, caller, subject.id)
      if (isRefused(found)) return found
      if (notYet(found)) return refuse('conflict')
      const offered = content.levels.find((one) => one.level === given.level)?.reasons ?? []
      const reasons = offered.filter((one) => given.reasons.includes(one.id))
      if (reasons.length !== given.reasons.length) return refuse('form_invalid', { reasons: '请重新选择原因。' })
      const id = newId()
      const row: RatingRow = {
        id,
        case_id: found.kind === 'case' ? found.id : null,
        visit_id: found.kind === 'visit' ? found.id : null,
        owner_id: found.ownerId,
        service_id: found.serviceId,
        service_name: found.serviceName,
        department: found.departmentId ?? office,
        level: given.level,
        reasons: reasons.map(({ label }) => label),
        text_sealed: sealText(await seals.of(tx, found.ownerId), id, given.text),
        text_held: given.text ? given.held : null,
        rated_at: clock.now()
      }
      if (!(await insertRating(tx, row))) return refuse('conflict')
      if (row.text_held === 'waiting') await checkLater(tx, id, caller)
      if (isBad(row.level)) await mendings.begin(tx, row, found.handledBy)
      await tellOwner(tx, caller, found, '评价了')
      return viewOf(tx, found)
    },

    /** Whether it is mended; false asks for a second check. Refused: not_found, out_of_scope, conflict (not their turn). */
    answer: async (
      tx: Tx,
      caller: ActingCaller,
      subject: Subject,
      { mended, text, held }: { mended: boolean; text?: string | undefined; held: Held }
    ) => {
      const found = await rateables[subject.kind].find(tx, caller, subject.id)
      if (isRefused(found)) return found
      const row = await ratingOf(tx, found)
      const act = mended ? 'confirmed' : 'contested'
      if (!row || !(await mendings.act(tx, { ratingId: row.id }, act, { note: text, held }))) return refuse('conflict')
      if (text && held === 'waiting') await checkLater(tx, row.id, caller)
      await tellOwner(tx, caller, found, mended ? '确认已整改' : '申请复核')
      return viewOf(tx, found)
    }
  }
}
export type Ratings = ReturnType<typeof makeRatings>
export type RatingView = Extract<Awaited<ReturnType<Ratings['show']>>, { found: Rateable }>
