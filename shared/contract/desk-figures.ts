import * as z from 'zod/mini'
import { source } from './parts'
import { routes } from './route'

/** One figure beside the target of the plans. */
export const figure = z.object({
  id: z.enum(['no-visit', 'one-visit', 'online', 'on-time', 'satisfied']),
  title: z.string(),
  /** what is counted, in words */
  counted: z.string(),
  /** whole per mille, rounded down; null = nothing is known */
  perMille: z.nullable(z.int()),
  part: z.int(),
  whole: z.int(),
  /** why there is no figure, or what is left out of it; '' = nothing to say */
  note: z.string(),
  /** per mille, with the line it comes from; null = no text gives one */
  target: z.nullable(z.object({ perMille: z.int(), words: z.string(), source }))
})
export type DeskFigure = z.output<typeof figure>

export const deskFiguresRoutes = routes({
  showDeskFigures: {
    method: 'GET',
    path: '/api/v1/desk/figures',
    auth: 'staff:any',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'Figures of all items and cases beside the targets of the plans; a figure nobody knows is null, never 0.',
    response: z.object({ figures: z.array(figure) }),
    errors: ['sign_in_required', 'forbidden']
  }
})
