import { Button } from '@tarojs/components'
import type { ReactNode } from 'react'
import '../button/button.scss'
import './native-button.scss'

/** refused = the person said no; unavailable = WeChat cannot give the number now: lead to the SMS code. */
export type PhoneRefusal = 'refused' | 'unavailable'

export interface PhoneButtonProps {
  /** code of WeChat for the server (byPhoneCode), good once and for five minutes */
  onCode: (code: string) => void
  onRefused: (why: PhoneRefusal) => void
  children: ReactNode
  disabled?: boolean
}

/** What WeChat says when the person closed the dialogue or has not agreed to 用户隐私保护指引. */
const SAID_NO = /deny|cancel|privacy/i

/**
 * Asks WeChat for the person's phone number (button open-type getPhoneNumber, which nothing else can stand for).
 * Draws nothing on H5: there the SMS code is the way.
 */
export function PhoneButton({ onCode, onRefused, children, disabled = false }: PhoneButtonProps) {
  if (process.env.TARO_ENV === 'h5') return null
  const answered = ({ detail }: { detail: { code?: string; errMsg?: string } }) => {
    if (detail.code) onCode(detail.code)
    else onRefused(SAID_NO.test(detail.errMsg ?? '') ? 'refused' : 'unavailable')
  }
  return (
    <Button
      className={`zj-press zj-button zj-button--primary zj-native-button ${disabled ? 'zj-button--off' : ''}`}
      hoverClass={disabled ? 'none' : 'zj-press--down'}
      disabled={disabled}
      openType='getPhoneNumber'
      onGetPhoneNumber={answered}
    >
      {children}
    </Button>
  )
}
