import type { Review, ReviewKind } from '@shared/contract/verification'
import { maskName } from '@shared/values/person-name'
import type { Clock } from '../../platform/clock/clock'
import { instantText } from '../../platform/clock/instant-text'
import type { Db, Sql, Tx } from '../../platform/db/db'
import { isRefused, type Refused, refuse } from '../../platform/http/refused'
import { newId } from '../../platform/new-id'
import type { Tasks } from '../tasks/port'
import type { Who } from './bind-phone'
import type { CitizenSeals } from './port'
import type { RealNames } from './real-names'
import { KINDS, type Paper, paper, paperTyped } from './review-paper'
import { attachFiles, insertReview, type ReviewRow, reviewById, reviewsOf } from './review-store'
import type { VerifyName } from './verify-name'

/** Who looks at papers: the district's service office. */
const DEPARTMENT = 'government-services'
const DUE_IN_WORKING_DAYS = 3

interface Deps {
  db: Db
  clock: Clock
  seals: CitizenSeals
  names: RealNames
  verifyName: VerifyName
  tasks: Tasks
}

const paperPlace = (id: string) => `identity_reviews.paper:${id}`
export const reasonPlace = (id: string) => `identity_reviews.reason:${id}`

/** Opens what a person entered from the paper. */
export const openPaper = async (seals: CitizenSeals, sql: Sql, row: ReviewRow): Promise<Paper> =>
  paper.parse(JSON.parse((await seals.of(sql, row.citizen_id)).open(row.paper_sealed, paperPlace(row.id))))

/** Papers that a person looks at by hand: passports and permits, and the relation of a guardian to a child. */
export function makeReviews({ db, clock, seals, names, verifyName, tasks }: Deps) {
  const present = async (sql: Sql, row: ReviewRow): Promise<Review> => {
    const seal = await seals.of(sql, row.citizen_id)
    const { name } = await openPaper(seals, sql, row)
    return {
      id: row.id,
      kind: row.kind,
      state: row.state,
      name: maskName(name),
      askedAt: instantText(row.asked_at),
      decidedAt: row.decided_at ? instantText(row.decided_at) : null,
      reason: row.reason_sealed ? seal.open(row.reason_sealed, reasonPlace(row.id)) : null
    }
  }
  return {
    /** Before the transaction: what must be right before a person looks at it. The register is asked for a child. */
    check: async (
      who: Who,
      asked: Paper & { kind: ReviewKind },
      address: string
    ): Promise<
      | Paper
      | Refused<
          'level_required' | 'form_invalid' | 'conflict' | 'identity_not_matched' | 'too_many_requests' | 'bad_request'
        >
    > => {
      const verified = await names.row(db, who.citizenId)
      if (asked.kind === 'guardian' && !verified) return refuse('level_required', { needed: 'real-name' })
      if (asked.kind !== 'guardian' && verified) return refuse('conflict')
      const checked = paperTyped(asked.kind, asked, clock.today())
      if (isRefused(checked) || asked.kind !== 'guardian') return checked
      const child = await verifyName.registered(who, { name: checked.name, idNumber: checked.number }, address)
      return isRefused(child) ? child : checked
    },
    ask: async (tx: Tx, who: Who, kind: ReviewKind, checked: Paper, fileIds: string[]) => {
      const id = newId()
      const seal = await seals.of(tx, who.citizenId)
      const row = {
        id,
        citizen_id: who.citizenId,
        kind,
        paper_sealed: seal.seal(JSON.stringify(checked), paperPlace(id)),
        asked_at: clock.now()
      }
      if (!(await insertReview(tx, row))) return refuse('conflict')
      const own = [...new Set(fileIds)]
      if ((await attachFiles(tx, who.citizenId, own, id)) < own.length)
        return refuse('form_invalid', { fileIds: '有照片已失效，请重新上传。' })
      await tasks.open(tx, {
        kind: 'review',
        department: DEPARTMENT,
        title: `${KINDS[kind]}人工核验`,
        aboutId: id,
        dueInWorkingDays: DUE_IN_WORKING_DAYS
      })
      const written = await reviewById(tx, id)
      if (!written) throw new Error('a review that was just written is gone')
      return present(tx, written)
    },
    listOf: async (citizenIds: readonly string[]) =>
      Promise.all((await reviewsOf(db, citizenIds)).map((row) => present(db, row)))
  }
}
export type Reviews = ReturnType<typeof makeReviews>
