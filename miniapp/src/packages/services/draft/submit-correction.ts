import type { CaseDetail } from '@shared/contract/applications'
import type { Answers } from '@shared/contract/form'
import type { CorrectionKeeper } from './correction-keeper'
import { type HandedIn, type HandIn, handIn } from './hand-in'

/** Hands a 补正 in; where an earlier try has no answer yet, the same answers go out under the same key. */
export const submitCorrection = (
  keeper: CorrectionKeeper,
  server: Pick<HandIn, 'freshKey' | 'stepUp' | 'agree'> & {
    answer: (answers: Answers, key: string) => Promise<CaseDetail>
  }
): Promise<HandedIn> =>
  handIn({
    key: keeper.view().key ?? server.freshKey(),
    freshKey: server.freshKey,
    stepUp: server.stepUp,
    agree: server.agree,
    keepKey: keeper.keepKey,
    send: (key) => server.answer(keeper.view().answers, key)
  })
