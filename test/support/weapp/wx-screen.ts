import type { PageStack } from './page-stack'
import type { Phone } from './phone'
import { type Dict, stringsOf, textOf } from './unknown-values'
import type { ApiHandler } from './wx-calls'

/** A toast with an icon has room for this many Chinese characters; a button of a modal for four. */
const TOAST_BESIDE_ICON = 7
const MODAL_BUTTON = 4
const ACTION_SHEET_ITEMS = 6

/** Functions that only change how the screen looks, and of which nothing can be asserted here. */
const WITHOUT_EFFECT = [
  ...['hideToast', 'setNavigationBarColor', 'showNavigationBarLoading', 'hideNavigationBarLoading', 'pageScrollTo'],
  ...['setBackgroundColor', 'setBackgroundTextStyle', 'loadFontFace', 'hideKeyboard', 'hideHomeButton'],
  ...['setTabBarBadge', 'removeTabBarBadge', 'showTabBarRedDot', 'hideTabBarRedDot', 'setTabBarItem', 'setTabBarStyle'],
  ...['showTabBar', 'hideTabBar', 'showShareMenu', 'hideShareMenu', 'updateShareMenu', 'vibrateShort', 'vibrateLong'],
  ...['previewImage', 'previewMedia', 'makePhoneCall', 'openLocation', 'setKeepScreenOn', 'enableAlertBeforeUnload'],
  ...['disableAlertBeforeUnload', 'navigateToMiniProgram', 'exitMiniProgram', 'addPhoneContact']
]

/** Toasts, dialogues, title and clipboard; the citizen agrees to every dialogue unless a test overrides the API. */
export const screenHandlers = (phone: Phone, stack: PageStack): Record<string, ApiHandler> => {
  const { observed } = phone
  const showToast = ({ title, icon = 'success' }: Dict) => {
    const text = textOf(title)
    observed.toasts.push(text)
    if (icon !== 'none' && [...text].length > TOAST_BESIDE_ICON)
      observed.warnings.push(`toast "${text}" is cut after ${TOAST_BESIDE_ICON} characters beside an icon`)
  }
  const showModal = (args: Dict) => {
    for (const name of ['confirmText', 'cancelText'])
      if ([...textOf(args[name])].length > MODAL_BUTTON)
        throw new Error(`${name} length should not larger than ${MODAL_BUTTON} Chinese characters`)
    observed.modals.push(args)
    return { confirm: true, cancel: false, content: args.editable ? textOf(args.content) : '' }
  }
  const showActionSheet = ({ itemList }: Dict) => {
    const items = stringsOf(itemList)
    if (items.length === 0 || items.length > ACTION_SHEET_ITEMS)
      throw new Error(`parameter error: itemList should have 1 to ${ACTION_SHEET_ITEMS} items`)
    return { tapIndex: 0 }
  }
  return {
    ...Object.fromEntries(WITHOUT_EFFECT.map((name) => [name, () => undefined])),
    showToast,
    showModal,
    showActionSheet,
    showLoading: ({ title }) => {
      observed.loading = textOf(title)
    },
    hideLoading: () => {
      observed.loading = null
    },
    setNavigationBarTitle: ({ title }) => {
      stack.top().title = textOf(title)
    },
    stopPullDownRefresh: () => {
      stack.top().refreshing = false
    },
    setClipboardData: ({ data }) => {
      observed.clipboard = textOf(data)
    },
    getClipboardData: () => ({ data: observed.clipboard })
  }
}
