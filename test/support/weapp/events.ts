import type { WeNode } from './node-tree'
import type { Phone } from './phone'
import { type Dict, isDict, isFunction, textOf } from './unknown-values'

/** Events that bubble natively; every other event stays at its target. */
const BUBBLING = new Set([
  ...['touchstart', 'touchmove', 'touchcancel', 'touchend', 'tap', 'longpress', 'longtap', 'touchforcechange'],
  ...['transitionend', 'animationstart', 'animationiteration', 'animationend']
])
const TOUCH = { identifier: 0, pageX: 10, pageY: 10, clientX: 10, clientY: 10, force: 1 }

/** Sends an event through the handlers that the WXML binds and returns how many ran. */
export type Dispatch = (node: WeNode, type: string, detail?: Dict, options?: { bubbles?: boolean }) => number

type Binding = { prefix: string; method: string }

const bindingOf = (node: WeNode, type: string, prefixes: string[]): Binding | undefined => {
  for (const prefix of prefixes) {
    const method = node.attr[prefix + type] ?? node.attr[`${prefix}:${type}`]
    if (method) return { prefix, method: textOf(method) }
  }
  return undefined
}

const marksOf = (chain: WeNode[]): Dict => {
  const marks: Dict = {}
  for (const node of chain)
    for (const [name, value] of Object.entries(node.attr)) if (name.startsWith('mark:')) marks[name.slice(5)] ??= value
  return marks
}

const describeTarget = (node: WeNode) => ({ id: node.id, offsetLeft: 0, offsetTop: 0, dataset: node.dataset })

/**
 * Event flow as in WXML: capture handlers from the page down, then bind/catch/mut-bind from the target up, until a
 * catch. Errors of handlers, thrown or rejected, are reported.
 */
export const makeDispatch = ({ realm, report }: Phone): Dispatch => {
  const startedAt = Date.now()
  const call = (node: WeNode, type: string, method: string, event: Dict) => {
    const where = `${node.owner.definition.path} ${type} handler ${method}`
    try {
      const handler = node.owner.instance[method]
      if (!isFunction(handler)) throw new Error(`there is no handler "${method}" for ${type}`)
      const result = handler.call(node.owner.instance, realm.toApp(event))
      if (isDict(result) && isFunction(result.then)) result.then(undefined, (reason: unknown) => report(reason, where))
    } catch (thrown) {
      report(thrown, where)
    }
  }
  return (node, type, detail = {}, { bubbles = BUBBLING.has(type) } = {}) => {
    const chain: WeNode[] = []
    for (let link: WeNode | null = node; link; link = bubbles ? link.parent : null) chain.push(link)
    const fingersLeft = type === 'tap' || type === 'touchend' ? [] : [TOUCH]
    const touch = BUBBLING.has(type) ? { touches: fingersLeft, changedTouches: [TOUCH] } : {}
    const common = { type, detail, ...touch, mark: marksOf(chain), mut: false, target: describeTarget(node) }
    let handled = 0
    let mutBound = false
    const visit = (links: WeNode[], prefixes: string[]): boolean => {
      for (const link of links) {
        const binding = bindingOf(link, type, prefixes)
        if (!binding || (binding.prefix === 'mut-bind' && mutBound)) continue
        mutBound ||= binding.prefix === 'mut-bind'
        handled++
        const timeStamp = Date.now() - startedAt
        call(link, type, binding.method, { ...common, timeStamp, currentTarget: describeTarget(link) })
        if (binding.prefix.endsWith('catch')) return true
      }
      return false
    }
    const caught = visit([...chain].reverse(), ['capture-catch', 'capture-bind'])
    if (!caught) visit(chain, ['catch', 'bind', 'mut-bind'])
    return handled
  }
}
