import { maskName } from '@shared/values/person-name'
import type { Clock } from '../../platform/clock/clock'
import type { Tx } from '../../platform/db/db'
import type { Notify } from '../messages/port'
import type { TaskSubject } from '../tasks/port'
import type { CitizenSeals, Guardianships, Subjects } from './port'
import type { RealNames } from './real-names'
import type { ReviewFiles } from './review-files'
import { KINDS, MAJORITY, type Paper } from './review-paper'
import { decideReview, lockReview, type ReviewRow, reviewById } from './review-store'
import { openPaper, reasonPlace } from './reviews'
import { samePerson } from './same-person'
import type { Sessions } from './sessions'

interface Deps {
  clock: Clock
  seals: CitizenSeals
  names: RealNames
  files: ReviewFiles
  sessions: Sessions
  subjects: Subjects
  guardianships: Guardianships
  notify: Notify
}

const APPROVE = 'approve'
/** What stands in the way of an approval is told to the person like a refusal. */
const TAKEN = '这份证件已在另一个账户实名，请带证件到区政务服务中心窗口办理。'
const VERIFIED = '您的账户已经实名，无需再次核验。'

/** The day a person turns 18, YYYY-MM-DD; born on 29 February: 1 March, for 18 years later is no leap year. */
const majorityOf = ({ birthDay }: Paper): string =>
  `${Number(birthDay.slice(0, 4)) + MAJORITY}${birthDay.endsWith('-02-29') ? '-03-01' : birthDay.slice(4)}`

/** How staff see and decide a manual review (kind 'review' of the task queue). */
export function makeReviewSubject(deps: Deps): TaskSubject {
  const { clock, seals, names, files, sessions, subjects, guardianships, notify } = deps

  /** Makes the person real-name; their sessions end, because their level rises without them. null = done. */
  const verify = async (tx: Tx, row: ReviewRow, paper: Paper): Promise<string | null> => {
    if (row.kind === 'guardian') return entrust(tx, row, paper)
    const person = { name: paper.name, certificate: row.kind, idNumber: paper.number, birthDay: paper.birthDay }
    if (await names.lockHolder(tx, person)) return TAKEN
    if (await names.row(tx, row.citizen_id)) return VERIFIED
    await names.record(tx, row.citizen_id, person, 'manual-review')
    for (const accountId of await samePerson(tx, row.citizen_id)) await sessions.endAllOf(tx, accountId)
    return null
  }

  /** The child gets a row and a key of its own; both parents entered the same child. */
  const entrust = async (tx: Tx, row: ReviewRow, paper: Paper): Promise<null> => {
    const child = {
      name: paper.name,
      certificate: 'id-card',
      idNumber: paper.number,
      birthDay: paper.birthDay
    } as const
    const known = await names.lockHolder(tx, child, 'child')
    const childId = known ?? (await subjects.create(tx, 'child'))
    if (!known) await names.record(tx, childId, child, 'manual-review', 'child')
    await guardianships.guardianship(tx, {
      guardianId: row.citizen_id,
      childId,
      childName: maskName(paper.name),
      until: majorityOf(paper)
    })
    return null
  }

  return {
    show: async (sql, id) => {
      const row = await reviewById(sql, id)
      if (!row) return null
      const paper = await openPaper(seals, sql, row)
      const child = row.kind === 'guardian' ? '孩子的' : ''
      return {
        ownerId: row.citizen_id,
        purpose: `人工核验：${KINDS[row.kind]}`,
        fields: ['姓名', '证件号码', '出生日期', '证件照片'],
        lines: [
          { label: '核验事项', value: KINDS[row.kind] },
          { label: `${child}姓名`, value: paper.name },
          { label: `${child}证件号码`, value: paper.number },
          { label: `${child}出生日期`, value: paper.birthDay },
          ...(paper.nationality ? [{ label: '国籍', value: paper.nationality }] : [])
        ],
        files: await files.listOf(sql, id)
      }
    },
    file: (sql, id, fileId) => files.open(sql, id, fileId),
    decisions: [
      { id: APPROVE, label: '核验通过', needsReason: false },
      { id: 'refuse', label: '核验不通过', needsReason: true }
    ],
    decide: async (tx, id, decision, reason) => {
      const row = await lockReview(tx, id)
      if (row?.state !== 'waiting') return false
      const hindrance = decision === APPROVE ? await verify(tx, row, await openPaper(seals, tx, row)) : reason
      const seal = await seals.of(tx, row.citizen_id)
      await decideReview(tx, {
        id,
        state: hindrance === null ? 'approved' : 'refused',
        reasonSealed: hindrance === null ? null : seal.seal(hindrance, reasonPlace(id)),
        at: clock.now()
      })
      await notify(tx, {
        event: 'review.decided',
        to: row.citizen_id,
        key: `review:${id}`,
        data: { matter: KINDS[row.kind], approved: hindrance === null },
        about: { kind: 'review', id }
      })
      return true
    }
  }
}
