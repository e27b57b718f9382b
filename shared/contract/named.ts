import { caseClock, caseDetail, caseSummary, draft, mend } from './applications'
import { sharing } from './consents'
import { consultRequest } from './consult-requests'
import { checked, proposal, release } from './content'
import { account, deskMe } from './desk'
import { deskCaseDetail } from './desk-cases'
import { rating } from './feedback'
import { answer, answers, column, field, form } from './form'
import { condition } from './form-condition'
import { prefill } from './form-prefill'
import { rule } from './form-rule'
import { guide, timeLimit } from './guide'
import { hall, hallBooking, hallQueue, queueLine } from './halls'
import { capacity, me, sessionChange } from './identity'
import { intake, intakeWork } from './intakes'
import { invitation, mandate, scope } from './mandates'
import { material } from './materials'
import { owedItem } from './owed'
import { source } from './parts'
import { deskDraft } from './relays'
import { task } from './tasks'
import { arrivedFile, uploadedFile } from './uploads'

/**
 * Schemas that stand in several replies or requests, by their name in openapi.json: written there once, `$ref` everywhere else.
 * A name that a client may have generated code for stays; a test finds what is big, repeated and has no name yet.
 */
export const NAMED_SCHEMAS = {
  Answer: answer,
  Answers: answers,
  ArrivedFile: arrivedFile,
  Capacity: capacity,
  CaseClock: caseClock,
  CaseDetail: caseDetail,
  CaseSummary: caseSummary,
  ConsultRequest: consultRequest,
  ContentCheck: checked,
  ContentProposal: proposal,
  ContentRelease: release,
  DeskCaseDetail: deskCaseDetail,
  DeskDraft: deskDraft,
  DeskMe: deskMe,
  Draft: draft,
  Form: form,
  FormColumn: column,
  FormCondition: condition,
  FormField: field,
  FormPrefill: prefill,
  FormRule: rule,
  Guide: guide,
  Hall: hall,
  HallBooking: hallBooking,
  HallQueue: hallQueue,
  Intake: intake,
  IntakeWork: intakeWork,
  Invitation: invitation,
  Mandate: mandate,
  MandateScope: scope,
  Material: material,
  Me: me,
  Mend: mend,
  OwedItem: owedItem,
  QueueLine: queueLine,
  Rating: rating,
  SessionChange: sessionChange,
  Sharing: sharing,
  Source: source,
  StaffAccount: account,
  Task: task,
  TimeLimit: timeLimit,
  UploadedFile: uploadedFile
} as const
