import { randomBytes } from 'node:crypto'
import type { Phone } from './phone'
import { type AnyFunction, bytesOf, type Dict, stringsOf, textOf } from './unknown-values'
import { ApiFailure, type ApiHandler } from './wx-calls'

/** An iPhone 8 with a 44 px navigation bar, in px. */
const WINDOW = {
  pixelRatio: 2,
  screenWidth: 375,
  screenHeight: 667,
  windowWidth: 375,
  windowHeight: 603,
  statusBarHeight: 20,
  screenTop: 64,
  safeArea: { left: 0, right: 375, top: 20, bottom: 667, width: 375, height: 647 }
}
const MENU_BUTTON = { width: 87, height: 32, left: 281, right: 368, top: 24, bottom: 56 }
const DEVICE = {
  brand: 'iPhone',
  model: 'iPhone 8',
  system: 'iOS 17.0',
  platform: 'ios',
  abi: 'arm64',
  benchmarkLevel: 24
}
const APP_BASE = {
  SDKVersion: '3.8.12',
  version: '8.0.50',
  language: 'zh_CN',
  theme: 'light',
  enableDebug: false,
  fontSizeSetting: 17,
  fontSizeScaleFactor: 1,
  host: { env: 'WeChat' }
}
const SYSTEM_SETTING = {
  bluetoothEnabled: false,
  locationEnabled: true,
  wifiEnabled: true,
  deviceOrientation: 'portrait'
}
const ACCOUNT = { miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }

/** wx.requestSubscribeMessage takes no more templates at once. */
const TEMPLATES_AT_ONCE = 5

const refusedUnlessMocked = (reason: string) => () => {
  throw new Error(reason)
}

/** Overrides of what the phone says about itself, e.g. `{ fontSizeSetting: 23 }` for a citizen with large type. */
export type DeviceFacts = Dict

/** Asynchronous functions about the account, the permissions and the hardware; a test overrides what it needs. */
export const deviceHandlers = (facts: DeviceFacts, networkType: () => string): Record<string, ApiHandler> => {
  const system = () => ({ ...WINDOW, ...APP_BASE, ...DEVICE, ...facts })
  let logins = 0
  return {
    login: () => ({ code: `login-code-${++logins}` }),
    checkSession: () => undefined,
    getPhoneNumber: () => ({ code: 'phone-code' }),
    getSystemInfo: system,
    getSystemInfoAsync: system,
    getNetworkType: () => ({ networkType: networkType() }),
    getSetting: () => ({ authSetting: {}, subscriptionsSetting: { mainSwitch: true, itemSettings: {} } }),
    openSetting: () => ({ authSetting: {} }),
    authorize: () => undefined,
    // the citizen holds their face before the camera and is recognised
    requestFacialVerify: ({ verifyId }) => {
      if (!textOf(verifyId)) throw new ApiFailure('verifyId is empty', { errCode: 90001 })
    },
    requestSubscribeMessage: ({ tmplIds }) => {
      const ids = stringsOf(tmplIds)
      if (ids.length === 0) throw new ApiFailure('tmplIds is empty', { errCode: 10001 })
      if (ids.length > TEMPLATES_AT_ONCE) throw new ApiFailure('too many templates', { errCode: 20003 })
      return Object.fromEntries(ids.map((id) => [id, 'accept']))
    },
    requestPayment: () => undefined,
    getRandomValues: ({ length }) => ({ randomValues: randomBytes(Number(length)) }),
    getLocation: refusedUnlessMocked('auth deny'),
    chooseLocation: refusedUnlessMocked('cancel'),
    chooseAddress: refusedUnlessMocked('cancel'),
    scanCode: refusedUnlessMocked('cancel')
  }
}

/** Synchronous functions about the phone and the account. */
export const deviceFunctions = (
  { realm }: Phone,
  facts: DeviceFacts,
  launchOptions: Dict
): Record<string, AnyFunction> => {
  const telling = (value: Dict) => () => realm.toApp({ ...value, ...facts })
  const updateManager = () => {
    const ignored = () => undefined
    return { onCheckForUpdate: ignored, onUpdateReady: ignored, onUpdateFailed: ignored, applyUpdate: ignored }
  }
  return {
    getSystemInfoSync: telling({ ...WINDOW, ...APP_BASE, ...DEVICE }),
    getWindowInfo: telling(WINDOW),
    getAppBaseInfo: telling(APP_BASE),
    getDeviceInfo: telling(DEVICE),
    getSystemSetting: telling(SYSTEM_SETTING),
    getAppAuthorizeSetting: telling({ locationAuthorized: 'not determined', notificationAuthorized: 'authorized' }),
    getMenuButtonBoundingClientRect: () => realm.toApp(MENU_BUTTON),
    getAccountInfoSync: () => realm.toApp(ACCOUNT),
    getLaunchOptionsSync: () => realm.toApp(launchOptions),
    getEnterOptionsSync: () => realm.toApp(launchOptions),
    getUpdateManager: updateManager,
    arrayBufferToBase64: (buffer) => bytesOf(buffer)?.toString('base64'),
    base64ToArrayBuffer: (text) => realm.toApp(Buffer.from(textOf(text), 'base64')),
    reportEvent: () => undefined,
    reportAnalytics: () => undefined,
    preloadSubpackage: () => undefined
  }
}
