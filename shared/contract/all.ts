import { browserSignInRoutes } from './browser-sign-in'
import { certificatesRoutes } from './certificates'
import { collectionsRoutes } from './collections'
import { consentsRoutes } from './consents'
import { consultRoutes } from './consult'
import { consultRequestsRoutes, hotlineRoutes, photoCheckRoutes } from './consult-requests'
import { contentRoutes } from './content'
import { departmentsRoutes, wechatPushRoutes } from './departments'
import { staffRoutes } from './desk'
import { deskCasesRoutes } from './desk-cases'
import { deskFiguresRoutes } from './desk-figures'
import { deskOpinionsRoutes } from './desk-opinions'
import { devicesRoutes } from './devices'
import { disputesRoutes } from './disputes'
import { factsRoutes } from './facts'
import { feedbackRoutes } from './feedback'
import { hallsRoutes } from './halls'
import { homeRoutes } from './home'
import { identityRoutes } from './identity'
import { institutionsRoutes } from './institutions'
import { intakesRoutes } from './intakes'
import { ledgerRoutes } from './ledger'
import { libraryCertificatesRoutes } from './library-certificates'
import { mandatesRoutes } from './mandates'
import { materialsRoutes } from './materials'
import { messagesRoutes } from './messages'
import { noticesRoutes } from './notices'
import { owedRoutes } from './owed'
import { platformDeskRoutes } from './platform-desk'
import { platformDoorRoutes } from './platform-door'
import { prefillRoutes } from './prefill'
import { relaysRoutes } from './relays'
import { archiveRoutes, rightsRoutes } from './rights'
import type { RouteTable } from './route'
import { serviceCheckRoutes } from './service-check'
import { servicesRoutes } from './services'
import { signOnRoutes } from './sign-on'
import { systemRoutes } from './system'
import { tasksRoutes } from './tasks'
import { uploadPartsRoutes } from './upload-parts'
import { verificationRoutes } from './verification'

/** Every domain's routes: the server mounts them, openapi.json and the access tests walk them. */
export const ALL_ROUTES = {
  system: systemRoutes,
  identity: identityRoutes,
  browserSignIn: browserSignInRoutes,
  verification: verificationRoutes,
  devices: devicesRoutes,
  services: servicesRoutes,
  uploadParts: uploadPartsRoutes,
  serviceCheck: serviceCheckRoutes,
  prefill: prefillRoutes,
  disputes: disputesRoutes,
  halls: hallsRoutes,
  consult: consultRoutes,
  consultRequests: consultRequestsRoutes,
  hotline: hotlineRoutes,
  photoCheck: photoCheckRoutes,
  institutions: institutionsRoutes,
  facts: factsRoutes,
  mandates: mandatesRoutes,
  consents: consentsRoutes,
  ledger: ledgerRoutes,
  signOn: signOnRoutes,
  materials: materialsRoutes,
  owed: owedRoutes,
  collections: collectionsRoutes,
  messages: messagesRoutes,
  home: homeRoutes,
  notices: noticesRoutes,
  certificates: certificatesRoutes,
  libraryCertificates: libraryCertificatesRoutes,
  rights: rightsRoutes,
  archive: archiveRoutes,
  departments: departmentsRoutes,
  wechatPush: wechatPushRoutes,
  staff: staffRoutes,
  tasks: tasksRoutes,
  feedback: feedbackRoutes,
  deskCases: deskCasesRoutes,
  deskOpinions: deskOpinionsRoutes,
  deskFigures: deskFiguresRoutes,
  intakes: intakesRoutes,
  relays: relaysRoutes,
  content: contentRoutes,
  platformDesk: platformDeskRoutes,
  platformDoor: platformDoorRoutes
} as const satisfies Record<string, RouteTable>
