import * as z from 'zod/mini'
import { me, oauthCode, oauthState, returnTo } from './identity'
import { routes } from './route'

/** Mainland mobile number as typed; normalised by shared/values/phone. */
export const phone = z.string().check(z.minLength(11), z.maxLength(20))
export const smsCode = z.string().check(z.regex(/^\d{6}$/, '验证码是六位数字。'))

/** An SMS code is on its way. Seconds. */
export const codeSent = z.object({ expiresIn: z.int(), againIn: z.int() })
export type CodeSent = z.output<typeof codeSent>

const CODE = ['code_wrong', 'code_expired'] as const

export const browserSignInRoutes = routes({
  sendSignInCode: {
    method: 'POST',
    path: '/api/v1/sessions/sms-code',
    auth: 'public',
    rate: 'sign-in',
    idempotent: false,
    audit: true,
    summary: 'H5 outside WeChat: an SMS code to sign in with. Says the same whether or not the number is known.',
    body: z.object({ phone }),
    response: codeSent,
    errors: ['forbidden', 'department_unavailable']
  },
  signInWithSms: {
    method: 'POST',
    path: '/api/v1/sessions/sms',
    auth: 'public',
    rate: 'sign-in',
    idempotent: false,
    audit: true,
    summary:
      'H5 outside WeChat: SMS code against a session cookie. A verified account also asks the last six of its ID card or other paper; ' +
      '`startOver` takes a reissued number to a new account instead.',
    body: z.object({
      phone,
      code: smsCode,
      idTail: z.optional(z.string().check(z.regex(/^[0-9A-Za-z]{6}$/, '请输入证件号码的后六位。'))),
      startOver: z.optional(z.boolean())
    }),
    response: z.object({ me }),
    errors: ['forbidden', ...CODE, 'id_tail_required', 'identity_not_matched']
  },
  startYkbSignIn: {
    method: 'POST',
    path: '/api/v1/sessions/ykb/start',
    auth: 'public',
    rate: 'sign-in',
    idempotent: false,
    audit: false,
    summary:
      'The address of the 渝快办 sign-in page (H5). Signed in already: it raises this account to real-name; otherwise it signs in.',
    body: z.object({ returnTo }),
    response: z.object({ url: z.string() }),
    errors: ['forbidden']
  },
  finishYkbSignIn: {
    method: 'POST',
    path: '/api/v1/sessions/ykb',
    auth: 'public',
    rate: 'sign-in',
    idempotent: false,
    audit: true,
    summary: '渝快办 code and state against a session cookie; the account is real-name afterwards.',
    body: z.object({ code: oauthCode, state: oauthState }),
    response: z.object({ me, returnTo: z.string() }),
    errors: ['forbidden', 'sign_in_failed', 'identity_taken', 'guardian_required', 'department_unavailable']
  }
})
