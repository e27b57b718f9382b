import type { Browser, Page } from 'playwright-core'
import { axeViolations } from './axe'
import { openWindow, picture } from './browser'
import type { Clerk } from './clerk'
import type { TestProduct } from './start-product'

const SCREEN = { width: 1280, height: 800 }

/** The desk's browser of this member of staff, at a page of the desk (`cases`, `intake` …). */
export async function openDeskAs(browser: Browser, { url }: TestProduct, clerk: Clerk, page: string) {
  const desk = await openWindow(browser, { viewport: SCREEN, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  const [name = '', value = ''] = clerk.cookie().split('=')
  await desk.context.addCookies([{ name, value, url, httpOnly: true }])
  await desk.page.goto(`${url}/#/packages/desk/pages/${page}`)
  return desk
}

/** Nothing axe complains about, nothing cut off at the right edge; a picture of the whole page where PICTURES is set. */
export async function tidy(page: Page, name: string): Promise<void> {
  if (process.env.PICTURES) {
    await page.setViewportSize({ ...SCREEN, height: 2400 })
    await picture(page, `desk-${name}`)
    await page.setViewportSize(SCREEN)
  }
  expect((await axeViolations(page)).map((line) => `${name} ${line}`)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(SCREEN.width)
}

export const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).filter({ visible: true }).first()
export const exactly = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).filter({ visible: true }).first()
export const field = (page: Page, label: string | RegExp) => page.getByLabel(label).filter({ visible: true }).first()
export const shown = (page: Page, words: string | RegExp) =>
  page.getByText(words).filter({ visible: true }).first().waitFor()
