import { readAppConfig } from './app-config'
import { compileTemplates, templateCompilerAvailable } from './compile-templates'
import { makeDispatch } from './events'
import { type HttpHandler, httpForward } from './http-forward'
import { makeLoader } from './module-loader'
import { makePageStack } from './page-stack'
import { AppError, emptyObserved, makeActivity, type Observed, PATIENCE_MS, type Phone } from './phone'
import { makeSession, type NetworkType, type Session } from './session'
import { watchRejections } from './unhandled-rejections'
import { type AnyFunction, type Dict, isFunction } from './unknown-values'
import { openRealm } from './vm-context'
import { makeWxApi, type WxApi } from './wx-api'
import type { ApiHandler } from './wx-calls'
import type { DeviceFacts } from './wx-device'

export type LaunchOptions = {
  /** Folder with app.json: the compiled mini-program. */
  dist: string
  /** Page to open, default the first of app.json. */
  path?: string
  query?: Record<string, string>
  /** WeChat's scene value, e.g. 1011 for a scanned code. */
  scene?: number
  /** What is already in storage; the `storage` of an earlier session continues on the same phone. */
  storage?: Dict | Map<string, unknown>
  /** Which of them were written with `encrypt: true`. */
  encryptedKeys?: Iterable<string>
  /** Requests go to this real server whatever origin they name; without it, to the origin they name. */
  baseUrl?: string
  /** Answers requests in place of any server. */
  request?: HttpHandler
  /** Origins that may be called; others fail as they do on a phone. */
  allowedDomains?: string[]
  /** Asynchronous wx functions to add or replace: return the result, or throw why it fails. */
  api?: Record<string, ApiHandler>
  /** Synchronous wx functions to add or replace. */
  sync?: Record<string, AnyFunction>
  /** Whether the citizen has agreed to 用户隐私保护指引 before, default true. */
  privacyAgreed?: boolean
  /** What the phone says about itself, over the built-in iPhone. */
  device?: DeviceFacts
  /** How long an act waits at most for the requests and timers it started, default 30,000 ms. */
  restLimitMs?: number
}

/** The name under which wx.on… knows an event of the App. */
const CHANNEL_NAMES: Record<string, string> = {
  onShow: 'AppShow',
  onHide: 'AppHide',
  onError: 'Error',
  onUnhandledRejection: 'UnhandledRejection'
}

/** The App object and its events, which reach App() options and the listeners of wx.on… alike. */
const makeApp = (observed: Observed) => {
  const app: Dict = {}
  let notify: (name: string, payload: unknown) => void = () => undefined
  let telling = false
  const report = (thrown: unknown, where: string) => {
    const error = new AppError(thrown, where)
    observed.errors.push(error)
    if (telling) return // An error inside onError must not call onError again.
    telling = true
    notify('onError', `${error.message}\n${error.stack}`)
    telling = false
  }
  const connect = ({ realm }: Phone, { channel }: WxApi) => {
    notify = (name, payload) => {
      const argument = realm.toApp(payload)
      const channelName = CHANNEL_NAMES[name]
      if (channelName) channel.emit(channelName, argument)
      const act = app[name]
      try {
        if (isFunction(act)) act.call(app, argument)
      } catch (thrown) {
        report(thrown, `App ${name}`)
      }
    }
  }
  return { app, report, connect, event: (name: string, payload?: unknown) => notify(name, payload) }
}

/**
 * Boots a compiled mini-program on a modelled phone and opens one page. Rejects when templates do not compile, app.js
 * does not call App() or the page does not exist; what goes wrong later is in `errors` and fails close().
 */
export const launch = async (options: LaunchOptions): Promise<Session> => {
  const available = templateCompilerAvailable()
  if (!available.ok) throw new Error(available.why)
  const { query = {}, scene = 1001, restLimitMs = PATIENCE_MS } = options
  const { storage = {}, encryptedKeys = [], device = {}, api = {}, sync = {}, privacyAgreed = true } = options
  const config = readAppConfig(options.dist)
  const observed = emptyObserved()
  const { app, report, connect, event } = makeApp(observed)
  const realm = openRealm(report, (level, args) => observed.logs.push({ level, args }))
  const closing = new AbortController()
  const isClosed = () => closing.signal.aborted
  const phone: Phone = { realm, config, observed, activity: makeActivity(), report, isClosed }
  const templates = compileTemplates(config.dist, (message) => report(new Error(message), 'template'))
  const path = options.path ?? config.mainPages[0] ?? ''
  const launchOptions = { path, query, scene, referrerInfo: {} }

  const getCurrentPages = () => stack.pages.map(({ instance }) => instance)
  const loader = makeLoader(phone, templates, { getApp: () => app, getCurrentPages })
  const dispatch = makeDispatch(phone)
  const stack = makePageStack(phone, loader, dispatch)
  let network: NetworkType = 'wifi'
  const send = options.request ?? httpForward(options.baseUrl)
  const isOnline = () => network !== 'none'
  const net = { send, allowedDomains: options.allowedDomains, isOnline, closing: closing.signal }
  const networkType = () => network
  const kept = { storage, encryptedKeys }
  const wxApi = makeWxApi(phone, stack, { ...kept, device, net, networkType, launchOptions, privacyAgreed, api, sync })
  connect(phone, wxApi)
  realm.setGlobal('wx', wxApi.wx)
  const stopWatching = watchRejections(realm.owns, (reason) => {
    report(reason, 'unhandled rejection')
    event('onUnhandledRejection', { reason })
  })
  const end = () => {
    closing.abort()
    realm.stopTimers()
    stopWatching()
  }
  const changeNetwork = (type: NetworkType) => {
    network = type
  }
  const parts = { phone, stack, dispatch, wxApi, restLimitMs, launchOptions, appEvent: event, changeNetwork, end }
  try {
    loader.load('app.js')
    if (!loader.appOptions()) throw new Error('app.js never called App()')
    Object.assign(app, loader.appOptions())
    event('onLaunch', launchOptions)
    event('onShow', launchOptions)
    await stack.start(path, query)
  } catch (thrown) {
    end()
    throw thrown
  }
  const session = makeSession(parts)
  await session.rest()
  return session
}
