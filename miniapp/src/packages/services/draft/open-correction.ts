import type { CaseDetail } from '@shared/contract/applications'
import { placeOf } from '@/drafts/phone-place'
import { showCase, showCaseAnswers } from '../api'
import { withoutHidden } from '../form/shown-form'
import { type CorrectionKeeper, keptCorrection, makeCorrectionKeeper } from './correction-keeper'

/**
 * Opens the 补正 form of a case: what was handed in, under what was typed since. Rejects with CallError; `conflict`
 * when the case waits for no 补正 (any more).
 */
export async function openCorrection(caseId: string): Promise<{ keeper: CorrectionKeeper; detail: CaseDetail }> {
  const place = placeOf(`correction.${caseId}`)
  const [told, detail, kept] = await Promise.all([showCaseAnswers(caseId), showCase(caseId), place.read()])
  const shown = { ...told, form: withoutHidden(told.form, told.hidden) }
  const read = keptCorrection.safeParse(kept)
  return { keeper: makeCorrectionKeeper(shown, read.success ? read.data : null, place), detail }
}
