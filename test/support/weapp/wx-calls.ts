import type { Phone } from './phone'
import { type AnyFunction, type Dict, dictOf, isFunction, messageOf } from './unknown-values'

/** Does the work of one asynchronous wx function; resolves to its result, throws why it fails. */
export type ApiHandler = (args: Dict) => unknown

/** A failure with the extra fields WeChat gives (errCode, errno). */
export class ApiFailure extends Error {
  readonly extra: Dict
  constructor(message: string, extra: Dict = {}) {
    super(message)
    this.name = 'ApiFailure'
    this.extra = extra
  }
}

const failureText = (name: string, thrown: unknown): string => {
  const message = messageOf(thrown)
  return message.startsWith(`${name}:fail`) ? message : `${name}:fail ${message}`
}

/** Tells success or fail, then complete; what the app's callbacks throw is reported, as it is on a phone. */
const answer = ({ realm, report, isClosed }: Phone, name: string, args: Dict, ok: boolean, outcome: unknown): void => {
  if (isClosed()) return
  const extra = ok ? dictOf(outcome) : outcome instanceof ApiFailure ? outcome.extra : {}
  const reply = realm.toApp({ ...extra, errMsg: ok ? `${name}:ok` : failureText(name, outcome) })
  for (const callback of [ok ? args.success : args.fail, args.complete]) {
    try {
      if (isFunction(callback)) callback(reply)
    } catch (thrown) {
      report(thrown, `callback of wx.${name}`)
    }
  }
}

/** Runs a handler and calls back; never in the same turn, because a phone never does. */
export const runCall = (phone: Phone, name: string, handler: ApiHandler, args: Dict): void => {
  const work = async () => {
    await Promise.resolve()
    try {
      answer(phone, name, args, true, await handler(args))
    } catch (thrown) {
      answer(phone, name, args, false, thrown)
    }
  }
  void phone.activity.track(work())
}

/** A wx function with success/fail/complete, or a promise when none of the three is given. */
export const callbackApi =
  (phone: Phone, name: string, handler: ApiHandler): AnyFunction =>
  (options) => {
    const args = dictOf(options)
    phone.observed.calls.push({ name, args })
    if (isFunction(args.success) || isFunction(args.fail) || isFunction(args.complete))
      return runCall(phone, name, handler, args)
    return phone.realm.promise((success, fail) => runCall(phone, name, handler, { ...args, success, fail }))
  }
