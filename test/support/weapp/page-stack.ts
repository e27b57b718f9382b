import path from 'node:path'
import { type EventChannel, makeChannel } from './event-channel'
import type { Dispatch } from './events'
import type { Loader } from './module-loader'
import type { WeNode } from './node-tree'
import { callLifecycle, equipInstance, type Host, type PageHost } from './page-instance'
import { nextTurn, type Phone } from './phone'
import { makeRenderer } from './render-page'
import { type Dict, dictOf, textOf } from './unknown-values'

/** WeChat keeps no more pages than this on top of each other. */
const DEEPEST_STACK = 10

export type PageStack = {
  pages: PageHost[]
  top: () => PageHost
  treeOf: (page: PageHost) => WeNode
  show: (page: PageHost) => void
  hide: (page: PageHost) => void
  /** Opens the first page of the session. */
  start: (pagePath: string, query: Dict) => Promise<void>
  /** wx.navigateTo and its kin; each takes the options of the wx function and throws the reason it fails. */
  navigation: Record<
    'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab' | 'navigateBack',
    (options: Dict) => Promise<unknown>
  >
}

const parseQuery = (query: string): Dict =>
  Object.fromEntries(
    query
      .split('&')
      .filter(Boolean)
      .map((pair) => {
        const [name = '', ...value] = pair.split('=')
        return [decodeURIComponent(name), decodeURIComponent(value.join('='))]
      })
  )

/** The pages that are open, the tab pages kept alive beside them, and the rules by which they follow each other. */
export const makePageStack = (phone: Phone, loader: Loader, dispatch: Dispatch): PageStack => {
  const { config, realm } = phone
  const pages: PageHost[] = []
  const livingTabs = new Map<string, PageHost>()
  const tabPaths = config.tabs.map(({ pagePath }) => pagePath)
  let lastUid = 0

  const top = (): PageHost => {
    const page = pages.at(-1)
    if (!page) throw new Error('no page is open')
    return page
  }
  const common = (prefix: string, definitionPath: string, node: WeNode | null) => ({
    uid: `${prefix}${++lastUid}`,
    definition: loader.define(definitionPath),
    instance: {},
    node,
    dead: false,
    passed: new Map<string, string>(),
    seenInRender: 0
  })
  const view = { dispatch, treeOf: (page: PageHost) => renderer.treeOf(page) }
  const renderer = makeRenderer(phone, (definitionPath, page, node) => {
    const host: Host = { ...common('c', definitionPath, node), page }
    equipInstance(phone, host, view)
    return host
  })
  const makePage = (pagePath: string, channel: EventChannel): PageHost => {
    const base = common('p', pagePath, null)
    const title = textOf(
      base.definition.json.navigationBarTitleText ?? dictOf(config.json.window).navigationBarTitleText
    )
    const page: PageHost = {
      ...base,
      get page() {
        return page
      },
      components: new Map(),
      controls: new Map(),
      title,
      refreshing: false,
      shown: false,
      stale: true,
      root: null,
      renders: 0,
      channel
    }
    equipInstance(phone, page, view)
    return page
  }

  const show = (page: PageHost) => {
    if (page.shown) return
    page.shown = true
    callLifecycle(phone, page, 'onShow')
  }
  const hide = (page: PageHost) => {
    if (!page.shown) return
    page.shown = false
    callLifecycle(phone, page, 'onHide')
  }
  const unload = (page: PageHost) => {
    page.shown = false
    callLifecycle(phone, page, 'onUnload')
    page.dead = true
    livingTabs.delete(page.definition.path)
    for (const host of page.components.values()) {
      host.dead = true
      callLifecycle(phone, host, 'detached')
    }
  }
  const unloadDownTo = (depth: number) => {
    for (const page of pages.splice(depth).reverse()) unload(page)
  }

  const open = (pagePath: string, query: Dict, channel = makeChannel(phone.report)) => {
    const page = makePage(pagePath, channel)
    if (tabPaths.includes(pagePath)) livingTabs.set(pagePath, page)
    page.instance.options = realm.toApp(query)
    pages.push(page)
    callLifecycle(phone, page, 'onLoad', realm.toApp(query))
    show(page)
    renderer.treeOf(page)
    realm.later(() => !page.dead && callLifecycle(phone, page, 'onReady'))
  }
  const openTab = (pagePath: string) => {
    unloadDownTo(1)
    const bottom = pages.pop()
    if (bottom && !livingTabs.has(bottom.definition.path)) unload(bottom)
    else if (bottom && bottom.definition.path !== pagePath) hide(bottom)
    const living = livingTabs.get(pagePath)
    if (!living) return open(pagePath, {})
    pages.push(living)
    show(living)
  }
  const relaunch = (pagePath: string, query: Dict) => {
    unloadDownTo(0)
    for (const page of livingTabs.values()) unload(page)
    open(pagePath, query)
  }

  /** The page and query a URL names; its script is loaded here, so that a broken page fails the navigation. */
  const destination = async (options: Dict, tabAllowed: 'tab' | 'no tab' | 'either') => {
    const [address = '', query = ''] = textOf(options.url).split('?')
    const from = pages.at(-1)?.definition.path ?? ''
    const pagePath = address.startsWith('/') ? address.slice(1) : path.posix.join(path.posix.dirname(from), address)
    if (!config.pages.includes(pagePath)) throw new Error(`page "${pagePath}" is not found`)
    if (tabAllowed === 'no tab' && tabPaths.includes(pagePath)) throw new Error('can not open a tabbar page here')
    if (tabAllowed === 'tab' && !tabPaths.includes(pagePath)) throw new Error('can not switch to no-tabBar page')
    loader.define(pagePath)
    await nextTurn(0)
    return { pagePath, query: parseQuery(query) }
  }

  const navigation: PageStack['navigation'] = {
    navigateTo: async (options) => {
      const { pagePath, query } = await destination(options, 'no tab')
      if (pages.length >= DEEPEST_STACK) throw new Error(`webview count limit exceed, ${DEEPEST_STACK} pages are open`)
      const eventChannel = makeChannel(phone.report)
      for (const [name, listener] of Object.entries(dictOf(options.events))) eventChannel.on(name, listener)
      hide(top())
      open(pagePath, query, eventChannel)
      return { eventChannel }
    },
    redirectTo: async (options) => {
      const { pagePath, query } = await destination(options, 'no tab')
      unloadDownTo(pages.length - 1)
      open(pagePath, query)
    },
    reLaunch: async (options) => {
      const { pagePath, query } = await destination(options, 'either')
      relaunch(pagePath, query)
    },
    switchTab: async (options) => {
      const { pagePath } = await destination(options, 'tab')
      openTab(pagePath)
    },
    navigateBack: async (options) => {
      if (pages.length < 2) throw new Error('cannot navigate back at first page.')
      unloadDownTo(Math.max(1, pages.length - (Number(options.delta) || 1)))
      show(top())
    }
  }

  const start = async (pagePath: string, query: Dict) => {
    if (!config.pages.includes(pagePath)) throw new Error(`page "${pagePath}" is not in app.json`)
    relaunch(pagePath, query)
  }
  return { pages, top, treeOf: renderer.treeOf, show, hide, start, navigation }
}
