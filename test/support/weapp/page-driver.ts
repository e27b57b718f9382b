import { formValue, isDisabled, pickerValue } from './form-controls'
import { matches, select, selectByLabel, selectByText, type WeNode } from './node-tree'
import { callLifecycle, type PageHost } from './page-instance'
import { nextTurn, PATIENCE_MS, troubles } from './phone'
import { type Touch, tapNode } from './tap'
import { type Dict, dictOf, textOf } from './unknown-values'

/** A node of the page, or a selector for the first one that fits. */
export type Target = WeNode | string

/** One open page, in the hands of a test. Every act resolves once the mini-program has come to rest. */
export type PageDriver = {
  readonly path: string
  readonly title: string
  /** What the address of the page carries, e.g. { caseId }. */
  readonly query: Dict
  readonly data: Dict
  readonly tree: WeNode
  readonly text: string
  /** The rendered page as stable, indented markup for messages and snapshots. */
  readonly html: string
  /** Whether the pull-down spinner still turns. */
  readonly refreshing: boolean
  /** The first node that fits; throws and shows the page when there is none. */
  $: (selector: string) => WeNode
  $$: (selector: string) => WeNode[]
  has: (selector: string) => boolean
  /** The innermost node with exactly this text (or matching it), optionally the ancestor that fits a selector. */
  byText: (text: string | RegExp, selector?: string) => WeNode
  /** The node with this aria-label: what a screen reader calls it. */
  byLabel: (label: string) => WeNode
  tap: (target: Target) => Promise<void>
  /** Types the whole value into an input or textarea (cut at maxlength, as the keyboard does), then leaves it. */
  input: (target: Target, value: string) => Promise<void>
  /** Presses the keyboard's confirm key in an input. */
  confirm: (target: Target) => Promise<void>
  /** Chooses in a picker by label, index, date, time or region. */
  pick: (target: Target, value: unknown) => Promise<void>
  /** Any other native event, e.g. `change` of a slider or swiper. */
  event: (target: Target, type: string, detail?: Dict) => Promise<void>
  formValue: (target: Target) => Dict
  pullDown: () => Promise<void>
  reachBottom: () => Promise<void>
  scrollTo: (scrollTop: number) => Promise<void>
  /** What the page gives to somebody it is shared with (the ··· menu). */
  share: () => Dict
  /** Polls until a selector fits or the condition holds (throwing counts as not yet); rejects after `limitMs`. */
  waitFor: (condition: string | ((page: PageDriver) => unknown), limitMs?: number) => Promise<void>
}

/** Polls until `holds` is truthy and rejects with `explain` and the last complaint after `limitMs`. */
export const pollUntil = async (holds: () => unknown, explain: () => string, limitMs: number): Promise<void> => {
  const deadline = Date.now() + limitMs
  for (let complaint = ''; ; await nextTurn(4)) {
    try {
      if (await holds()) return
      complaint = ''
    } catch (thrown) {
      complaint = thrown instanceof Error ? `: ${thrown.message}` : ''
    }
    if (Date.now() > deadline) throw new Error(`${explain()}${complaint}`)
  }
}

/** Makes the driver of a page; `rest` resolves once the mini-program has nothing more to do at once. */
export const makePageDriver = (touch: Touch, page: PageHost, rest: () => Promise<void>): PageDriver => {
  const { phone, dispatch, stack } = touch
  const { path } = page.definition
  const tree = () => stack.treeOf(page)
  const shown = () => `${path}\n${tree().html()}`
  const $ = (selector: string) => {
    const found = select(tree(), selector)[0]
    if (!found) throw new Error(`no node fits "${selector}" on ${shown()}`)
    return found
  }
  const nodeOf = (target: Target) => (typeof target === 'string' ? $(target) : target)
  const fieldOf = (target: Target, ...tags: string[]) => {
    const node = nodeOf(target)
    if (!tags.includes(node.tag)) throw new Error(`<${node.tag}> is not ${tags.join(' or ')}`)
    if (node.closest(isDisabled)) throw new Error(`the ${node.tag} is disabled`)
    return node
  }
  const scroll = async (name: string, ...args: unknown[]) => {
    callLifecycle(phone, page, name, ...args)
    await rest()
  }

  const byText: PageDriver['byText'] = (text, selector) => {
    const innermost = selectByText(tree(), text)
    const found = selector
      ? innermost.map((node) => node.closest((candidate) => matches(candidate, selector))).find((node) => node !== null)
      : innermost[0]
    if (!found) throw new Error(`no node${selector ? ` ${selector}` : ''} says ${text} on ${shown()}`)
    return found
  }
  const input: PageDriver['input'] = async (target, typed) => {
    const node = fieldOf(target, 'input', 'textarea')
    const limit = Number(node.attr.maxlength ?? 140)
    const value = limit >= 0 ? typed.slice(0, limit) : typed
    dispatch(node, 'focus', { value: textOf(node.attr.value), height: 0 })
    page.controls.set(node.key, value)
    dispatch(node, 'input', { value, cursor: value.length })
    await rest()
    const now = [...tree().walk()].find(({ key, tag }) => key === node.key && tag === node.tag) ?? node
    dispatch(now, 'blur', { value, cursor: value.length })
    await rest()
  }
  const send = async (target: Target, type: string, detail?: Dict) => {
    const node = nodeOf(target)
    const handled = dispatch(node, type, detail)
    await rest()
    if (handled === 0) throw new Error(`nothing answers ${type} on <${node.tag}> of ${path}`)
  }

  const driver: PageDriver = {
    path,
    get title() {
      return page.title
    },
    get query() {
      return dictOf(page.instance.options)
    },
    get data() {
      return dictOf(page.instance.data)
    },
    get tree() {
      return tree()
    },
    get text() {
      return tree().text
    },
    get html() {
      return tree().html()
    },
    get refreshing() {
      return page.refreshing
    },
    $,
    $$: (selector) => select(tree(), selector),
    has: (selector) => select(tree(), selector).length > 0,
    byText,
    byLabel: (label) => {
      const found = selectByLabel(tree(), label)
      if (!found) throw new Error(`nothing is labelled ${label} on ${shown()}`)
      return found
    },
    tap: async (target) => {
      await tapNode(touch, page, nodeOf(target))
      await rest()
    },
    input,
    confirm: async (target) => {
      const node = fieldOf(target, 'input', 'textarea')
      await send(node, 'confirm', { value: textOf(page.controls.get(node.key) ?? node.attr.value) })
    },
    pick: async (target, wanted) => {
      const node = fieldOf(target, 'picker')
      const value = pickerValue(node, wanted)
      page.controls.set(node.key, value)
      // A named picker may leave its value to the form and listen to nothing.
      if (node.attr.name) dispatch(node, 'change', { value })
      else await send(node, 'change', { value })
      await rest()
    },
    event: send,
    formValue: (target) => formValue(page, nodeOf(target)),
    pullDown: async () => {
      const enabled =
        page.definition.json.enablePullDownRefresh ?? dictOf(phone.config.json.window).enablePullDownRefresh
      if (enabled !== true) throw new Error(`${path} does not enable pull-down refresh`)
      page.refreshing = true
      await scroll('onPullDownRefresh')
    },
    reachBottom: () => scroll('onReachBottom'),
    scrollTo: (scrollTop) => scroll('onPageScroll', phone.realm.toApp({ scrollTop })),
    share: () => dictOf(callLifecycle(phone, page, 'onShareAppMessage', phone.realm.toApp({ from: 'menu' }))),
    waitFor: async (condition, limitMs = PATIENCE_MS) => {
      const holds = () => (typeof condition === 'string' ? driver.has(condition) : condition(driver))
      await pollUntil(holds, () => `waited in vain for ${condition} on ${shown()}${troubles(phone)}`, limitMs)
      await rest()
    }
  }
  return driver
}
