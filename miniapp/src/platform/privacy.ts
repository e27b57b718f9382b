import Taro from '@tarojs/taro'

/** WeChat holds back a function (chooseMedia, getPhoneNumber …) until the person has decided about 用户隐私保护指引. */
export interface PrivacyQuestion {
  /** the function that waits, as WeChat names it */
  waitsFor: string
  /** The sheet is on the screen. */
  shown: () => void
  /** `buttonId` is the id of the PrivacyButton that was tapped; WeChat checks that it was. */
  agree: (buttonId: string) => void
  /** The function that waits fails; everything else stays usable. */
  disagree: () => void
}

type Resolve = (answer: { event: 'exposureAuthorization' | 'agree' | 'disagree'; buttonId?: string }) => void

/**
 * Registers who asks the person, once at launch. Functions that come to wait while the question is open are answered
 * together with it, so the sheet is shown once. No-op on H5 and on base libraries before 2.32.3.
 */
export function onPrivacyNeeded(show: (question: PrivacyQuestion) => void): void {
  if (process.env.TARO_ENV === 'h5' || typeof Taro.onNeedPrivacyAuthorization !== 'function') return
  let waiting: Resolve[] = []
  const answerAll: Resolve = (answer) => {
    const answered = waiting
    if (answer.event !== 'exposureAuthorization') waiting = []
    for (const resolve of answered) resolve(answer)
  }
  Taro.onNeedPrivacyAuthorization((resolve, about) => {
    waiting.push(resolve)
    if (waiting.length > 1) return
    show({
      waitsFor: about?.referrer ?? '',
      shown: () => answerAll({ event: 'exposureAuthorization' }),
      agree: (buttonId) => answerAll({ event: 'agree', buttonId }),
      disagree: () => answerAll({ event: 'disagree' })
    })
  })
}

export interface PrivacyState {
  /** true until the person has agreed; always false on H5 */
  needed: boolean
  /** 《指尖办用户隐私保护指引》 as WeChat names it; empty on H5 */
  contractName: string
}

/** How this person stands towards 用户隐私保护指引. Never rejects. */
export function privacyState(): Promise<PrivacyState> {
  const nothing = { needed: false, contractName: '' }
  if (process.env.TARO_ENV === 'h5' || typeof Taro.getPrivacySetting !== 'function') return Promise.resolve(nothing)
  return new Promise((resolve) => {
    Taro.getPrivacySetting({
      success: ({ needAuthorization, privacyContractName }) =>
        resolve({ needed: needAuthorization, contractName: privacyContractName }),
      fail: () => resolve(nothing)
    })
  })
}

/** Asks now instead of at the first function that needs it; true = agreed (or nothing to agree to). Never rejects. */
export function askPrivacy(): Promise<boolean> {
  if (process.env.TARO_ENV === 'h5' || typeof Taro.requirePrivacyAuthorize !== 'function') return Promise.resolve(true)
  return new Promise((resolve) => {
    Taro.requirePrivacyAuthorize({ success: () => resolve(true), fail: () => resolve(false) })
  })
}

/** Opens WeChat's own page with the full 用户隐私保护指引; false where there is none (H5). Never rejects. */
export function openPrivacyContract(): Promise<boolean> {
  if (process.env.TARO_ENV === 'h5' || typeof Taro.openPrivacyContract !== 'function') return Promise.resolve(false)
  return new Promise((resolve) => {
    Taro.openPrivacyContract({ success: () => resolve(true), fail: () => resolve(false) })
  })
}

/** true when a function failed because the person has not agreed, and not for a reason of its own. */
export const isPrivacyRefusal = (caught: unknown): boolean =>
  /privacy permission is not authorized|privacy.*(not agree|disagree)/i.test(String(Object(caught).errMsg ?? ''))
