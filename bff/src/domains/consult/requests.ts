import type { consultRequestsRoutes } from '@shared/contract/consult-requests'
import type { Outgoing } from '@shared/contract/route'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Sql, Tx } from '../../platform/db/db'
import type { SessionCaller } from '../../platform/http/caller'
import { isRefused, refuse } from '../../platform/http/refused'
import { newId } from '../../platform/new-id'
import type { Outbox } from '../../platform/outbox/outbox'
import type { Consents } from '../consents/port'
import type { Content } from '../content/port'
import type { CheckWords, CitizenSeals } from '../identity/port'
import { takePhotos } from './photo-store'
import type { RequestPhotos } from './photos'
import type { NamedCases } from './port'
import { openNote, openRequest, sealRequest, wordsOf } from './request-seal'
import { insertRequest, type RequestRow, requestOf, requestsOf, stepsOf } from './request-store'

/** The sharing under which the hotline gets a request (sharings.yaml). */
export const HOTLINE_SHARING = 'hotline-request'

const UNFIT = '内容没有通过微信的内容安全检查，请修改后再提交。有急事可以直接拨打 12345。'

type Given = Outgoing<typeof consultRequestsRoutes.createRequest>['body']

interface Deps {
  db: Db
  clock: Clock
  seals: CitizenSeals
  outbox: Outbox
  consents: Consents
  content: Pick<Content, 'services' | 'halls' | 'sharings'>
  cases: NamedCases
  photos: RequestPhotos
  checkWords: CheckWords
}

/** 诉求 of a person: handed in as oneself, sent by the outbox, read with every step since. */
export function makeRequests({ db, clock, seals, outbox, consents, content, cases, photos, checkWords }: Deps) {
  const opened = async (sql: Sql, row: RequestRow) => {
    const seal = await seals.of(sql, row.citizen_id)
    const steps = await stepsOf(sql, row.id)
    return {
      row,
      ...openRequest(seal, row),
      ...(await photos.listOf(sql, row.id)),
      steps: steps.map((step) => ({ ...step, note: openNote(seal, row.id, step) }))
    }
  }

  /** The title of what it is about. Refused: not_found, out_of_scope. */
  const titleOf = async (tx: Tx, caller: SessionCaller, about: Given['about']) => {
    if (!about) return null
    if (about.kind === 'service') return content.services.get(about.id)?.guide.name ?? refuse('not_found')
    if (about.kind === 'hall') return content.halls.find(({ id }) => id === about.id)?.name ?? refuse('not_found')
    const found = await cases.find(tx, caller, about.id)
    return isRefused(found) ? found : found.serviceName
  }

  const wrong = ({ kind, category, place }: Given): Record<string, string> | null => {
    if (kind !== 'report') return category ? { category: '只有随手拍要选类别。' } : null
    if (!category) return { category: '请选择类别。' }
    return place ? null : { place: '请写明在哪里。' }
  }

  return {
    /**
     * Asks WeChat before anything is stored, and outside the transaction. later = it does not answer: the words wait with the
     * request until it has (send-request); unjudged = it knows nothing of this person: they go out marked. Refused: form_invalid.
     */
    judge: async ({ citizenId }: Pick<SessionCaller, 'citizenId'>, given: Pick<Given, 'text' | 'place'>) => {
      const verdict = await checkWords(citizenId, wordsOf(given))
      return verdict === 'unfit' ? refuse('form_invalid', { text: UNFIT }) : { words: verdict }
    },
    /** Refused: out_of_scope (acting for somebody else), form_invalid, not_found, consent_required. */
    create: async (tx: Tx, caller: SessionCaller, given: Given, words: 'fit' | 'unjudged' | 'later') => {
      const problem = wrong(given)
      if (problem) return refuse('form_invalid', problem)
      const title = await titleOf(tx, caller, given.about)
      if (isRefused(title)) return title
      const [missing] = await consents.missing(tx, caller.citizenId, [HOTLINE_SHARING])
      if (missing) return refuse('consent_required', { [missing.id]: missing.purpose })
      const id = newId()
      const seal = await seals.of(tx, caller.citizenId)
      const { text, place = null } = given
      const row: RequestRow = {
        id,
        citizen_id: caller.citizenId,
        kind: given.kind,
        category: given.category ?? null,
        ...sealRequest(seal, id, { text, place, about: title }),
        about_kind: given.about?.kind ?? null,
        about_id: given.about?.id ?? null,
        state: 'sending',
        state_at: clock.now(),
        order_no: null,
        created_at: clock.now(),
        words_checked: words !== 'later',
        words_unjudged: words === 'unjudged'
      }
      await insertRequest(tx, row)
      const ids = [...new Set(given.photoIds)]
      if ((await takePhotos(tx, { citizenIds: caller.selfIds, requestId: id, ids })) !== ids.length)
        return refuse('not_found')
      // after what it names: whoever acts for another must not learn what is there
      if (caller.capacity.kind !== 'self') return refuse('out_of_scope')
      await outbox.enqueue(tx, { topic: 'consult.send-request', key: id, payload: { requestId: id } })
      return opened(tx, row)
    },
    list: async (caller: Pick<SessionCaller, 'selfIds'>) =>
      Promise.all(
        (await requestsOf(db, caller.selfIds)).map(async (row) => ({
          row,
          text: openRequest(await seals.of(db, row.citizen_id), row).text
        }))
      ),
    /** Refused: not_found. */
    show: async (caller: Pick<SessionCaller, 'selfIds'>, id: string) => {
      const row = await requestOf(db, caller.selfIds, id)
      return row ? opened(db, row) : refuse('not_found')
    }
  }
}
export type Requests = ReturnType<typeof makeRequests>
export type RequestView = Extract<Awaited<ReturnType<Requests['show']>>, { row: RequestRow }>
