import { maskCitizenId } from '@shared/values/citizen-id'
import { maskName } from '@shared/values/person-name'
import type { HiddenPart } from './signed-content'

/** Who holds a certificate, as anybody may read it: a person masked, an enterprise as it is registered. */
export const shownHolder = ({ holder, enterprise }: HiddenPart): string => (enterprise ? holder : maskName(holder))

export const shownNumber = ({ idNumber, enterprise }: HiddenPart): string =>
  enterprise ? idNumber : maskCitizenId(idNumber)

export const numberLabel = ({ enterprise }: HiddenPart): string => (enterprise ? '统一社会信用代码' : '证件号码')
