import type { ListCorrections } from './ask-correction'
import type { Holding } from './port'

const STATES = { waiting: '等待答复', corrected: '已更正', refused: '未予更正' } as const

/** 更正 of a person. */
export const makeRightsHolding = (deps: { listCorrections: ListCorrections }): Holding => ({
  export: async (_sql, ownerIds) => [
    {
      title: '更正申请',
      entries: (await deps.listCorrections(ownerIds)).map((one) => [
        { label: '时间', value: one.askedAt },
        { label: '说明', value: one.text },
        { label: '状态', value: STATES[one.state] },
        ...(one.answer ? [{ label: '答复', value: one.answer }] : [])
      ])
    }
  ],
  erase: async (tx, ownerId) => {
    await tx.query('delete from rights_corrections where citizen_id = $1', [ownerId])
    return { files: [] }
  }
})
