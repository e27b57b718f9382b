import { type Answers, type Field, type Form, formFields, textsOf } from '@shared/contract/form'
import type { CivilDate } from '@shared/values/civil-date'
import type { WorkingCalendar } from '@shared/values/working-days'
import type { Tx } from '../../../platform/db/db'
import { refuse } from '../../../platform/http/refused'
import { newId } from '../../../platform/new-id'
import type { Acceptance, Content } from '../../content/port'
import type { CitizenSeals } from '../../identity/port'
import { writeOwed } from '../owed/owe'
import { notTheirs, openHolder, sealHolder } from './holder'
import { expiredBy } from './paper-day'
import { insertMaterial, papersOf } from './store'

type PaperField = Extract<Field, { kind: 'upload' }>
type Applicant = Pick<Acceptance, 'nameField' | 'certNoField'>

/** An application as it is being handed in. */
export interface HandedInPapers {
  form: Form
  acceptance: Applicant
  answers: Answers
}

/** Whether a field asks for a paper of a known kind. */
export const isPaper = (field: Field | undefined): field is PaperField & { document: string } =>
  field?.kind === 'upload' && field.document !== undefined

/** Fields that ask for a paper of a known kind, with the files that answer them. */
const papersIn = ({ form, answers }: HandedInPapers) =>
  formFields(form).flatMap((field) => {
    const ids = textsOf(answers[field.id])
    return isPaper(field) && ids.length > 0 ? [{ field, document: field.document, ids }] : []
  })

/** '' for anything but text. */
export const textOf = (answers: Answers, field: string): string => {
  const value = answers[field]
  return typeof value === 'string' ? value : ''
}

/** Papers on their way in: looked at before, kept for another time after (材料护照). */
export function makeHandedInPapers({
  seals,
  content,
  calendar
}: {
  seals: CitizenSeals
  content: Pick<Content, 'documents'>
  calendar: WorkingCalendar
}) {
  const problemOf = async (
    tx: Tx,
    paper: Awaited<ReturnType<typeof papersOf>>[number],
    certNo: string,
    day: string
  ) => {
    const expired = expiredBy(paper.valid_until, day)
    if (expired || !paper.material_id || !paper.material_owner || !paper.holder_sealed) return expired
    const seal = await seals.of(tx, paper.material_owner)
    return notTheirs(openHolder(seal, paper.material_id, paper.holder_sealed), certNo)
  }
  return {
    /**
     * What is wrong with the papers on `day`: expired by the day typed for them, or used again for another person than
     * they are about. Refused: form_invalid; null = nothing.
     */
    check: async (tx: Tx, given: HandedInPapers, day: CivilDate) => {
      const asked = papersIn(given)
      const papers = await papersOf(
        tx,
        asked.flatMap(({ ids }) => ids)
      )
      const certNo = textOf(given.answers, given.acceptance.certNoField)
      const wrong: Record<string, string> = {}
      for (const { field, ids } of asked)
        for (const paper of papers.filter(({ id }) => ids.includes(id))) {
          const problem = await problemOf(tx, paper, certNo, day)
          if (problem) wrong[field.id] ??= problem
        }
      return Object.keys(wrong).length > 0 ? refuse('form_invalid', wrong) : null
    },
    /** What it is handed in without is written down; every paper of a known kind can be used again from now on. In the transaction that hands the case in. */
    keep: async (
      tx: Tx,
      found: { id: string; citizen_id: string; service_id: string },
      given: HandedInPapers & { at: Date }
    ): Promise<void> => {
      const { acceptance, answers, at } = given
      await writeOwed(tx, found.id, given, calendar)
      const seal = await seals.of(tx, found.citizen_id)
      const whose = { name: textOf(answers, acceptance.nameField), certNo: textOf(answers, acceptance.certNoField) }
      for (const { document, ids } of papersIn(given))
        for (const paper of await papersOf(tx, ids)) {
          const id = newId()
          await insertMaterial(tx, {
            ...{ id, citizen_id: found.citizen_id, file_id: paper.id, document },
            ...{ service_id: found.service_id, handed_in_at: at, valid_until: paper.valid_until },
            holder_sealed: content.documents.get(document)?.personal ? sealHolder(seal, id, whose) : null
          })
        }
    }
  }
}
export type HandedInPapersOf = ReturnType<typeof makeHandedInPapers>
