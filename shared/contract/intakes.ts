import * as z from 'zod/mini'
import { chosenSituation } from './applications'
import { codeSent } from './browser-sign-in'
import { sharing } from './consents'
import { answers, form } from './form'
import { done, id, instant, slug } from './parts'
import { routes } from './route'
import { arrivedFile, UPLOAD_MAX_BYTES, UPLOAD_TYPES } from './uploads'

/**
 * 窗口代办录入: a clerk fills in an application for somebody who stands at the counter. The case is that person's; they
 * confirm what was written by their signature or by a code sent to their phone.
 */
const presence = z.enum(['counter', 'home'])
export type Presence = z.output<typeof presence>
export const PRESENCES = {
  counter: '本人到窗口，已查验身份证原件',
  home: '上门办理，已查验身份证原件'
} as const satisfies Record<Presence, string>

export const intake = z.object({
  id,
  serviceId: slug,
  serviceName: z.string(),
  /** masked */
  applicant: z.string(),
  form,
  /** the fields that name the applicant; they must say what stands on the card */
  fields: z.object({ name: z.string(), idNumber: z.string(), phone: z.string() }),
  /** the 情形 of the item, of which the clerk names the one the person is in */
  situations: z.array(z.object({ id: slug, ...chosenSituation.shape })),
  /** what goes to which department; each is read out and agreed to */
  sharings: z.array(sharing),
  expiresAt: instant
})
export type Intake = z.output<typeof intake>

/** What is filled in so far, as it stands on the clerk's screen: nothing of it is checked before it is handed in. */
export const intakeWork = z.object({
  answers,
  agreed: z.array(slug).check(z.maxLength(20)),
  situation: z.optional(slug),
  /** the scan of the signature on paper */
  signature: z.optional(id)
})
export type IntakeWork = z.output<typeof intakeWork>

const revision = z.int().check(z.nonnegative(), z.maximum(1_000_000_000))
const openIntake = z.object({ intake, work: intakeWork, revision })
export type OpenIntake = z.output<typeof openIntake>

const confirmation = z.discriminatedUnion('by', [
  z.object({ by: z.literal('signature'), fileId: id }),
  z.object({ by: z.literal('sms'), code: z.string().check(z.regex(/^\d{6}$/, '请填写 6 位验证码。')) })
])
export type Confirmation = z.output<typeof confirmation>

const params = z.object({ intakeId: id })
const STAFF = ['sign_in_required', 'forbidden'] as const
const OPEN = [...STAFF, 'not_found', 'conflict'] as const

export const intakesRoutes = routes({
  listIntakeItems: {
    method: 'GET',
    path: '/api/v1/desk/intake-items',
    auth: 'staff:any',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'The items of my department that I can take in at the counter today.',
    response: z.object({ items: z.array(z.object({ id: slug, name: z.string() })) }),
    errors: STAFF
  },
  openIntake: {
    method: 'POST',
    path: '/api/v1/desk/intakes',
    ids: { 'body.serviceId': 'content' },
    auth: 'staff:any',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary:
      'Begin an application for the person at the counter: name and number of the ID card are asked of the public security register. Whether the person has an account here is not told.',
    body: z.object({
      serviceId: slug,
      name: z.string().check(z.maxLength(60)),
      idNumber: z.string().check(z.maxLength(40)),
      presence
    }),
    response: intake,
    errors: [
      ...STAFF,
      'not_found',
      'service_closed',
      'identity_not_matched',
      'guardian_required',
      'department_unavailable'
    ]
  },
  showOpenIntake: {
    method: 'GET',
    path: '/api/v1/desk/intakes/open',
    auth: 'staff:any',
    rate: 'read',
    idempotent: false,
    audit: true,
    summary: 'The application I began last at the counter and have not handed in, with all that is filled in; or null.',
    response: z.object({ open: z.nullable(openIntake) }),
    errors: STAFF
  },
  keepIntakeWork: {
    method: 'PUT',
    path: '/api/v1/desk/intakes/:intakeId/work',
    ids: { intakeId: 'staff' },
    auth: 'staff:any',
    rate: 'write',
    idempotent: false,
    audit: false,
    summary:
      'Keep what is filled in so far, sealed, in the place of the revision I saw; `conflict`: another tab was quicker, or it is handed in.',
    params,
    body: z.object({ revision, work: intakeWork }),
    response: z.object({ revision }),
    errors: OPEN
  },
  endIntake: {
    method: 'DELETE',
    path: '/api/v1/desk/intakes/:intakeId',
    ids: { intakeId: 'staff' },
    auth: 'staff:any',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary: 'Give the application up: what was filled in and scanned is deleted at once.',
    params,
    response: done,
    errors: OPEN
  },
  uploadIntakeFile: {
    method: 'POST',
    path: '/api/v1/desk/intakes/:intakeId/files',
    ids: { intakeId: 'staff' },
    auth: 'staff:any',
    rate: 'upload',
    idempotent: false,
    audit: true,
    summary: 'A scanned paper of the person at the counter, or their signature on paper.',
    params,
    upload: { maxBytes: UPLOAD_MAX_BYTES, types: UPLOAD_TYPES },
    response: arrivedFile,
    errors: [...OPEN, 'file_rejected', 'file_too_large', 'file_blank', 'file_infected']
  },
  sendIntakeCode: {
    method: 'POST',
    path: '/api/v1/desk/intakes/:intakeId/code',
    ids: { intakeId: 'staff' },
    auth: 'staff:any',
    rate: 'sign-in',
    idempotent: false,
    audit: true,
    summary: 'Send a code to the number the person named, so that they confirm what was written for them.',
    params,
    body: z.object({ phone: z.string().check(z.maxLength(20)) }),
    response: codeSent,
    errors: [...OPEN, 'department_unavailable']
  },
  handInIntake: {
    method: 'POST',
    path: '/api/v1/desk/intakes/:intakeId/submit',
    ids: { intakeId: 'staff', 'body.confirmation.fileId': 'staff' },
    auth: 'staff:any',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary: 'Hand the application in for the person, who has confirmed it and agreed to what the departments get.',
    params,
    body: z.object({
      formVersion: z.string().check(z.maxLength(80)),
      answers,
      /** the 情形 the person is in; absent = the item as it is in general */
      situation: z.optional(slug),
      /** ids of the sharings the person agreed to */
      agreed: z.array(slug).check(z.maxLength(20)),
      confirmation
    }),
    response: z.object({ caseId: id, number: z.string() }),
    errors: [
      ...OPEN,
      'form_invalid',
      'form_changed',
      'service_closed',
      'consent_required',
      'code_wrong',
      'code_expired',
      'idempotency_key_reused'
    ]
  }
})
