import type { Dispute } from '@shared/contract/disputes'
import { disputesRoutes } from '@shared/contract/disputes'
import { instantText } from '../../../platform/clock/instant-text'
import type { Db } from '../../../platform/db/db'
import { bind } from '../../../platform/http/mount'
import type { CitizenSeals } from '../../identity/port'
import type { Catalogue } from '../catalogue'
import { disputedLabel, disputePlace } from './dispute-subject'
import { type DisputeRow, disputesOf } from './store'

interface Deps {
  db: Db
  seals: CitizenSeals
  catalogue: Catalogue
}

const MOST_LISTED = 50

/** What the person said is wrong in a register, whoever acts for them now: it is shown to them alone. */
export function bindMyDisputes({ db, seals, catalogue }: Deps) {
  const present = async (row: DisputeRow): Promise<Dispute> => {
    const seal = await seals.of(db, row.citizen_id)
    return {
      id: row.id,
      label: disputedLabel(catalogue, row),
      source: row.source,
      sourceAt: instantText(row.source_at),
      serviceName: catalogue.definition(row.service_id)?.guide.name ?? row.service_id,
      text: seal.open(row.dispute_sealed, disputePlace(row, 'dispute')),
      askedAt: instantText(row.disputed_at),
      state: row.answered_at ? (row.corrected ? 'corrected' : 'right') : 'waiting',
      answer: row.answer_sealed ? seal.open(row.answer_sealed, disputePlace(row, 'answer')) : null
    }
  }
  return bind('disputes', disputesRoutes, {
    listDisputes: async (_input, { caller }) => {
      const rows = await disputesOf(db, caller.selfIds)
      return { items: await Promise.all(rows.slice(-MOST_LISTED).reverse().map(present)) }
    }
  })
}
