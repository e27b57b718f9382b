import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { root } from './test-stores'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
]

export const PHONE = { width: 390, height: 844 }

/** The installed Chromium (scripts/test.mjs finds it and names it in CHROMIUM). */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', headless: true, args: FLAGS })

const PHONE_CONTEXT = {
  viewport: PHONE,
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai'
}

/** A phone whose browser keeps everything in this folder, as a thief of the phone would find it once it is closed. */
export const openPhoneIn = (folder: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, {
    ...PHONE_CONTEXT,
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    headless: true,
    args: FLAGS
  })

/** What must come is there long before, also on a slow machine; whoever waits goes on as soon as it is. */
export const PATIENCE_MS = 60_000
/** A page that has looked shows what it found sooner than this; otherwise it is made to look once more. */
const LOOK_MS = 2_000

/** A browser window of its own: fresh cookies and storage. `problems` collects what a developer would see in the console. */
export async function openWindow(
  browser: Browser,
  options: BrowserContextOptions
): Promise<{ context: BrowserContext; page: Page; problems: string[] }> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (line) => {
    // an expected refusal (401 before sign-in) is a line of the browser, not of the program
    if (line.type() === 'error' && !/Failed to load resource/.test(line.text())) problems.push(line.text())
  })
  return { context, page, problems }
}

/** A phone of its own. */
export const openPhone = (browser: Browser) => openWindow(browser, PHONE_CONTEXT)

/**
 * What an open page finds by itself, looking every `everyMs`: its clock is moved on until the words stand there. The page
 * needs `page.clock.install()` before it is opened.
 */
export async function showsByItself(page: Page, words: string | RegExp, everyMs: number): Promise<void> {
  const there = page.getByText(words).filter({ visible: true }).first()
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    await page.clock.fastForward(everyMs)
    const found = there.waitFor({ timeout: LOOK_MS }).then(
      () => true,
      () => false
    )
    if (await found) return
  }
  throw new Error(`${words} did not come by itself`)
}

/** A picture for whoever reads a failed run. */
export const picture = async (page: Page, name: string): Promise<void> => {
  const folder = path.join(root, 'node_modules', '.cache', 'zhijianban', 'pictures')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
}
