import type { Answers } from '@shared/contract/form'
import type { CaseDetail } from '@shared/contract/services'
import type { CorrectionKeeper } from './correction-keeper'
import { type HandedIn, handIn } from './hand-in'

/** Hands a 补正 in; where an earlier try has no answer yet, the same answers go out under the same key. */
export const submitCorrection = (
  keeper: CorrectionKeeper,
  server: { answer: (answers: Answers, key: string) => Promise<CaseDetail>; freshKey: () => string }
): Promise<HandedIn> =>
  handIn({
    key: keeper.view().key ?? server.freshKey(),
    freshKey: server.freshKey,
    keepKey: keeper.keepKey,
    send: (key) => server.answer(keeper.view().answers, key)
  })
