import * as z from 'zod/mini'
import { slug } from './parts'
import { routes } from './route'

/** Between 渝快办's pages and ours, both ways. Nobody is signed in by it. */

const entryWord = (most: number) => z.string().check(z.maxLength(most))

/** What the link of the platform carries: item, back, ts, nonce, sign. */
export const platformEntry = z.object({
  itemCode: z.string().check(z.regex(/^[A-Za-z0-9-]{1,40}$/)),
  returnUrl: entryWord(500),
  /** ms since the epoch */
  timestamp: entryWord(16),
  nonce: entryWord(64),
  /** hex HMAC-SM3 */
  signature: entryWord(64)
})

export const platformDoorRoutes = routes({
  enterFromPlatform: {
    method: 'POST',
    path: '/api/v1/platform/entries',
    auth: 'public',
    rate: 'sign-in',
    idempotent: false,
    audit: false,
    summary:
      'Somebody comes from 渝快办: the item here, and where to lead them back; without a good, unused signature nowhere.',
    body: platformEntry,
    response: z.object({ serviceId: slug, returnTo: z.nullable(z.string()) }),
    errors: ['not_found']
  },
  showElsewhere: {
    method: 'GET',
    path: '/api/v1/platform/items/:serviceId',
    ids: { serviceId: 'content' },
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: '渝快办’s page of an item that cannot be applied for here; null where it has none.',
    params: z.object({ serviceId: slug }),
    response: z.object({ url: z.nullable(z.string()) }),
    errors: ['not_found']
  }
})
