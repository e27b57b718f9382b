import { EVERY_ROUTE } from '../id-rules'
import type { Heard } from './listen-in'

const shapeOf = (path: string) => new RegExp(`^${path.replace(/:[A-Za-z]+/g, '[^/]+')}(\\?|$)`)

/** Names of the routes that never answered well during a run: what the run leaves out. */
export const routesLeftOut = ({ heard }: Heard): string[] =>
  EVERY_ROUTE.flatMap(([name, { method, path }]) => {
    const shape = shapeOf(path)
    return heard.some((one) => one.method === method && one.status < 300 && shape.test(one.url)) ? [] : [name]
  })
