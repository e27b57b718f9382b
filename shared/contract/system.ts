import * as z from 'zod/mini'
import { routes } from './route'

const check = z.object({
  name: z.string(),
  state: z.enum(['up', 'down', 'unknown']),
  /** seconds since the state was last seen for real; null = never */
  ageSeconds: z.nullable(z.number()),
  note: z.optional(z.string())
})

export const systemRoutes = routes({
  health: {
    method: 'GET',
    path: '/api/health',
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary: 'The process is alive.',
    response: z.object({ alive: z.literal(true), commit: z.string(), uptimeSeconds: z.number() }),
    errors: []
  },
  ready: {
    method: 'GET',
    path: '/api/ready',
    auth: 'public',
    rate: 'read',
    idempotent: false,
    audit: false,
    summary:
      'Stores and departments, each with state and age. ready = the stores answer; a department that is down does not make us unready.',
    response: z.object({ ready: z.boolean(), stores: z.array(check), departments: z.array(check) }),
    errors: []
  }
})
