import type { Material } from '@shared/contract/materials'
import { dateWords, dayWords } from '@/kit/when/when'
import { asCallError } from '@/platform/call-error'

/** Whose it is and what it was handed in for. */
export const originWords = ({ holder, from }: Pick<Material, 'holder' | 'from'>): string =>
  `${holder ? `${holder}的，` : ''}${dayWords(from.on)}办“${from.serviceName}”时交的`

/** Until when it is good; '' for papers that never run out. */
export function validityWords({ expires, validUntil, expired }: Pick<Material, 'expires' | 'validUntil' | 'expired'>) {
  if (validUntil) return expired ? `有效期到 ${dateWords(validUntil)}，已过期` : `有效期到 ${dateWords(validUntil)}`
  return expires ? '没有填有效期' : ''
}

/** What went wrong in one sentence: the reason at the field where there is one. */
export function reasonOf(caught: unknown): string {
  const { fields, message } = asCallError(caught)
  return Object.values(fields ?? {})[0] ?? message
}
