/** The chain of a signed-in route, from the bare Koa route inwards; each part includes those before it. */
export const PARTS = ['bare', 'front', 'log', 'mount', 'session', 'limit', 'parse'] as const
export type Part = (typeof PARTS)[number]

export const PART_NAMES = {
  bare: 'bare Koa route',
  front: '+ request id, metric, error mask',
  log: '+ log line',
  mount: '+ router, auth level, input, call',
  session: '+ session lookup',
  limit: '+ rate limit',
  parse: '+ reply parsed by the contract'
} as const satisfies Record<Part, string>
