import type { Dispatch } from './events'
import { formValue, isDisabled, isToggle, resetForm, toggle } from './form-controls'
import { select, type WeNode } from './node-tree'
import { callLifecycle, type PageHost } from './page-instance'
import type { PageStack } from './page-stack'
import type { Phone } from './phone'
import { type Dict, dictOf, messageOf, textOf } from './unknown-values'
import { ApiFailure } from './wx-calls'

/** What the native layer of a phone needs to turn a tap into its consequences. */
export type Touch = {
  phone: Phone
  dispatch: Dispatch
  stack: PageStack
  /** Runs an API as the native side would, e.g. the answer of a getPhoneNumber button. */
  answer: (name: string, args: Dict) => Promise<unknown>
  /** Whether a button of WeChat would first ask for consent to 用户隐私保护指引. */
  holdsBack: (name: string) => boolean
}

const isForm = ({ tag }: WeNode): boolean => tag === 'form'
const named = (node: WeNode, camel: string, kebab: string): string => textOf(node.attr[camel] ?? node.attr[kebab])

/** The toggle a tap reaches: the node itself, one around it, or the one a surrounding label speaks for. */
const toggleReached = (page: PageHost, node: WeNode, treeOf: PageStack['treeOf']): WeNode | undefined => {
  const around = node.closest(isToggle)
  if (around) return around
  const label = node.closest(({ tag }) => tag === 'label')
  if (!label) return undefined
  const target = textOf(label.attr.for)
  return target ? select(treeOf(page), `#${target}`).find(isToggle) : [...label.walk()].find(isToggle)
}

const submitOrReset = (page: PageHost, button: WeNode, dispatch: Dispatch): number => {
  const type = named(button, 'formType', 'form-type')
  const form = button.closest(isForm)
  if (!type || !form) return 0
  if (type === 'submit') return dispatch(form, 'submit', { value: formValue(page, form) })
  resetForm(page, form)
  return dispatch(form, 'reset')
}

const CONSENT = 'agreePrivacyAuthorization'

const failedWith = (type: string) => (thrown: unknown) => {
  const extra = thrown instanceof ApiFailure ? thrown.extra : {}
  return { ...extra, errMsg: `${type}:fail ${messageOf(thrown)}` }
}

/** WeChat's own dialogues behind open-type, answered as a citizen who agrees (override the API of that name). */
const openCapability = async (touch: Touch, page: PageHost, button: WeNode): Promise<number> => {
  const { phone, dispatch, answer, holdsBack } = touch
  const types = named(button, 'openType', 'open-type').split('|').filter(Boolean)
  // consent comes first where one button is both
  types.sort((one, other) => Number(other === CONSENT) - Number(one === CONSENT))
  const told = async (type: string) => {
    const detail = await answer(type, { buttonId: button.id }).catch(failedWith(type))
    return dispatch(button, type.toLowerCase(), { errMsg: `${type}:ok`, ...Object(detail) })
  }
  let handled = 0
  for (const type of types) {
    if (type === 'share') {
      const from = phone.realm.toApp({ from: 'button', target: { id: button.id, dataset: button.dataset } })
      phone.observed.shares.push(dictOf(callLifecycle(phone, page, 'onShareAppMessage', from)))
      handled++
    } else {
      // nobody can wait for the citizen's decision here: it needs another tap
      const telling = phone.activity.track(told(type))
      handled += holdsBack(type) ? 1 : await telling
    }
  }
  return handled
}

const followNavigator = async ({ stack }: Touch, node: WeNode): Promise<number> => {
  const navigator = node.closest(({ tag }) => tag === 'navigator')
  if (!navigator) return 0
  const type = named(navigator, 'openType', 'open-type') || 'navigate'
  const { navigateTo, redirectTo, switchTab, reLaunch, navigateBack } = stack.navigation
  const go = { navigate: navigateTo, redirect: redirectTo, switchTab, reLaunch, navigateBack }[type]
  if (!go) throw new Error(`navigator has the unknown open-type ${type}`)
  await go({ url: navigator.attr.url, delta: navigator.attr.delta })
  return 1
}

/**
 * A finger on a node: touch events, tap, and what native controls do on their own (toggle, form, open-type, navigator).
 * Throws for a hidden or disabled node and for a tap that nothing answers, which a citizen would call a dead button.
 */
export const tapNode = async (touch: Touch, page: PageHost, node: WeNode): Promise<void> => {
  const { dispatch, stack } = touch
  if (node.closest(({ hidden }) => hidden)) throw new Error(`<${node.tag}> is hidden, nobody can tap it`)
  const button = node.closest(({ tag }) => tag === 'button')
  if (button && isDisabled(button)) throw new Error('the button is disabled')
  dispatch(node, 'touchstart')
  dispatch(node, 'touchend')
  let handled = dispatch(node, 'tap', { x: 10, y: 10 })
  const reached = toggleReached(page, node, stack.treeOf)
  if (reached) {
    toggle(page, reached, dispatch)
    handled++
  }
  if (button) handled += submitOrReset(page, button, dispatch) + (await openCapability(touch, page, button))
  handled += await followNavigator(touch, node)
  if (handled === 0) throw new Error(`nothing answers a tap on <${node.tag} class="${textOf(node.attr.class)}">`)
}
