/** A stand-in for @tarojs/taro: a phone with a memory, and requests answered by the test. */
type Answer = { statusCode: number; data: unknown; header?: Record<string, unknown> }
type Asked = { url: string; method?: string; data?: unknown; header?: Record<string, string> }

const kept = new Map<string, unknown>()
let answer: (asked: Asked) => Answer | Promise<Answer> = () => ({ statusCode: 404, data: {} })

/** What WeChat's own dialogue answers to a tap on a native button. */
type Native = { code?: string; errMsg?: string }
const nothingNative = (): Native => ({})

/** What a test says about the phone and asks it afterwards. */
export const phone = {
  asked: [] as Asked[],
  kept,
  native: nothingNative(),
  answers(with_: typeof answer) {
    answer = with_
  },
  reset() {
    phone.asked = []
    phone.native = nothingNative()
    kept.clear()
    answer = () => ({ statusCode: 404, data: {} })
  }
}

const nothing = async () => ({ errMsg: 'ok' })

type Sent = { statusCode: number; data: string }
type Uploading = Promise<Sent> & { onProgressUpdate: (seen: (news: { progress: number }) => void) => void }

type ReadFile = { success: (read: { data: ArrayBuffer }) => void; fail: (why: { errMsg: string }) => void }

const Taro = {
  uploadFile: (): Uploading =>
    Object.assign(Promise.resolve({ statusCode: 404, data: '{}' }), { onProgressUpdate: () => undefined }),
  request: async (asked: Asked) => {
    phone.asked.push(asked)
    return answer(asked)
  },
  getFileSystemManager: () => ({
    readFile: ({ fail }: ReadFile): void => fail({ errMsg: 'readFile:fail no such file' })
  }),
  login: async () => ({ code: 'one-use-code' }),
  getStorageSync: (key: string) => kept.get(key) ?? '',
  setStorageSync: (key: string, value: unknown) => void kept.set(key, value),
  removeStorageSync: (key: string) => void kept.delete(key),
  getStorageInfoSync: () => ({ keys: [...kept.keys()] }),
  getStorage: async ({ key }: { key: string }) => {
    if (!kept.has(key)) throw new Error('getStorage:fail data not found')
    return { data: kept.get(key) }
  },
  setStorage: async ({ key, data }: { key: string; data: unknown }) => void kept.set(key, data),
  getCurrentInstance: () => ({ router: { path: '/pages/mine/index', params: {} } }),
  getCurrentPages: (): { route: string }[] => [],
  getAppBaseInfo: () => ({}),
  getNetworkType: async () => ({ networkType: 'wifi' }),
  onNetworkStatusChange: () => undefined,
  navigateTo: nothing,
  redirectTo: nothing,
  reLaunch: nothing,
  switchTab: nothing,
  navigateBack: nothing,
  setNavigationBarTitle: nothing,
  setTabBarBadge: nothing,
  removeTabBarBadge: nothing,
  showToast: nothing,
  showLoading: nothing,
  hideLoading: () => undefined,
  showModal: async () => ({ confirm: true }),
  stopPullDownRefresh: () => undefined
}
// biome-ignore lint/style/noDefaultExport: the module it stands in for has one
export default Taro

export const useRouter = () => ({ path: '/pages/mine/index', params: {} })
export const useDidShow = () => undefined
export const useDidHide = () => undefined
export const useLaunch = () => undefined
export const usePullDownRefresh = () => undefined
export const useReachBottom = () => undefined
