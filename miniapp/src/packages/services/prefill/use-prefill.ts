import type { Answers, Form } from '@shared/contract/form'
import { formFields } from '@shared/contract/form'
import type { Prefilled } from '@shared/contract/prefill'
import { useCallback, useEffect, useState } from 'react'
import type { DraftKeeper } from '../draft/draft-keeper'
import { disputePrefill, type Offer, prefillDraft } from './api'
import { standing, takeOffer } from './take-offer'

/** What a form knows of the values that came by themselves. */
export interface Prefill {
  /** the values that stand in the form as they came, by field */
  standing: Map<string, Prefilled>
  silent: Offer['silent']
  /** 有误: rejects with CallError */
  dispute: (field: string, text: string) => Promise<void>
  /** Asks the sources again, e.g. after a consent. */
  again: () => void
}

const NOTHING: Offer = { values: [], silent: [] }

/** Asks once per draft what can be filled in by itself. Without an answer the fields are ordinary ones. */
export function usePrefill(keeper: DraftKeeper, form: Form | null, draftId: string | undefined, answers: Answers) {
  const [offer, setOffer] = useState<Offer>(NOTHING)
  const [turn, setTurn] = useState(0)
  const wanted = form !== null && formFields(form).some((field) => field.prefill !== undefined)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks again
  useEffect(() => {
    if (!wanted || draftId === undefined || keeper.view().attempt !== null) return
    let here = true
    prefillDraft(draftId).then(
      (offered) => {
        if (!here || keeper.view().attempt !== null) return
        takeOffer(offered.values, keeper.view().answers, keeper)
        setOffer(offered)
      },
      // the form is filled in by hand then
      () => undefined
    )
    return () => {
      here = false
    }
  }, [keeper, wanted, draftId, turn])

  const dispute = async (field: string, text: string) => {
    if (draftId === undefined) return
    await disputePrefill(draftId, field, text)
    setOffer((was) => ({ ...was, values: was.values.filter((one) => one.field !== field) }))
  }
  return {
    standing: new Map(standing(offer.values, answers).map((one) => [one.field, one])),
    silent: offer.silent,
    dispute,
    again: useCallback(() => setTurn((was) => was + 1), [])
  } satisfies Prefill
}
