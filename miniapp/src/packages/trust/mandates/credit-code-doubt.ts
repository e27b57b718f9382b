import { checkCreditCode, hasCreditCodeShape } from '@shared/values/credit-code'

/**
 * What looks wrong about a typed 统一社会信用代码, null when nothing does. `certain`: it cannot be one; otherwise only
 * its check character is off, which a few codes in real use are (GB 32100-2015), so the register decides.
 */
export function doubtAbout(text: string): { certain: boolean; words: string } | null {
  const checked = checkCreditCode(text)
  return checked.ok ? null : { certain: !hasCreditCodeShape(text), words: checked.reason }
}
