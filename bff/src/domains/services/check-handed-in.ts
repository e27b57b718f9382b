import { type Answers, textsOf } from '@shared/contract/form'
import { checkAnswers } from '@shared/contract/form-check'
import { leftOut } from '@shared/contract/form-shown'
import type { CivilDate } from '@shared/values/civil-date'
import type { Tx } from '../../platform/db/db'
import { isRefused, refuse } from '../../platform/http/refused'
import type { Persons } from '../identity/port'
import { uploadedIds } from './drafts'
import { filesOf } from './file-store'
import { type HandedIn, makeHiddenAnswers } from './hidden-answers'

/**
 * Answers that may leave the phone: the whole form is right on `day` and every named file is the owner's own. `leftOut`:
 * labels of the answers that are not handed in, because the form does not ask for them any more.
 */
async function checked(
  tx: Tx,
  { form, caller: { ownerIds }, came }: Pick<HandedIn, 'form' | 'caller' | 'came'>,
  given: Answers,
  day: CivilDate
) {
  const result = checkAnswers(form, given, day)
  if (!result.ok) return refuse('form_invalid', result.fields)
  const ids = uploadedIds(form, result.value)
  const found = await filesOf(tx, ownerIds, ids)
  if (found.length === new Set(ids).size)
    return { answers: result.value, files: ids, leftOut: leftOut(form, given, (field) => came?.has(field) ?? false) }
  const lost = new Set(ids.filter((id) => !found.some((file) => file.id === id)))
  const fields = Object.entries(result.value).filter(([, value]) => textsOf(value).some((id) => lost.has(id)))
  return refuse('form_invalid', Object.fromEntries(fields.map(([field]) => [field, '文件没有传好，请重新上传。'])))
}

/** What is handed in on `day`: the given answers, with what the caller may not see put back. Refused: form_invalid. */
export function makeCheckHandedIn({ persons }: { persons: Pick<Persons, 'phone'> }) {
  const hiddenAnswers = makeHiddenAnswers({ persons })
  return async (tx: Tx, handedIn: HandedIn, day: CivilDate) => {
    const good = await checked(tx, handedIn, await hiddenAnswers.complete(tx, handedIn), day)
    return isRefused(good) ? refuse('form_invalid', hiddenAnswers.sentences(handedIn, good.fields ?? {})) : good
  }
}
