import type { Db } from '../../platform/db/db'
import type { OutboxJob, OutboxOutcome, OutboxTopic } from '../../platform/outbox/worker'
import type { CheckWords, CitizenSeals } from '../identity/port'
import type { Notify } from '../messages/port'
import { aboutOf } from './mendings'
import { judgeHeld, type RatingRow, ratingById, stepsOf } from './store'
import { openNote, openText } from './words'

interface Deps {
  db: Db
  seals: CitizenSeals
  notify: Notify
  checkWords: CheckWords
}

/** Words that came while WeChat did not answer: judged later; fit ones become free to read, of unfit ones the rater is told. */
export function makeCheckHeldWords({ db, seals, notify, checkWords }: Deps): OutboxTopic {
  const heldIn = async (row: RatingRow, ownerId: string) => {
    const seal = await seals.of(db, ownerId)
    const steps = (await stepsOf(db, row.id)).filter((step) => step.note_held === 'waiting')
    return [
      ...(row.text_held === 'waiting' ? [{ position: null, words: openText(seal, row) }] : []),
      ...steps.map((step) => ({ position: step.position, words: openNote(seal, row.id, step) }))
    ]
  }

  const judge = (row: RatingRow, ownerId: string, position: number | null, verdict: 'fit' | 'unfit' | 'unjudged') =>
    db.tx(async (tx) => {
      await judgeHeld(tx, { ratingId: row.id, position }, verdict === 'fit' ? null : verdict)
      const about = aboutOf(row)
      if (verdict !== 'unfit' || !about) return
      const key = `rating.words-unfit:${row.id}:${position ?? 'text'}`
      const data = { serviceName: row.service_name }
      await notify(tx, { event: 'rating.words-unfit', to: ownerId, key, data, about, serviceId: row.service_id })
    })

  const handle = async ({ payload }: OutboxJob): Promise<OutboxOutcome> => {
    const row = await ratingById(db, payload.ratingId ?? '')
    // erased with its account
    if (!row?.owner_id) return { done: true }
    for (const { position, words } of await heldIn(row, row.owner_id)) {
      const verdict = await checkWords(payload.writerId ?? '', words ?? '')
      if (verdict === 'later') return { later: 'words not judged' }
      await judge(row, row.owner_id, position, verdict)
    }
    return { done: true }
  }
  return { handle }
}
