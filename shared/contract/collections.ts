import * as z from 'zod/mini'
import { checkPersonName } from '../values/person-name'
import { checkPhone } from '../values/phone'
import { id, instant } from './parts'
import { routes } from './route'

/** 领取结果: how the paper of a result reaches the applicant, where the item offers it. */
export const collectWay = z.enum(['post', 'window'])
export type CollectWay = z.output<typeof collectWay>
/** none: no paper is wanted. */
export const chosenWay = z.enum([...collectWay.options, 'none'])

const parcel = z.object({
  carrier: z.string().check(z.trim(), z.minLength(2, '请填写快递公司。'), z.maxLength(30)),
  number: z.string().check(z.trim(), z.regex(/^[A-Za-z0-9-]{6,40}$/, '请填写快递单号（6 到 40 位字母或数字）。'))
})

const address = z.object({
  name: z.string().check(
    z.maxLength(60),
    z.refine((text) => checkPersonName(text).ok, '请填写收件人的中文姓名。')
  ),
  phone: z.string().check(
    z.maxLength(30),
    z.refine((text) => checkPhone(text).ok, '请填写 11 位手机号码。')
  ),
  address: z.string().check(z.trim(), z.minLength(6, '请填写完整的收件地址。'), z.maxLength(120))
})

const maskedTo = z.object({ name: z.string(), phone: z.string(), address: z.string() })

/** The same as it is chosen on the form already. */
export const draftCollection = z.object({
  /** what the item offers */
  ways: z.array(collectWay),
  /** null = not chosen yet */
  way: z.nullable(chosenWay),
  /** masked; null = nothing is posted */
  to: z.nullable(maskedTo)
})
export type DraftCollection = z.output<typeof draftCollection>

export const collection = z.object({
  /** what the item offers */
  ways: z.array(collectWay),
  /** null = not chosen yet */
  way: z.nullable(chosenWay),
  /** open: nothing chosen; asked: chosen; then sent off, or collected at the window */
  state: z.enum(['open', 'asked', 'posted', 'collected']),
  stateLabel: z.string(),
  /** the applicant may still choose, or choose anew */
  changeable: z.boolean(),
  /** masked; null = nothing is posted */
  to: z.nullable(maskedTo),
  parcel: z.nullable(parcel),
  /** when it was sent off or collected */
  settledAt: z.nullable(instant)
})
export type Collection = z.output<typeof collection>

/** An object, so that the phone can tell a case whose item offers nothing. */
const answer = z.object({ collection })
const CASE = z.object({ caseId: id })
const choice = z.discriminatedUnion('way', [
  z.object({ way: z.literal('window') }),
  z.object({ way: z.literal('none') }),
  z.object({ way: z.literal('post'), ...address.shape })
])

export const collectionsRoutes = routes({
  chooseDraftCollection: {
    method: 'PUT',
    path: '/api/v1/drafts/:draftId/collection',
    ids: { draftId: 'owner' },
    auth: 'session',
    rate: 'write',
    idempotent: false,
    audit: true,
    summary:
      'The same on the form, before I hand in: a revision of the draft, which becomes the case’s. conflict = the item does not offer it.',
    params: z.object({ draftId: id }),
    body: choice,
    response: z.object({ collection: draftCollection }),
    errors: ['sign_in_required', 'forbidden', 'not_found', 'out_of_scope', 'draft_submitted', 'conflict']
  },
  chooseCollection: {
    method: 'POST',
    path: '/api/v1/cases/:caseId/collection',
    ids: { caseId: 'owner' },
    auth: 'session',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary:
      'How I want the paper of the result: by post to an address, at the window, or not at all. Changeable until it has left.',
    params: CASE,
    body: choice,
    response: answer,
    errors: ['sign_in_required', 'forbidden', 'not_found', 'out_of_scope', 'conflict', 'idempotency_key_reused']
  },
  settleCollection: {
    method: 'POST',
    path: '/api/v1/desk/cases/:caseId/collection',
    ids: { caseId: 'staff' },
    auth: 'staff:any',
    rate: 'write',
    idempotent: true,
    audit: true,
    summary:
      'The paper of a result was sent off (carrier and number), or collected at the window; told to the applicant.',
    params: CASE,
    body: z.discriminatedUnion('state', [
      z.object({ state: z.literal('collected') }),
      z.object({ state: z.literal('posted'), ...parcel.shape })
    ]),
    response: answer,
    errors: ['sign_in_required', 'forbidden', 'not_found', 'conflict', 'idempotency_key_reused']
  }
})
export type ChosenWay = z.output<typeof collectionsRoutes.chooseCollection.body>
export type SettledWay = z.output<typeof collectionsRoutes.settleCollection.body>
