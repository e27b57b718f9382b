import { browserSignInRoutes } from './browser-sign-in'
import { consentsRoutes } from './consents'
import { contentRoutes } from './content'
import { departmentsRoutes, wechatPushRoutes } from './departments'
import { staffRoutes } from './desk'
import { devicesRoutes } from './devices'
import { identityRoutes } from './identity'
import { ledgerRoutes } from './ledger'
import { mandatesRoutes } from './mandates'
import { messagesRoutes } from './messages'
import { noticesRoutes } from './notices'
import { archiveRoutes, rightsRoutes } from './rights'
import type { RouteTable } from './route'
import { servicesRoutes } from './services'
import { signOnRoutes } from './sign-on'
import { systemRoutes } from './system'
import { tasksRoutes } from './tasks'
import { verificationRoutes } from './verification'

/** Every domain's routes: the server mounts them, openapi.json and the access tests walk them. */
export const ALL_ROUTES = {
  system: systemRoutes,
  identity: identityRoutes,
  browserSignIn: browserSignInRoutes,
  verification: verificationRoutes,
  devices: devicesRoutes,
  services: servicesRoutes,
  mandates: mandatesRoutes,
  consents: consentsRoutes,
  ledger: ledgerRoutes,
  signOn: signOnRoutes,
  messages: messagesRoutes,
  notices: noticesRoutes,
  rights: rightsRoutes,
  archive: archiveRoutes,
  departments: departmentsRoutes,
  wechatPush: wechatPushRoutes,
  staff: staffRoutes,
  tasks: tasksRoutes,
  content: contentRoutes
} as const satisfies Record<string, RouteTable>
