import { instantText } from '../../platform/clock/instant-text'
import type { CitizenSeals } from '../identity/port'
import type { Holding } from '../rights/port'
import { openHeld } from './held-sealed'
import { dropHeld, heldOf } from './held-store'
import { numberLabel } from './shown-holder'
import { openHidden } from './signed-content'
import { certificatesOf, eraseCertificates } from './store'

/** E-certificates of a person. What the law keeps of them is the record of the case they came from. */
export const makeCertificatesHolding = (seals: CitizenSeals): Holding => ({
  export: async (sql, ownerIds) => {
    const entries = []
    for (const row of await certificatesOf(sql, ownerIds)) {
      const hidden = openHidden(await seals.of(sql, row.owner_id), row)
      entries.push([
        { label: '证照', value: row.title },
        { label: '颁发部门', value: row.department },
        { label: '持证人', value: hidden.holder },
        { label: numberLabel(hidden), value: hidden.idNumber },
        ...(hidden.number ? [{ label: '证照编号', value: hidden.number }] : []),
        { label: '颁发日期', value: row.issued_on },
        { label: '有效期至', value: row.valid_until ?? '长期' },
        { label: '核验码', value: hidden.code }
      ])
    }
    const held = []
    for (const row of await heldOf(sql, ownerIds)) {
      const { hidden } = openHeld(await seals.of(sql, row.owner_id), row)
      held.push([
        { label: '证照', value: hidden.title },
        { label: '颁发部门', value: hidden.issuer },
        { label: '持证人', value: hidden.holder },
        { label: '证件号码', value: hidden.idNumber },
        { label: '有效期至', value: row.valid_until ?? '长期' },
        { label: '向电子证照库查询的时间', value: instantText(row.read_at) }
      ])
    }
    return [
      { title: '我的证照', entries },
      { title: '电子证照库里的证照', entries: held }
    ]
  },
  erase: async (tx, ownerId) => {
    await eraseCertificates(tx, ownerId)
    await dropHeld(tx, ownerId)
    return { files: [] }
  }
})
