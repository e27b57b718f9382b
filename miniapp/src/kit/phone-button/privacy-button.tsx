import { Button } from '@tarojs/components'
import type { ReactNode } from 'react'
import '../button/button.scss'
import './native-button.scss'

export interface PrivacyButtonProps {
  /** of this button, unique on the page; WeChat wants to know which one was tapped */
  id: string
  /** the person has agreed; hand the id to PrivacyQuestion.agree */
  onAgree: (id: string) => void
  children: ReactNode
}

/** 同意 to WeChat's 用户隐私保护指引 (button open-type agreePrivacyAuthorization). Draws nothing on H5. */
export function PrivacyButton({ id, onAgree, children }: PrivacyButtonProps) {
  if (process.env.TARO_ENV === 'h5') return null
  return (
    <Button
      id={id}
      className='zj-press zj-button zj-button--primary zj-native-button'
      hoverClass='zj-press--down'
      openType='agreePrivacyAuthorization'
      onAgreePrivacyAuthorization={() => onAgree(id)}
    >
      {children}
    </Button>
  )
}
