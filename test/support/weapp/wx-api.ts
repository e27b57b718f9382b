import { type EventChannel, makeChannel } from './event-channel'
import type { PageStack } from './page-stack'
import type { Phone } from './phone'
import { makeIntersectionObserver, makeSelectorQuery } from './selector-query'
import { type AnyFunction, type Dict, isFunction } from './unknown-values'
import { type ApiHandler, callbackApi } from './wx-calls'
import { type DeviceFacts, deviceFunctions, deviceHandlers } from './wx-device'
import { makeFiles, type PhoneFiles, USER_DATA_PATH } from './wx-files'
import { makeNetwork, type Net } from './wx-network'
import { makePrivacy, type Privacy } from './wx-privacy'
import { screenHandlers } from './wx-screen'
import { makeStorage, type Storage } from './wx-storage'

export type WxApi = {
  wx: Dict
  storage: Storage
  files: PhoneFiles
  /** Listeners of wx.onAppShow, wx.onNetworkStatusChange and so on, by the name after `on`. */
  channel: EventChannel
  privacy: Privacy
  /** Replaces an asynchronous function from now on. */
  mock: (name: string, handler: ApiHandler) => void
  /** The result of an asynchronous function as native code gets it. */
  answer: (name: string, args: Dict) => Promise<unknown>
}

const EVENTS = [
  ...['AppShow', 'AppHide', 'Error', 'UnhandledRejection', 'PageNotFound', 'NetworkStatusChange', 'ThemeChange'],
  ...['KeyboardHeightChange', 'WindowResize', 'MemoryWarning', 'UserCaptureScreen'],
  ...['AudioInterruptionBegin', 'AudioInterruptionEnd', 'NetworkWeakChange', 'LazyLoadError']
]

const eventFunctions = (channel: EventChannel): Record<string, AnyFunction> =>
  Object.fromEntries(
    EVENTS.flatMap((event) => [
      [`on${event}`, (listener: unknown) => channel.on(event, listener)],
      [`off${event}`, (listener: unknown) => channel.off(event, listener)]
    ])
  )

export type WxSetup = {
  storage: Dict | Map<string, unknown>
  encryptedKeys: Iterable<string>
  device: DeviceFacts
  net: Net
  networkType: () => string
  launchOptions: Dict
  privacyAgreed: boolean
  api: Record<string, ApiHandler>
  sync: Record<string, AnyFunction>
}

/**
 * The `wx` object of one phone. Every function is an own enumerable property before app.js loads, because Taro copies
 * what it finds; a function that is not here is undefined, as on an old base library.
 */
export const makeWxApi = (phone: Phone, stack: PageStack, setup: WxSetup): WxApi => {
  const storage = makeStorage(phone, setup.storage, setup.encryptedKeys)
  const files = makeFiles(phone)
  const channel = makeChannel(phone.report)
  const privacy = makePrivacy(phone, setup.privacyAgreed)
  const handlers: Record<string, ApiHandler> = {
    ...deviceHandlers(setup.device, setup.networkType),
    ...screenHandlers(phone, stack),
    ...storage.handlers,
    ...files.handlers,
    ...privacy.handlers,
    ...stack.navigation,
    ...setup.api
  }
  const treeNow = () => stack.treeOf(stack.top())
  const wx: Dict = {
    env: { USER_DATA_PATH },
    version: {},
    nextTick: (act: unknown) => phone.realm.later(() => isFunction(act) && act()),
    canIUse: () => true,
    createSelectorQuery: () => makeSelectorQuery(phone, treeNow),
    createIntersectionObserver: () => makeIntersectionObserver(phone, treeNow),
    getFileSystemManager: () => files.fileSystem,
    ...deviceFunctions(phone, setup.device, setup.launchOptions),
    ...storage.sync,
    ...eventFunctions(channel),
    ...privacy.functions,
    ...makeNetwork(phone, setup.net, files)
  }
  const run = async (name: string, args: Dict) => {
    await privacy.gate(name)
    return handlers[name]?.(args)
  }
  const offer = (name: string) => {
    wx[name] ??= callbackApi(phone, name, (args) => run(name, args))
  }
  for (const name of Object.keys(handlers)) offer(name)
  // A network function that a test replaces answers with callbacks alone.
  for (const name of Object.keys(setup.api)) wx[name] = callbackApi(phone, name, (args) => run(name, args))
  Object.assign(wx, setup.sync)
  return {
    wx,
    storage,
    files,
    channel,
    privacy,
    mock: (name, handler) => {
      handlers[name] = handler
      offer(name)
    },
    answer: run
  }
}
