import { addWorkingDays, type WorkingCalendar } from '@shared/values/working-days'
import type { Clock } from '../../../platform/clock/clock'
import type { Db, Sql, Tx } from '../../../platform/db/db'
import type { StaffCaller } from '../../../platform/http/caller'
import { refuse } from '../../../platform/http/refused'
import { newId } from '../../../platform/new-id'
import type { Content } from '../../content/port'
import type { CitizenSeals } from '../../identity/port'
import type { Ledger } from '../../ledger/port'
import type { StaffDirectory } from '../../staff/port'
import type { Tasks } from '../../tasks/port'
import { type CaseRow, caseById, lockCase } from '../case-store'
import { handlesCases } from './desk-reach'
import type { Moves } from './moves'
import {
  answerOpinion,
  insertOpinion,
  type OpinionRow,
  opinionOf,
  opinionsAskedOf,
  opinionsOf,
  takeLateOpinions
} from './opinion-store'
import { deskRow } from './store'

interface Deps {
  db: Db
  clock: Clock
  calendar: WorkingCalendar
  seals: CitizenSeals
  tasks: Tasks
  ledger: Ledger
  staff: Pick<StaffDirectory, 'publicName'>
  content: Pick<Content, 'departments'>
}

const MOST_LISTED = 100
const LATE_DUE_IN_WORKING_DAYS = 1

/** What one department asks of another. */
export interface Ask {
  department: string
  question: string
  /** working days to answer */
  days: number
  /** labels of the answers that stand in the question */
  reads?: string[]
}

/**
 * 会办: other departments say what they think of a case, each for itself and at the same time. They read the question and
 * which case it is about, and of the application only what the item names (`reads`), told in the sharing the applicant
 * has agreed to.
 */
export function makeOpinions({ db, clock, calendar, seals, tasks, ledger, staff, content }: Deps) {
  const open = async (sql: Sql, found: Pick<CaseRow, 'citizen_id'>, row: OpinionRow) => {
    const seal = await seals.of(sql, found.citizen_id)
    const { words_sealed, question_sealed, ...rest } = row
    return {
      ...rest,
      name: content.departments.get(row.department)?.name ?? row.department,
      late: row.answered_at === null && row.due_day < clock.today(),
      question: seal.open(question_sealed, `services_desk_opinions.question:${row.id}`),
      words: words_sealed && seal.open(words_sealed, `services_desk_opinions.words:${row.id}`)
    }
  }

  const line = async (row: OpinionRow) => {
    const found = await caseById(db, row.case_id)
    if (!found) throw new Error(`opinion ${row.id} is about no case`)
    return { found, opinion: await open(db, found, row) }
  }

  return {
    of: async (sql: Sql, found: Pick<CaseRow, 'id' | 'citizen_id'>) =>
      Promise.all((await opinionsOf(sql, found.id)).map((row) => open(sql, found, row))),

    /** Writes the questions down; the machine has let them be asked. */
    ask: async (tx: Tx, found: CaseRow, asks: readonly Ask[], by: string | null): Promise<void> => {
      const seal = await seals.of(tx, found.citizen_id)
      for (const { department, question, days, reads = [] } of asks) {
        const id = newId()
        await insertOpinion(tx, {
          ...{ id, case_id: found.id, department, asked_by: by, asked_at: clock.now(), reads },
          due_day: addWorkingDays(clock.today(), days, calendar).day,
          question_sealed: seal.seal(question, `services_desk_opinions.question:${id}`)
        })
      }
    },

    /** What the caller's department is asked; those that wait by their day. */
    list: async (caller: StaffCaller, answered: boolean) =>
      handlesCases(caller)
        ? Promise.all((await opinionsAskedOf(db, caller.department, answered, MOST_LISTED)).map(line))
        : [],

    /** Refused: not_found. The look is in the applicant's ledger. */
    show: async (caller: StaffCaller, opinionId: string) => {
      const row = handlesCases(caller) ? await opinionOf(db, caller.department, opinionId) : null
      if (!row) return refuse('not_found')
      const shown = await line(row)
      await ledger.record(db, {
        ownerId: shown.found.citizen_id,
        reader: { kind: 'staff', id: caller.staffId, name: await staff.publicName(db, caller.staffId) },
        ...{ purpose: '答复会办意见', fields: ['会办问题', ...row.reads] },
        ...{ caseId: shown.found.id, caseNumber: shown.found.number },
        once: `opinion:${opinionId}:${caller.staffId}:${clock.today()}`
      })
      return shown
    },

    /** Refused: not_found, conflict (answered already, or the case has ended). */
    answer: async (
      tx: Tx,
      moves: Pick<Moves, 'make'>,
      caller: StaffCaller,
      opinionId: string,
      given: { agrees: boolean; words: string }
    ) => {
      const asked = handlesCases(caller) ? await opinionOf(tx, caller.department, opinionId) : null
      const found = asked && (await lockCase(tx, asked.case_id))
      const row = found && (await deskRow(tx, found.id))
      // read again now that nobody else moves the case
      const still = row && (await opinionOf(tx, caller.department, opinionId))
      if (!found || !row || !still) return refuse('not_found')
      if (still.answered_at) return refuse('conflict')
      const name = content.departments.get(caller.department)?.name ?? caller.department
      const note = `${name}：${given.agrees ? '同意' : '不同意'}。${given.words}`
      const moved = await moves.make(tx, found, row, { act: 'opinion', department: caller.department }, { note })
      if ('refused' in moved) return refuse('conflict')
      const seal = await seals.of(tx, found.citizen_id)
      const wordsSealed = seal.seal(given.words, `services_desk_opinions.words:${opinionId}`)
      const { agrees } = given
      await answerOpinion(tx, opinionId, { at: clock.now(), by: caller.staffId, agrees, wordsSealed })
      return true
    },

    /** The head of a department that has not answered in time gets a task. */
    tellLate: () =>
      db.tx(async (tx) => {
        for (const { case_id, department, due_day, number } of await takeLateOpinions(tx, clock.today()))
          await tasks.open(tx, {
            ...{ kind: 'overdue', department, dueInWorkingDays: LATE_DUE_IN_WORKING_DAYS },
            title: `办件 ${number} 的会办意见超过期限`,
            aboutId: `${case_id}|${due_day}|${department}`
          })
      })
  }
}
export type Opinions = ReturnType<typeof makeOpinions>
