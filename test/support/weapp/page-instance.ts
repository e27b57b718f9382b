import type { EventChannel } from './event-channel'
import type { Dispatch } from './events'
import type { Definition } from './module-loader'
import { matches, type WeNode } from './node-tree'
import type { Phone } from './phone'
import { makeSelectorQuery } from './selector-query'
import { type Dict, dictOf, isDict, isFunction, textOf } from './unknown-values'

/** A living component: its `this` for the app, and what the phone remembers of it. */
export type Host = {
  uid: string
  definition: Definition
  instance: Dict
  page: PageHost
  /** The node in the parent's tree; a page has none. */
  node: WeNode | null
  dead: boolean
  /** JSON of each property as the parent last passed it. */
  passed: Map<string, string>
  seenInRender: number
}

/** A living page, with the state of its native controls (typed text, switch positions). */
export type PageHost = Host & {
  components: Map<string, Host>
  controls: Map<string, unknown>
  title: string
  refreshing: boolean
  shown: boolean
  stale: boolean
  root: WeNode | null
  renders: number
  channel: EventChannel
}

/** WeChat refuses more in one setData call (1,024 KB). */
const LARGEST_SET_DATA = 1024 * 1024

const EMPTY_OF_TYPE: Record<string, unknown> = { String: '', Number: 0, Boolean: false, Array: [], Object: null }

const initialProperty = (declared: unknown): unknown => {
  if (isDict(declared) && 'value' in declared) return declared.value
  const type = isDict(declared) && 'type' in declared ? declared.type : declared
  return EMPTY_OF_TYPE[isFunction(type) ? type.name : ''] ?? null
}

/** Follows a data path of setData (`list[2].name`) and puts the value there, making what is missing on the way. */
const setAtPath = (data: Dict, dataPath: string, value: unknown): void => {
  const keys = dataPath
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean)
  const last = keys.pop()
  let place: Dict = data
  keys.forEach((key, index) => {
    const next = keys[index + 1] ?? last ?? ''
    const held = place[key]
    if (typeof held !== 'object' || held === null) place[key] = /^\d+$/.test(next) ? [] : {}
    place = Object(place[key])
  })
  if (last !== undefined) place[last] = value
}

/** Calls a life-cycle function if the app has it; what it throws is reported. */
export const callLifecycle = (phone: Phone, host: Host, name: string, ...args: unknown[]): unknown => {
  const { kind, options, path } = host.definition
  const act =
    kind === 'Page' ? host.instance[name] : (dictOf(options.lifetimes)[name] ?? host.instance[name] ?? options[name])
  if (!isFunction(act)) return undefined
  try {
    return act.apply(host.instance, args)
  } catch (thrown) {
    phone.report(thrown, `${path} ${name}`)
    return undefined
  }
}

type View = { dispatch: Dispatch; treeOf: (page: PageHost) => WeNode }

const makeSetData =
  (phone: Phone, host: Host, data: Dict) =>
  (change: unknown, done?: unknown): void => {
    if (host.dead) return
    const { observed, realm } = phone
    const { path } = host.definition
    const json = JSON.stringify(change ?? {})
    observed.setData.count++
    observed.setData.bytes += json.length
    observed.setData.largest = Math.max(observed.setData.largest, json.length)
    if (json.length > LARGEST_SET_DATA)
      phone.report(new Error(`setData of ${json.length} bytes, more than 1 MiB`), `${path} setData`)
    for (const [key, value] of Object.entries(dictOf(change)))
      if (value === undefined) observed.warnings.push(`${path}: setData "${key}" to undefined`)
    for (const [key, value] of Object.entries(dictOf(realm.parse(json)))) setAtPath(data, key, value)
    host.page.stale = true
    if (isFunction(done)) realm.later(() => done.call(host.instance))
  }

/** Fills in `host.instance`, the `this` that page or component code sees. */
export const equipInstance = (phone: Phone, host: Host, view: View): void => {
  const { options, path, kind } = host.definition
  const properties = Object.entries(dictOf(options.properties)).map(([name, value]) => [name, initialProperty(value)])
  const initial = { ...dictOf(options.data), ...Object.fromEntries(properties) }
  const data = dictOf(phone.realm.parse(JSON.stringify(initial)))
  const query = () => makeSelectorQuery(phone, () => view.treeOf(host.page))
  Object.assign(host.instance, kind === 'Page' ? options : dictOf(options.methods), {
    data,
    properties: data,
    is: path,
    route: path,
    setData: makeSetData(phone, host, data),
    groupSetData: (act: unknown) => (isFunction(act) ? act() : undefined),
    selectComponent: (selector: unknown) => {
      const fits = ({ node }: Host) => node !== null && matches(node, textOf(selector))
      return [...host.page.components.values()].find(fits)?.instance ?? null
    },
    createSelectorQuery: query,
    getTabBar: () => null,
    getOpenerEventChannel: () => host.page.channel,
    triggerEvent: (type: unknown, detail: unknown, flags: unknown) => {
      if (host.node) view.dispatch(host.node, textOf(type), dictOf(detail), { bubbles: dictOf(flags).bubbles === true })
    }
  })
}
