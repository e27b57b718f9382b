import type { Told } from './fact-value'

/** Answers on their way from 情形引导 into the draft; `facts` null once they are there. */
export interface Parcel {
  facts: Told | null
}

let waiting: { serviceId: string; facts: Told } | null = null

/** Only in memory: whoever does not go on to the form leaves nothing behind. */
export const handOverTold = (serviceId: string, facts: Told): void => {
  waiting = Object.keys(facts).length > 0 ? { serviceId, facts } : null
}

/** What the page before handed over for this item, once. */
export function takeTold(serviceId: string): Parcel {
  const facts = waiting?.serviceId === serviceId ? waiting.facts : null
  waiting = null
  return { facts }
}
