import type { Answers, Form } from '@shared/contract/form'
import { formFields } from '@shared/contract/form'
import type { Prefilled } from '@shared/contract/prefill'
import { useCallback, useEffect, useRef, useState } from 'react'
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
  /** The person types in this field now: a value that comes for it waits until they leave it. */
  entered: (field: string) => void
  left: (field: string) => void
}

const NOTHING: Offer = { values: [], silent: [] }

/** Takes what came, but never under the fingers of whoever types (and whose input method is still composing) just there. */
function useTaking(keeper: DraftKeeper) {
  const typing = useRef<string | null>(null)
  const waiting = useRef<Offer['values']>([])
  const take = useCallback(
    (values: Offer['values']) => {
      if (keeper.view().attempt !== null) return
      waiting.current = values.filter(({ field }) => field === typing.current)
      takeOffer(
        values.filter(({ field }) => field !== typing.current),
        keeper.view().answers,
        keeper
      )
    },
    [keeper]
  )
  const left = (field: string) => {
    if (typing.current !== field) return
    typing.current = null
    take(waiting.current)
  }
  const entered = (field: string) => {
    // a field that went away while somebody typed in it was not left
    if (typing.current !== null) left(typing.current)
    typing.current = field
  }
  return { take, entered, left }
}

/** Asks once per draft what can be filled in by itself. Without an answer the fields are ordinary ones. */
export function usePrefill(keeper: DraftKeeper, form: Form | null, draftId: string | undefined, answers: Answers) {
  const [offer, setOffer] = useState<Offer>(NOTHING)
  const [turn, setTurn] = useState(0)
  const { take, entered, left } = useTaking(keeper)
  const wanted = form !== null && formFields(form).some((field) => field.prefill !== undefined)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks again
  useEffect(() => {
    if (!wanted || draftId === undefined || keeper.view().attempt !== null) return
    let here = true
    prefillDraft(draftId).then(
      (offered) => {
        if (!here || keeper.view().attempt !== null) return
        take(offered.values)
        setOffer(offered)
      },
      // the form is filled in by hand then
      () => undefined
    )
    return () => {
      here = false
    }
  }, [keeper, wanted, draftId, turn, take])

  const dispute = async (field: string, text: string) => {
    if (draftId === undefined) return
    await disputePrefill(draftId, field, text)
    setOffer((was) => ({ ...was, values: was.values.filter((one) => one.field !== field) }))
  }
  return {
    standing: new Map(standing(offer.values, answers).map((one) => [one.field, one])),
    silent: offer.silent,
    dispute,
    again: useCallback(() => setTurn((was) => was + 1), []),
    entered,
    left
  } satisfies Prefill
}
