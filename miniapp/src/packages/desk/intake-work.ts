import type { Answers } from '@shared/contract/form'
import type { Intake, OpenIntake, Presence } from '@shared/contract/intakes'
import { asCallError } from '@/platform/call-error'
import { freshKey } from '@/platform/fresh-key'
import { makeWatched } from '@/platform/watched'
import { endIntake, keepIntakeWork, showOpenIntake } from './api'
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
  /** what the server keeps, as this tab knows it */
  revision: number
}

/** unsaved = the server could not be reached, another try follows; elsewhere = another tab was quicker, or it is over. */
export type Keeping = 'kept' | 'keeping' | 'unsaved' | 'elsewhere'

/** Typing stops for this long before it is kept, in ms. */
const PAUSE_MS = 600
const AGAIN_MS = 5_000

/** The intake that is open at this desk; the server refuses it after its `expiresAt`, whatever the clock of this computer says. */
export const intakeWork = makeKeptWork<IntakeWork>()
/** Whether the server has everything that stands on the screen. */
export const intakeKeeping = makeWatched<Keeping>('kept')

let going: ReturnType<typeof setTimeout> | undefined
let busy = false
let another = false

const keepIn = (ms: number): void => {
  clearTimeout(going)
  going = setTimeout(() => void keep(), ms)
}

/** One save at a time; what is typed meanwhile goes out with the next one. */
async function keep(): Promise<void> {
  const was = intakeWork.get()
  if (!was) return
  if (busy) {
    another = true
    return
  }
  busy = true
  const { intake, answers, agreed, situation, signature, revision } = was
  const work = { answers, agreed, situation: situation || undefined, signature: signature || undefined }
  try {
    const kept = await keepIntakeWork(intake.id, { revision, work })
    const now = intakeWork.get()
    if (now?.intake.id === intake.id) {
      intakeWork.set({ ...now, revision: kept.revision })
      if (now === was) intakeKeeping.set('kept')
      else keepIn(0)
    }
  } catch (caught) {
    notKept(asCallError(caught).code, intake.id)
  } finally {
    busy = false
    if (another) keepIn(0)
    another = false
  }
}

function notKept(code: string, intakeId: string): void {
  if (intakeWork.get()?.intake.id !== intakeId) return
  const over = code === 'conflict' || code === 'not_found'
  intakeKeeping.set(over ? 'elsewhere' : 'unsaved')
  // who has to sign in again finds it in this tab: the form saves what is left when it opens
  if (!over && code !== 'sign_in_required') keepIn(AGAIN_MS)
}

/** The form is open (again): what could not be kept before goes out now. */
export function keepWhatIsLeft(): void {
  if (intakeWork.get() && intakeKeeping.get() === 'unsaved') keepIn(0)
}

const open = (work: IntakeWork): void => {
  clearTimeout(going)
  intakeKeeping.set('kept')
  intakeWork.set(work)
}

export const beginIntake = (intake: Intake, card: Card): void =>
  open({
    intake,
    answers: { [intake.fields.name]: card.name, [intake.fields.idNumber]: card.idNumber },
    agreed: [],
    situation: '',
    signature: '',
    key: freshKey(),
    revision: 0
  })

const goOn = ({ intake, work: { answers, agreed, situation = '', signature = '' }, revision }: OpenIntake): void =>
  open({ intake, answers, agreed, situation, signature, key: freshKey(), revision })

/** After a reload of the tab: the one this clerk has open comes back. Rejects with CallError. */
export async function resumeIntake(): Promise<void> {
  const found = (await showOpenIntake()).open
  if (found && !intakeWork.get()) goOn(found)
}

/** 不录入了: nothing of the person stays, here or on the server. Rejects with CallError. */
export async function giveUpIntake(): Promise<void> {
  const was = intakeWork.get()
  if (!was) return
  try {
    await endIntake(was.intake.id)
  } catch (caught) {
    const { code } = asCallError(caught)
    // given up, handed in or over already
    if (code !== 'not_found' && code !== 'conflict') throw caught
  }
  intakeWork.set(null)
}

/** Changes the open intake from what stands in it now, not from what stood there when an upload began. */
export function changeIntake(change: (was: IntakeWork) => Partial<IntakeWork>): void {
  const was = intakeWork.get()
  if (!was) return
  intakeWork.set({ ...was, ...change(was) })
  if (intakeKeeping.get() === 'elsewhere') return
  intakeKeeping.set('keeping')
  keepIn(PAUSE_MS)
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
