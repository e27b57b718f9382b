import { ALL_ROUTES } from '@shared/contract/all'
import { me } from '@shared/contract/identity'
import type { Route } from '@shared/contract/route'
import * as z from 'zod/mini'
import { compiledReply } from './compiled-reply'

const shape = z.object({
  id: z.string().check(z.minLength(2)),
  kind: z.enum(['a', 'b']),
  inner: z.nullable(z.object({ note: z.optional(z.string()) })),
  list: z.array(z.object({ n: z.int() }))
})

it('lets through, drops and refuses exactly what the schema itself does', () => {
  const good = { id: 'ab', kind: 'a', inner: { note: 'x', secret: 1 }, list: [{ n: 1, secret: 2 }], secret: 3 }
  const samples = [
    good,
    { ...good, inner: null, list: [] },
    { ...good, id: 'a' },
    { ...good, kind: 'c' },
    { ...good, list: [{ n: 1.5 }] },
    { ...good, inner: undefined },
    null,
    'text'
  ]
  for (const sample of samples) {
    const [plain, fast] = [z.safeParse(shape, sample), z.safeParse(compiledReply(shape), sample)]
    expect(fast.success).toBe(plain.success)
    expect(fast.data).toEqual(plain.data)
    expect(fast.error?.issues.map(({ path, code }) => [path, code])).toEqual(
      plain.error?.issues.map(({ path, code }) => [path, code])
    )
  }
  expect(JSON.stringify(z.safeParse(compiledReply(shape), good).data)).not.toContain('secret')
})

it('every reply of the contract can be compiled', () => {
  const routes: Route[] = Object.values(ALL_ROUTES).flatMap((table) => Object.values<Route>(table))
  for (const { response } of routes)
    if (typeof response !== 'string') expect(z.safeParse(compiledReply(response), undefined).success).toBe(false)
  expect(z.safeParse(compiledReply(me), {}).success).toBe(false)
})
