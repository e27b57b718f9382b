import type { Draft } from '@shared/contract/applications'
import type { SavedBatch } from '@/drafts/api'
import type { EditBatch } from '@/drafts/edit-batch'
import { asCallError } from '@/platform/call-error'
import type { Parcel } from './told'

/** Saves with what was told in 情形引导 until the server has it; rejects as `save` does. */
export const saveWithTold =
  (save: (batch: SavedBatch) => Promise<Draft>, parcel: Parcel) =>
  async (batch: EditBatch): Promise<Draft> => {
    const { facts } = parcel
    if (facts === null) return save(batch)
    try {
      const saved = await save({ ...batch, situation: { facts } })
      parcel.facts = null
      return saved
    } catch (caught) {
      if (asCallError(caught).code !== 'bad_request') throw caught
      // the rules have changed since: the form begins without a 情形
      parcel.facts = null
      return save(batch)
    }
  }
