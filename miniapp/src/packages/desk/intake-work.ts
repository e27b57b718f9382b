import type { Answers } from '@shared/contract/form'
import type { Intake, Presence } from '@shared/contract/intakes'
import { freshKey } from '@/platform/fresh-key'
import { makeKeptWork } from './kept-work'

/** What a person at the counter brings along: their card, and what they came for. */
export interface Card {
  serviceId: string
  name: string
  idNumber: string
  presence: Presence
}

/** An application that is being taken in, with everything filled in so far. */
export interface IntakeWork {
  intake: Intake
  answers: Answers
  /** ids of the sharings agreed to */
  agreed: string[]
  situation: string
  /** id of the scan of the signature on paper, or empty */
  signature: string
  /** of the hand-in: the same again is the same case */
  key: string
}

/** The intake that is open at this desk; the server refuses it after its `expiresAt`, whatever the clock of this computer says. */
export const intakeWork = makeKeptWork<IntakeWork>()

export const beginIntake = (intake: Intake, card: Card): void =>
  intakeWork.set({
    intake,
    answers: { [intake.fields.name]: card.name, [intake.fields.idNumber]: card.idNumber },
    agreed: [],
    situation: '',
    signature: '',
    key: freshKey()
  })

/** Changes the open intake from what stands in it now, not from what stood there when an upload began. */
export function changeIntake(change: (was: IntakeWork) => Partial<IntakeWork>): void {
  const was = intakeWork.get()
  if (was) intakeWork.set({ ...was, ...change(was) })
}

export const answerIntake = (field: string, value: Answers[string]): void =>
  changeIntake(({ answers }) => ({ answers: { ...answers, [field]: value } }))

/** Adds uploaded files to what the field has by now. */
export const addIntakeFiles = (field: string, ids: string[]): void =>
  changeIntake(({ answers }) => {
    const was = answers[field]
    const files = Array.isArray(was) ? was.filter((one) => typeof one === 'string') : []
    return { answers: { ...answers, [field]: [...files, ...ids] } }
  })
