import type { ResolveContext, RouteResult } from 'universal-router'
import UniversalRouter from 'universal-router/module.js'
import { askInDialog, hideLine, showLine } from './dialog-h5'
import { reloadPage } from './other-tabs'

/** What Taro's H5 router takes for "no page": it leaves everything as it is. */
const NO_PAGE = [undefined]
/** Whoever waits longer than this is told that the page is coming. */
const SLOW_MS = 800

/** The address of the file that webpack could not load (its ChunkLoadError names it); undefined for any other error. */
const missingFile = (caught: unknown): string | undefined =>
  caught instanceof Error && 'request' in caught && typeof caught.request === 'string' ? caught.request : undefined

/** true = the server has this file no more: a new version of the program came out. false also without a network. */
const isGone = (file: string): Promise<boolean> =>
  fetch(file, { method: 'HEAD', cache: 'no-store' }).then(
    ({ status }) => status === 404,
    () => false
  )

/**
 * The router below Taro's H5 pages, which shows what was asked for last. Taro shows every page when its file has come,
 * so that a slow page would cover the one a person went on to, and says nothing when the file does not come (decision
 * 017). miniapp/config puts this in its place.
 */
export default class NewestRoute extends UniversalRouter {
  private asked = 0
  private anyShown = false

  override async resolve(to: string | ResolveContext): Promise<RouteResult<unknown>> {
    const mine = ++this.asked
    const isNewest = () => mine === this.asked
    do {
      try {
        const page = await this.load(to, isNewest)
        if (!isNewest()) return NO_PAGE
        this.anyShown = true
        return page
      } catch (caught) {
        const file = missingFile(caught)
        if (file === undefined) throw caught
        if (!(isNewest() && (await this.askAgain(file)))) return NO_PAGE
      }
    } while (isNewest())
    return NO_PAGE
  }

  /** Rejects with the error of webpack when the file of the page does not come. */
  private async load(to: string | ResolveContext, isNewest: () => boolean): Promise<RouteResult<unknown>> {
    let told = false
    const slow = setTimeout(() => {
      told = isNewest() && this.anyShown
      if (told) showLine('正在打开…')
    }, SLOW_MS)
    try {
      const found = await super.resolve(to)
      // the file of the page is itself one of the parts
      return Array.isArray(found) ? await Promise.all(found) : found
    } finally {
      clearTimeout(slow)
      if (told) hideLine()
    }
  }

  /** true = try once more; false = the person stays where they are. */
  private async askAgain(file: string): Promise<boolean> {
    const title = '这一页没有打开'
    if (await isGone(file)) {
      if (await askInDialog({ title, text: '程序更新了，重新打开就好。', yes: '重新打开', no: '留在这里' }))
        reloadPage()
      return false
    }
    const text = '网络不好，页面没有下载下来。'
    // before the first page there is nowhere to stay
    if (!this.anyShown) return askInDialog({ title, text, yes: '再试一次' }).then(() => true)
    return askInDialog({ title, text, yes: '再试一次', no: '留在这里' })
  }
}
