import type { Partner } from '@shared/contract/sign-on'

const FIELDS = { name: '姓名', 'id-number': '身份证号码', phone: '手机号码' } as const

/** 姓名、身份证号码 */
export const fieldsWords = (fields: Partner['fields']): string => fields.map((field) => FIELDS[field]).join('、')

/** Only the ID number is sensitive personal information among these (PIPL art. 28; GB/T 45574 annex). */
export const isSensitive = (fields: Partner['fields']): boolean => fields.includes('id-number')
