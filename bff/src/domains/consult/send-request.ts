import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import { DepartmentRefused, DepartmentUnavailable, LeaveTakenBack } from '../../platform/department-client/errors'
import type { OutboxJob, OutboxOutcome, OutboxTopic } from '../../platform/outbox/worker'
import type { Consents, Grant } from '../consents/port'
import type { Content } from '../content/port'
import type { CheckWords, CitizenSeals, Persons } from '../identity/port'
import type { Ledger } from '../ledger/port'
import type { PhotoCheck } from './check-photos'
import type { RequestPhotos } from './photos'
import type { Hotline, WorkOrder } from './port'
import type { Progress } from './record-progress'
import { openRequest, wordsOf } from './request-seal'
import { changeState, noteWordsChecked, type RequestRow, requestById } from './request-store'
import { HOTLINE_SHARING } from './requests'

interface Deps {
  db: Db
  clock: Clock
  seals: CitizenSeals
  persons: Pick<Persons, 'phone'>
  consents: Consents
  ledger: Ledger
  content: Pick<Content, 'sharings'>
  photos: RequestPhotos
  hotline: Hotline
  progress: Progress
  checkWords: CheckWords
  photoCheck: Pick<PhotoCheck, 'settle'>
}

/** After these the hotline may have read what we sent. */
const READ = ['timeout', 'garbage', 'busy']

/** Hands a request to the hotline, under consent, as often as it takes; the hotline knows it by our id. */
export function makeSendRequest(deps: Deps): OutboxTopic {
  const { db, clock, seals, persons, consents, ledger, content, photos, hotline, progress, checkWords, photoCheck } =
    deps

  const orderOf = async (row: RequestRow): Promise<WorkOrder> => {
    const { text, place, about } = openRequest(await seals.of(db, row.citizen_id), row)
    return {
      outerId: row.id,
      kind: row.kind,
      category: row.category,
      text,
      place,
      about,
      mobile: (await persons.phone(db, row.citizen_id)) ?? '',
      photos: await photos.contentOf(row.id),
      unchecked: row.words_unjudged || (await photos.unjudged(row.id)),
      submittedAt: row.created_at
    }
  }

  const wrote = (row: RequestRow, { purpose, fields }: Grant<'hotline'>) => {
    const department = content.sharings.get(HOTLINE_SHARING)?.department
    if (!department) throw new Error('no sharing to the hotline is published')
    const reader = { kind: 'department' as const, ...department }
    return ledger.record(db, { ownerId: row.citizen_id, reader, purpose, fields, once: `request:${row.id}` })
  }

  /** Without consent nothing goes out, now or later: the person reads so and can hand in another one. */
  const withhold = async (row: RequestRow): Promise<OutboxOutcome> => {
    await db.tx((tx) => changeState(tx, row.id, { state: 'withheld', at: clock.now(), orderNo: null }))
    return { done: true }
  }

  /** What is in the way of sending words that WeChat could not judge when they were written; null = nothing. */
  const heldBack = async (row: RequestRow): Promise<OutboxOutcome | null> => {
    if (row.words_checked) return null
    const written = openRequest(await seals.of(db, row.citizen_id), row)
    const verdict = await checkWords(row.citizen_id, wordsOf(written))
    if (verdict === 'later') return { later: 'words not judged' }
    if (verdict !== 'unfit') {
      await noteWordsChecked(db, row.id, verdict === 'unjudged')
      return null
    }
    await db.tx((tx) => progress.stop(tx, row))
    return { done: true }
  }

  const send = async (row: RequestRow, grant: Grant<'hotline'>): Promise<OutboxOutcome> => {
    const { orderNo, receivedAt: at } = await hotline.create(await orderOf(row), grant)
    await wrote(row, grant)
    const step = {
      eventId: 'received',
      outerId: row.id,
      orderNo,
      state: 'received' as const,
      at,
      unit: null,
      note: null
    }
    await db.tx((tx) => progress.record(tx, step))
    return { done: true }
  }

  const handle = async ({ payload }: OutboxJob): Promise<OutboxOutcome> => {
    const row = await requestById(db, payload.requestId ?? '')
    // erased with its account, or received before this process could say so
    if (row?.state !== 'sending') return { done: true }
    const wanted = { ownerId: row.citizen_id, sharingId: HOTLINE_SHARING, department: 'hotline' as const }
    const grant = await consents.grant(db, wanted)
    if (!grant) return withhold(row)
    const held = (await heldBack(row)) ?? (await photoCheck.settle(row))
    if (held) return held
    // with what has just been found out about its words
    const judged = await requestById(db, row.id)
    if (!judged) return { done: true }
    try {
      return await send(judged, grant)
    } catch (error) {
      if (error instanceof LeaveTakenBack) return withhold(row)
      if (error instanceof DepartmentRefused) {
        await wrote(row, grant)
        return { parked: `refused ${error.code}` }
      }
      if (!(error instanceof DepartmentUnavailable)) throw error
      if (READ.includes(error.reason)) await wrote(row, grant)
      return { later: error.reason }
    }
  }
  return { handle }
}
