import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import type { Files } from '../../platform/files/files'
import { refuse } from '../../platform/http/refused'
import type { Outbox } from '../../platform/outbox/outbox'
import type { Scan } from '../../platform/scan/clamd'
import type { AskAboutPhoto } from '../identity/port'
import type { Notify } from '../messages/port'
import type { PushedEvents } from '../wechat-push/port'
import {
  keepVerdict,
  noteAsked,
  noteSafety,
  noteScanned,
  openToWechat,
  type PhotoRow,
  photoByPass,
  photosOf,
  verdictOf
} from './photo-store'
import type { RequestPhotos } from './photos'
import type { RequestRow } from './request-store'

/** WeChat promises its answer within half an hour; one that has not come by then is lost, and is asked for again. */
const ANSWER_WITHIN_MS = 40 * 60_000

interface Deps {
  db: Db
  clock: Clock
  files: Files
  scan: Scan
  outbox: Outbox
  notify: Notify
  photos: Pick<RequestPhotos, 'contentFor'>
  askAboutPhoto: AskAboutPhoto
  /** where WeChat reaches the photo that the pass opens */
  photoUrl(pass: string): string
}

type Found = 'settled' | 'unfit' | 'unscanned' | 'waiting' | 'down'

const hashOf = (pass: string) => createHash('sha256').update(pass).digest('hex')

/**
 * Photos of a 诉求 are scanned for viruses and judged by WeChat (media_check_async) before the hotline gets them; WeChat's
 * answer comes by a push.
 */
export function makePhotoCheck(deps: Deps) {
  const { db, clock, files, scan, outbox, notify, photos, askAboutPhoto, photoUrl } = deps
  const longAgo = () => new Date(clock.now().getTime() - ANSWER_WITHIN_MS)

  const ask = async (row: PhotoRow): Promise<Found> => {
    // WeChat judges pictures only; a PDF is read by people
    const pass = randomBytes(32).toString('base64url')
    // before the question: it may be fetched before the reply is here
    await openToWechat(db, row.id, { passHash: hashOf(pass), at: clock.now() })
    const asked = row.type.startsWith('image/') ? await askAboutPhoto(row.citizen_id, photoUrl(pass)) : 'nobody'
    if (asked === 'later') return 'down'
    if (asked !== 'nobody') await noteAsked(db, row.id, asked.traceId)
    else await noteSafety(db, row.id, 'unasked')
    return asked === 'nobody' ? 'settled' : 'waiting'
  }

  /** What the scanner could not look at when it came; null = nothing against it. */
  const scanLate = async (row: PhotoRow): Promise<'unfit' | 'unscanned' | null> => {
    const content = scan.on && row.scan === 'unscanned' ? await photos.contentFor(row) : null
    if (!content) return null
    const found = await scan(content.bytes)
    if (found === 'unscanned') return found
    await noteScanned(db, row.id, found)
    return found === 'infected' ? 'unfit' : null
  }

  const lookAt = async (row: PhotoRow): Promise<Found> => {
    // a note of an earlier turn that broke off before the photo was taken out
    if (row.scan === 'infected') return 'unfit'
    const scanned = await scanLate(row)
    if (scanned) return scanned
    if (row.safety === 'new' || !row.trace_id) return ask(row)
    const fit = await verdictOf(db, row.trace_id)
    if (fit === null) return row.asked_at && row.asked_at > longAgo() ? 'waiting' : ask(row)
    if (!fit) return 'unfit'
    await noteSafety(db, row.id, 'fit')
    return 'settled'
  }

  /** The picture itself is kept nowhere; that there was one is. The words go on. */
  const takeOut = async (request: RequestRow, unfit: readonly string[]): Promise<void> => {
    if (unfit.length === 0) return
    // the bytes first: what breaks off in between is done again
    await Promise.all(unfit.map((id) => files.remove(id)))
    await db.tx(async (tx) => {
      for (const id of unfit) await noteSafety(tx, id, 'unfit')
      await notify(tx, {
        event: 'request.photos-unfit',
        to: request.citizen_id,
        key: `request:${request.id}:photos:${unfit[0]}`,
        data: { count: unfit.length },
        about: { kind: 'request', id: request.id }
      })
    })
  }

  return {
    /** Asks, or looks whether the answer is there. Null = nothing is in the way any more; otherwise what it waits for. */
    settle: async (request: RequestRow): Promise<{ later: string } | null> => {
      const rows = (await photosOf(db, request.id)).filter(({ safety }) => safety === 'new' || safety === 'asked')
      const found = new Map<string, Found>()
      for (const row of rows) found.set(row.id, await lookAt(row))
      await takeOut(
        request,
        [...found].filter(([, what]) => what === 'unfit').map(([id]) => id)
      )
      const all = [...found.values()]
      if (all.includes('unscanned')) return { later: 'photos not scanned' }
      if (all.includes('down')) return { later: 'photos not asked about' }
      return all.includes('waiting') ? { later: 'photos not judged' } : null
    },
    /** WeChat's answer: whoever waits for it goes on at once. */
    heard: async (tx: Tx, { traceId, verdict }: PushedEvents['wxa_media_check']): Promise<void> => {
      const requestId = await keepVerdict(tx, { traceId, fit: verdict === 'fit', at: clock.now() })
      if (requestId) await outbox.hasten(tx, { topic: 'consult.send-request', key: requestId })
    },
    /** For whoever holds a pass that is not older than the wait for its answer. Refused: not_found. */
    show: async (pass: string) => {
      const row = await photoByPass(db, hashOf(pass), longAgo())
      return (row && (await photos.contentFor(row))) ?? refuse('not_found')
    }
  }
}
export type PhotoCheck = ReturnType<typeof makePhotoCheck>
