import Taro from '@tarojs/taro'
import { HOME, TABS } from '@/addresses'

/** true for the pages of the tab bar. */
export const isTab = (address: string): boolean => TABS.some((tab) => tab.address === address.split('?')[0])

/** WeChat keeps at most ten pages on the stack. */
const STACK_LIMIT = 10

/** Opens a page by its address (`/packages/…?id=…`); tab pages switch tabs. */
export async function goTo(address: string): Promise<void> {
  if (isTab(address)) await Taro.switchTab({ url: address.split('?')[0] ?? HOME })
  else if (Taro.getCurrentPages().length >= STACK_LIMIT) await Taro.redirectTo({ url: address })
  else await Taro.navigateTo({ url: address })
}

/** Opens a page in place of the current one: going back does not return here. */
export async function replaceWith(address: string): Promise<void> {
  if (isTab(address)) await Taro.switchTab({ url: address.split('?')[0] ?? HOME })
  else await Taro.redirectTo({ url: address })
}

/** Opens a page as the only one on the stack. */
export const startAt = async (address: string): Promise<void> => {
  await Taro.reLaunch({ url: address })
}

/** One page back; the home page where there is none (a link from a message). */
export async function goBack(): Promise<void> {
  if (Taro.getCurrentPages().length > 1) await Taro.navigateBack()
  else await Taro.switchTab({ url: HOME })
}

const pathOf = (address: string): string => `/${address.replace(/^\//, '').split('?')[0]}`

const LOOK_AGAIN_MS = 20
const AT_MOST_MS = 2_000

/** H5 takes a third of a second to put the page below in front; whoever navigates meanwhile breaks Taro's page stack. */
async function untilInFront(path: string): Promise<void> {
  for (let waited = 0; waited < AT_MOST_MS && pathOf(currentAddress()) !== path; waited += LOOK_AGAIN_MS)
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
}

/**
 * Back to the page a person came from: it lies below, or is opened in place of this one (after a reload). Resolves
 * once it is in front.
 */
export async function returnTo(address: string): Promise<void> {
  const path = pathOf(address)
  const below = Taro.getCurrentPages().at(-2)?.route
  if (below !== undefined && pathOf(below) === path) await Taro.navigateBack()
  else await replaceWith(address)
  await untilInFront(path)
}

/** Address of the page in front, with its parameters, as goTo and returnTo take it. */
export function currentAddress(): string {
  const router = Taro.getCurrentInstance().router
  if (!router) return HOME
  const path = (router.path.startsWith('/') ? router.path : `/${router.path}`).split('?')[0] ?? HOME
  const query = Object.entries(router.params)
    .filter(([name, value]) => value !== undefined && !name.startsWith('$') && name !== 'stamp')
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
  return query.length > 0 ? `${path}?${query.join('&')}` : path
}

/** Text of WeChat's title bar, or of the browser's tab. */
export const setTitle = (title: string): void => {
  if (process.env.TARO_ENV === 'h5') document.title = title
  else void Taro.setNavigationBarTitle({ title })
}

/** Leaves the app for another site (H5 only: the sign-in page of the 公众号). */
export const leaveFor = (url: string): void => {
  window.location.assign(url)
}

/** Calls a telephone number after the person has confirmed it. */
export const dial = (number: string): void => {
  void Taro.makePhoneCall({ phoneNumber: number }).catch(() => undefined)
}

/** Scrolls so that the element with this id (without #) is in view. */
export const scrollTo = (id: string): void => {
  if (process.env.TARO_ENV === 'h5') document.getElementById(id)?.scrollIntoView({ block: 'center' })
  else void Taro.pageScrollTo({ selector: `#${id}`, offsetTop: -80, duration: 200 }).catch(() => undefined)
}
