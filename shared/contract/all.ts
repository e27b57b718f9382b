import { departmentsRoutes } from './departments'
import { identityRoutes } from './identity'
import { messagesRoutes } from './messages'
import type { RouteTable } from './route'
import { servicesRoutes } from './services'
import { systemRoutes } from './system'

/** Every domain's routes: the server mounts them, openapi.json and the access tests walk them. */
export const ALL_ROUTES = {
  system: systemRoutes,
  identity: identityRoutes,
  services: servicesRoutes,
  messages: messagesRoutes,
  departments: departmentsRoutes
} as const satisfies Record<string, RouteTable>
