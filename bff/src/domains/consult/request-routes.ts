import {
  type ConsultRequest,
  consultRequestsRoutes,
  type hotlineCallback,
  hotlineRoutes,
  photoCheckRoutes,
  REQUEST_KINDS,
  REQUEST_STATES,
  type RequestSummary
} from '@shared/contract/consult-requests'
import type * as z from 'zod/mini'
import { instantText } from '../../platform/clock/instant-text'
import type { Db } from '../../platform/db/db'
import { bind } from '../../platform/http/mount'
import { isRefused } from '../../platform/http/refused'
import type { Consents } from '../consents/port'
import type { Content } from '../content/port'
import type { PhotoCheck } from './check-photos'
import type { RequestPhotos } from './photos'
import type { OrderStep } from './port'
import type { Progress } from './record-progress'
import type { RequestRow } from './request-store'
import { HOTLINE_SHARING, type Requests, type RequestView } from './requests'

const TITLE = 20

const summaryOf = (row: RequestRow, text: string): RequestSummary => ({
  id: row.id,
  kind: row.kind,
  title: [...text].length > TITLE ? `${[...text].slice(0, TITLE).join('')}…` : text,
  state: row.state,
  createdAt: instantText(row.created_at)
})

const presentRequest = ({ row, text, place, about, photos, photoCheck, steps }: RequestView): ConsultRequest => ({
  ...summaryOf(row, text),
  category: row.category,
  text,
  place,
  about: row.about_kind && row.about_id && about ? { kind: row.about_kind, id: row.about_id, title: about } : null,
  photos,
  photoCheck,
  orderNo: row.order_no,
  steps: [
    { label: `已提交${REQUEST_KINDS[row.kind]}`, at: instantText(row.created_at), note: null },
    ...steps.map(({ state, at, note }) => ({ label: REQUEST_STATES[state], at: instantText(at), note }))
  ]
})

interface Deps {
  db: Db
  requests: Requests
  photos: RequestPhotos
  consents: Consents
  content: Pick<Content, 'sharings'>
}

export const bindRequests = ({ db, requests, photos, consents, content }: Deps) =>
  bind('consultRequests', consultRequestsRoutes, {
    showRequestForm: async (_input, { caller }) => {
      const sharing = content.sharings.get(HOTLINE_SHARING)
      if (!sharing) throw new Error('no sharing to the hotline is published')
      const missing = await consents.missing(db, caller.citizenId, [HOTLINE_SHARING])
      return { sharing, given: missing.length === 0 }
    },
    uploadRequestPhoto: async ({ body }, { caller }) => photos.upload(caller, body),
    showRequestPhoto: async ({ params }, { caller }) => photos.download(caller, params.photoId),
    createRequest: async ({ body }, { caller, once }) => {
      const judged = await requests.judge(caller, body)
      if (isRefused(judged)) return judged
      return once(async (tx) => {
        const view = await requests.create(tx, caller, body, judged.words)
        return isRefused(view) ? view : presentRequest(view)
      })
    },
    listRequests: async (_input, { caller }) => ({
      items: (await requests.list(caller)).map(({ row, text }) => summaryOf(row, text))
    }),
    showRequest: async ({ params }, { caller }) => {
      const view = await requests.show(caller, params.requestId)
      return isRefused(view) ? view : presentRequest(view)
    }
  })

/** Reports of the hotline; `toStep` throws on what cannot be read, so that it comes again. */
export const bindHotline = (
  db: Db,
  progress: Progress,
  toStep: (body: z.output<typeof hotlineCallback>) => OrderStep
) =>
  bind('hotline', hotlineRoutes, {
    hotlineCallback: async ({ body }) => {
      const found = await db.tx((tx) => progress.record(tx, toStep(body)))
      return isRefused(found) ? found : { code: '0000', message: '成功' }
    }
  })

/** Whoever has the address of a photo is WeChat: it was told to nobody else. */
export const bindPhotoCheck = (check: Pick<PhotoCheck, 'show'>) =>
  bind('photoCheck', photoCheckRoutes, {
    showPhotoToWechat: async ({ params }) => check.show(params.pass)
  })
