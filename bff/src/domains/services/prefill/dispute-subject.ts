import { formFields } from '@shared/contract/form'
import type { Clock } from '../../../platform/clock/clock'
import { instantText } from '../../../platform/clock/instant-text'
import type { Sql } from '../../../platform/db/db'
import type { CitizenSeals } from '../../identity/port'
import type { Notify } from '../../messages/port'
import type { TaskSubject } from '../../tasks/port'
import type { Catalogue } from '../catalogue'
import { answerDispute, type DisputeRow, disputeOf } from './store'

interface Deps {
  clock: Clock
  seals: CitizenSeals
  catalogue: Catalogue
  notify: Notify
}

/** Where the words are sealed: the name of the table they lay in first. */
export const disputePlace = (row: Pick<DisputeRow, 'draft_id' | 'field'>, column: 'dispute' | 'answer'): string =>
  `services_prefills.${column}:${row.draft_id}:${row.field}`

/** What the form of today calls the field; a field it no longer has is named in general. */
export function disputedLabel(catalogue: Catalogue, row: Pick<DisputeRow, 'service_id' | 'field'>): string {
  const form = catalogue.definition(row.service_id)?.form
  return (form && formFields(form).find(({ id }) => id === row.field)?.label) ?? '登记信息'
}

/** How staff of the source's department see an entry that somebody calls wrong. The register itself is mended there. */
export function makeDisputeSubject({ clock, seals, catalogue, notify }: Deps): TaskSubject {
  const show = async (sql: Sql, disputeId: string) => {
    const row = await disputeOf(sql, disputeId)
    if (!row) return null
    const seal = await seals.of(sql, row.citizen_id)
    const label = disputedLabel(catalogue, row)
    return {
      ownerId: row.citizen_id,
      purpose: '核查当事人说有误的登记信息',
      fields: [`当事人对“${label}”的说明`],
      lines: [
        { label: '哪一项', value: label },
        { label: '来源', value: row.source },
        { label: '来源的时间', value: instantText(row.source_at) },
        { label: '当事人的说明', value: seal.open(row.dispute_sealed, disputePlace(row, 'dispute')) },
        { label: '怎么办', value: '请在本部门登记系统核查；登记确有错误的，更正后再答复。' }
      ],
      files: []
    }
  }
  return {
    show,
    decisions: [
      { id: 'corrected', label: '登记有误，已更正', needsReason: true },
      { id: 'right', label: '已核查，登记没有错', needsReason: true }
    ],
    decide: async (tx, disputeId, decision, reason) => {
      const row = await disputeOf(tx, disputeId)
      if (!row) return false
      const corrected = decision === 'corrected'
      const seal = await seals.of(tx, row.citizen_id)
      const sealed = seal.seal(reason, disputePlace(row, 'answer'))
      if (!(await answerDispute(tx, disputeId, { at: clock.now(), corrected, sealed }))) return false
      await notify(tx, {
        event: 'prefill.answered',
        to: row.citizen_id,
        key: `prefill-dispute:${disputeId}`,
        data: { label: disputedLabel(catalogue, row), corrected },
        about: { kind: 'correction', id: disputeId }
      })
      return true
    }
  }
}
