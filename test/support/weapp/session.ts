import type { Dispatch } from './events'
import { makePageDriver, type PageDriver, pollUntil } from './page-driver'
import { callLifecycle } from './page-instance'
import type { PageStack } from './page-stack'
import { nextTurn, type Observed, PATIENCE_MS, type Phone, settled, troubles } from './phone'
import type { Dict } from './unknown-values'
import type { WxApi } from './wx-api'
import type { ApiHandler } from './wx-calls'
import type { PhoneFile, PhoneFiles } from './wx-files'
import type { Privacy } from './wx-privacy'

export type NetworkType = 'wifi' | '5g' | 'none'

/** A running mini-program in the hands of a test, with everything observed so far. */
export type Session = Observed & {
  /** Driver of the page on the screen. */
  page: () => PageDriver
  /** Paths of the open pages, the one on the screen last. */
  paths: () => string[]
  storage: Map<string, unknown>
  encryptedKeys: Set<string>
  files: PhoneFiles
  wx: Dict
  /** Resolves with the page once it is the one on the screen. */
  waitPath: (path: string, limitMs?: number) => Promise<PageDriver>
  waitFor: (condition: () => unknown, limitMs?: number) => Promise<void>
  /** Touches a tab of the tab bar. */
  tab: (path: string) => Promise<PageDriver>
  back: () => Promise<PageDriver>
  /** Sends the mini-program to the background, and brings it back. */
  hide: () => Promise<void>
  show: () => Promise<void>
  /** How the citizen stands towards 用户隐私保护指引. */
  privacy: Pick<Privacy, 'agreed' | 'forget'>
  /** Replaces an asynchronous wx function from now on. */
  mock: (name: string, handler: ApiHandler) => void
  willChoose: (...files: PhoneFile[]) => void
  setNetwork: (type: NetworkType) => Promise<void>
  /** Resolves once nothing is in flight and no timer is about to fire. */
  rest: () => Promise<void>
  /** Ends the session; rejects with everything that went wrong inside the mini-program, unless that was expected. */
  close: (options?: { allowErrors?: boolean }) => Promise<void>
}

export type SessionParts = {
  phone: Phone
  stack: PageStack
  dispatch: Dispatch
  wxApi: WxApi
  restLimitMs: number
  appEvent: (name: 'onShow' | 'onHide', payload?: unknown) => void
  launchOptions: Dict
  changeNetwork: (type: NetworkType) => void
  end: () => void
}

const openSessions = new Set<Session>()

/** For afterEach: ends what a failed test left open, so that its timers keep no worker alive. */
export const closeEverySession = async (): Promise<void> => {
  for (const session of openSessions) await session.close({ allowErrors: true })
}

export const makeSession = (parts: SessionParts): Session => {
  const { phone, stack, dispatch, wxApi, restLimitMs, appEvent, launchOptions, changeNetwork, end } = parts
  const { observed } = phone
  const rest = async () => {
    await settled(phone, restLimitMs)
    for (const page of stack.pages) stack.treeOf(page)
  }
  const page = () =>
    makePageDriver(
      { phone, dispatch, stack, answer: wxApi.answer, holdsBack: wxApi.privacy.holdsBack },
      stack.top(),
      rest
    )
  const waitFor: Session['waitFor'] = async (condition, limitMs = PATIENCE_MS) => {
    await pollUntil(condition, () => `waited in vain for ${condition}${troubles(phone)}`, limitMs)
    await rest()
  }
  const waitPath: Session['waitPath'] = async (path, limitMs = PATIENCE_MS) => {
    const explain = () => `expected ${path}, still on ${page().path}\n${page().html}${troubles(phone)}`
    await pollUntil(() => stack.top().definition.path === path, explain, limitMs)
    await rest()
    return page()
  }
  const tab: Session['tab'] = async (path) => {
    const index = phone.config.tabs.findIndex(({ pagePath }) => pagePath === path)
    await stack.navigation.switchTab({ url: `/${path}` })
    callLifecycle(phone, stack.top(), 'onTabItemTap', phone.realm.toApp({ index, ...phone.config.tabs[index] }))
    await rest()
    return page()
  }
  const close: Session['close'] = async ({ allowErrors = false } = {}) => {
    openSessions.delete(session)
    // Rejections are told one turn after they happen.
    await nextTurn()
    end()
    if (allowErrors || observed.errors.length === 0) return
    throw new AggregateError(observed.errors, `errors inside the mini-program:${troubles(phone)}`)
  }
  const session: Session = Object.assign(observed, {
    page,
    paths: () => stack.pages.map(({ definition }) => definition.path),
    storage: wxApi.storage.values,
    encryptedKeys: wxApi.storage.encryptedKeys,
    files: wxApi.files,
    wx: wxApi.wx,
    privacy: wxApi.privacy,
    waitPath,
    waitFor,
    tab,
    back: async () => {
      await stack.navigation.navigateBack({ delta: 1 })
      await rest()
      return page()
    },
    hide: async () => {
      stack.hide(stack.top())
      appEvent('onHide')
      await rest()
    },
    show: async () => {
      appEvent('onShow', launchOptions)
      stack.show(stack.top())
      await rest()
    },
    mock: wxApi.mock,
    willChoose: wxApi.files.willChoose,
    setNetwork: async (type: NetworkType) => {
      changeNetwork(type)
      const change = { isConnected: type !== 'none', networkType: type }
      wxApi.channel.emit('NetworkStatusChange', phone.realm.toApp(change))
      await rest()
    },
    rest,
    close
  })
  openSessions.add(session)
  return session
}
