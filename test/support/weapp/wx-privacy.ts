import type { Phone } from './phone'
import { type AnyFunction, dictOf, isFunction, textOf } from './unknown-values'
import { ApiFailure, type ApiHandler } from './wx-calls'

/** Functions and buttons that need the citizen's consent to 用户隐私保护指引. */
const PROTECTED = [
  ...['chooseMedia', 'chooseImage', 'chooseVideo', 'chooseMessageFile', 'saveImageToPhotosAlbum'],
  ...['getLocation', 'getFuzzyLocation', 'chooseLocation', 'choosePoi', 'chooseAddress', 'chooseInvoiceTitle'],
  ...['getPhoneNumber', 'getRealtimePhoneNumber', 'getClipboardData', 'setClipboardData', 'addPhoneContact'],
  ...['getWeRunData', 'requirePrivacyAuthorize']
]
const CONTRACT_NAME = '《指尖办用户隐私保护指引》'

/** How a citizen stands towards 用户隐私保护指引, and WeChat keeping to it. */
export type Privacy = {
  agreed: () => boolean
  /** What removing the mini-program from the list of recent ones does. */
  forget: () => void
  /** Whether a function or button would wait for the citizen now. */
  holdsBack: (name: string) => boolean
  /** Resolves at once or when the citizen has agreed; throws as WeChat does when they have not. */
  gate: (name: string) => Promise<void>
  handlers: Record<string, ApiHandler>
  functions: Record<string, AnyFunction>
}

/**
 * wx.onNeedPrivacyAuthorization and what hangs on it. The last listener wins; `agree` counts only with the id of an
 * agreePrivacyAuthorization button that was tapped. Without a listener the citizen closes WeChat's own dialogue.
 */
export const makePrivacy = ({ realm, activity, observed, report }: Phone, agreedBefore: boolean): Privacy => {
  let agreed = agreedBefore
  let listener: AnyFunction | undefined
  const tapped = new Set<string>()

  const decide = (given: unknown, settle: (allowed: boolean) => void) => {
    const { event, buttonId } = dictOf(given)
    if (event === 'disagree') return settle(false)
    if (event !== 'agree') return
    const id = textOf(buttonId)
    if (!tapped.has(id)) observed.warnings.push(`privacy: no agreePrivacyAuthorization button "${id}" was tapped`)
    settle(tapped.has(id))
  }
  const ask = (name: string) =>
    new Promise<boolean>((settle) => {
      if (!listener) return settle(false)
      try {
        listener((given: unknown) => decide(given, settle), realm.toApp({ referrer: name }))
      } catch (thrown) {
        report(thrown, 'listener of NeedPrivacyAuthorization')
        settle(false)
      }
    })
  const holdsBack = (name: string) => !agreed && PROTECTED.includes(name)
  return {
    agreed: () => agreed,
    forget: () => {
      agreed = false
      tapped.clear()
    },
    holdsBack,
    gate: async (name) => {
      if (!holdsBack(name) || (await activity.aside(ask(name)))) return
      throw new ApiFailure('privacy permission is not authorized', { errno: 104 })
    },
    handlers: {
      getPrivacySetting: () => ({ needAuthorization: !agreed, privacyContractName: CONTRACT_NAME }),
      requirePrivacyAuthorize: () => undefined,
      openPrivacyContract: () => undefined,
      // the button itself: the tap is the consent, also where no function waits
      agreePrivacyAuthorization: ({ buttonId }) => {
        agreed = true
        tapped.add(textOf(buttonId))
      }
    },
    functions: {
      onNeedPrivacyAuthorization: (act) => {
        listener = isFunction(act) ? act : listener
      }
    }
  }
}
