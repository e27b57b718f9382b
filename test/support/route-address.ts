import type { Route } from '@shared/contract/route'
import * as z from 'zod/mini'

const texts = z.record(z.string(), z.optional(z.string()))

/** Path and query of a call. */
export function addressOfRoute(route: Pick<Route, 'path'>, outgoing: { params?: unknown; query?: unknown }): string {
  const params = texts.parse(outgoing.params ?? {})
  const path = route.path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const given = Object.entries(texts.parse(outgoing.query ?? {}))
  const query = new URLSearchParams(
    given.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]))
  )
  return `${path}${query.size > 0 ? `?${query}` : ''}`
}
