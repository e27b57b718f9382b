import type { ResolveContext, RouteResult } from 'universal-router'
import UniversalRouter from 'universal-router/module.js'

/** What Taro's H5 router takes for "no page": it leaves everything as it is. */
const NO_PAGE = [undefined]

/**
 * The router below Taro's H5 pages, which shows what was asked for last. Taro shows every page when its file has come,
 * so that a slow page would cover the one a person went on to (decision 017). miniapp/config puts this in its place.
 */
export default class NewestRoute extends UniversalRouter {
  private asked = 0

  override async resolve(to: string | ResolveContext): Promise<RouteResult<unknown>> {
    const mine = ++this.asked
    const found = await super.resolve(to)
    // the file of the page is itself one of the parts
    const page = Array.isArray(found) ? await Promise.all(found) : found
    return mine === this.asked ? page : NO_PAGE
  }
}
