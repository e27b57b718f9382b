import Taro from '@tarojs/taro'

/** WeChat's standard text is 17 px; from this on the person has asked for large text (关怀模式: 23.8 px). */
const LARGE_TEXT_PX = 22

function largeTextInWechat(): boolean {
  try {
    // declared by WeChat, not by Taro
    return Number(Object(Taro.getAppBaseInfo()).fontSizeSetting) >= LARGE_TEXT_PX
  } catch {
    return false
  }
}

/** true when the person has set WeChat itself to large text. */
export const largeTextWanted = (): boolean => process.env.TARO_ENV !== 'h5' && largeTextInWechat()

/** H5: puts a class on <html> or takes it off, for what lies outside the pages (tab bar, title bar, dialogs). */
export function markDocument(className: string, on: boolean): void {
  if (process.env.TARO_ENV === 'h5') document.documentElement.classList.toggle(className, on)
}

/** true in the browser that WeChat opens links in, where the 公众号 can say who somebody is. */
export const inWechat = (): boolean =>
  process.env.TARO_ENV === 'h5' && /MicroMessenger/i.test(window.navigator.userAgent)
