import type { hotlineCallback } from '@shared/contract/consult-requests'
import type * as z from 'zod/mini'
import type { Clock } from '../../platform/clock/clock'
import type { Db } from '../../platform/db/db'
import type { Files } from '../../platform/files/files'
import type { Outbox } from '../../platform/outbox/outbox'
import type { Scan } from '../../platform/scan/clamd'
import type { Consents } from '../consents/port'
import type { Content } from '../content/port'
import type { AskAboutPhoto, CheckWords, CitizenSeals, Persons } from '../identity/port'
import type { Ledger } from '../ledger/port'
import type { Notify } from '../messages/port'
import type { PushEvents } from '../wechat-push/port'
import type { Answers } from './answer'
import { makePhotoCheck } from './check-photos'
import { makeConsultHolding } from './holding'
import { makeRequestPhotos } from './photos'
import type { Hotline, NamedCases, OrderStep } from './port'
import { makeProgress } from './record-progress'
import { bindHotline, bindPhotoCheck, bindRequests } from './request-routes'
import { makeRequests } from './requests'
import { bindConsult } from './routes'
import { makeSendRequest } from './send-request'

interface Deps {
  db: Db
  clock: Clock
  seals: CitizenSeals
  files: Files
  scan: Scan
  outbox: Outbox
  notify: Notify
  ledger: Ledger
  consents: Consents
  persons: Pick<Persons, 'phone'>
  content: Pick<Content, 'services' | 'halls' | 'sharings'>
  cases: NamedCases
  answers: Answers
  checkWords: CheckWords
  askAboutPhoto: AskAboutPhoto
  photoUrl(pass: string): string
  hotline: Hotline & { toStep(body: z.output<typeof hotlineCallback>): OrderStep }
}

/** 咨询 and 诉求 as wiring puts them together. */
export function makeConsult(deps: Deps) {
  const { db, hotline } = deps
  const photos = makeRequestPhotos(deps)
  const photoCheck = makePhotoCheck({ ...deps, photos })
  const requests = makeRequests({ ...deps, photos })
  const progress = makeProgress(deps)
  return {
    holding: makeConsultHolding(deps.seals),
    jobs: [progress.ask, photos.cleanUp],
    topics: { 'consult.send-request': makeSendRequest({ ...deps, photos, progress, photoCheck }) },
    pushes: { wxa_media_check: photoCheck.heard } satisfies PushEvents,
    bounds: [
      bindConsult(deps.answers),
      bindPhotoCheck(photoCheck),
      bindRequests({ ...deps, requests, photos }),
      bindHotline(db, progress, hotline.toStep)
    ]
  }
}
