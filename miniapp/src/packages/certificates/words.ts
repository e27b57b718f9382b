import { CERTIFICATE_STATES, type CertificateCheck, type CertificateState } from '@shared/contract/certificates'
import type { Tone } from '@/kit/tag/tag'
import { dayWords } from '@/kit/when/when'

export const STATE_TONES = {
  valid: 'good',
  expired: 'warn',
  withdrawn: 'bad'
} as const satisfies Record<CertificateState, Tone>

export const untilWords = (validUntil: string | null): string => (validUntil ? dayWords(validUntil) : '长期')

/** The same as one phrase: 有效期至2029年1月1日, 长期有效. */
export const goodWords = (validUntil: string | null): string =>
  validUntil ? `有效期至${dayWords(validUntil)}` : '长期有效'

/** A code in groups of four, as it stands on the paper. */
export const inGroups = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ')

/** What a check says, in one line. */
export const checkWords = ({ state }: Pick<CertificateCheck, 'state'>): string =>
  state === 'unknown' ? '没有查到这份证照' : `这份证照${CERTIFICATE_STATES[state]}`
