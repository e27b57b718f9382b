import type { Answers, Form } from '@shared/contract/form'
import type { Tx } from '../../platform/db/db'
import type { Persons } from '../identity/port'
import type { ActingCaller } from '../mandates/port'
import { hiddenFields, withoutFields } from './acting-scope'

/** An application or its supplement as somebody hands it in. */
export interface HandedIn {
  caller: ActingCaller
  form: Form
  /** whose application it is */
  citizenId: string
  given: Answers
  /** the answers that stood there before */
  before: Answers
  /** fields whose answer came by itself and stands as it came; absent = none */
  came?: ReadonlySet<string>
}

const NO_PHONE = '委托人还没有绑定手机号，请委托人绑定后再提交。'

/** What somebody acting under 亲情代办 hands in without having seen it: the phone number of the person acted for. */
export function makeHiddenAnswers({ persons }: { persons: Pick<Persons, 'phone'> }) {
  return {
    /** A hidden field keeps its answer; where there is none, it gets the person's bound number. */
    complete: async (tx: Tx, { caller, form, citizenId, given, before }: HandedIn): Promise<Answers> => {
      const hidden = hiddenFields(form, caller)
      if (hidden.length === 0) return given
      const phone = hidden.every((field) => before[field]) ? null : await persons.phone(tx, citizenId)
      const kept = hidden.flatMap((field) => {
        const value = before[field] || phone
        return value ? [[field, value] as const] : []
      })
      return { ...withoutFields(given, hidden), ...Object.fromEntries(kept) }
    },
    /** What is wrong with a hidden field only the person acted for can mend. */
    sentences: ({ caller, form }: HandedIn, fields: Record<string, string>): Record<string, string> => {
      const hidden = hiddenFields(form, caller)
      return Object.fromEntries(
        Object.entries(fields).map(([field, why]) => [field, hidden.includes(field) ? NO_PHONE : why])
      )
    }
  }
}
