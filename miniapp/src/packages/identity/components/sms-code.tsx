import type { CodeSent } from '@shared/contract/browser-sign-in'
import { smsCode } from '@shared/contract/browser-sign-in'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { Button } from '@/kit/button/button'
import { TextField } from '@/kit/text-field/text-field'
import { asCallError } from '@/platform/call-error'
import { toast } from '@/platform/feedback'
import './sms-code.scss'

/** What is wrong with a typed code; undefined when it can be sent. */
export const wrongCode = (code: string): string | undefined =>
  smsCode.safeParse(code.trim()).success ? undefined : '请输入短信里的六位数字验证码。'

/** Seconds until something may be done again; counts down by itself. */
function useCountdown() {
  const [left, setLeft] = useState(0)
  const counting = left > 0
  useEffect(() => {
    if (!counting) return
    const timer = setInterval(() => setLeft((was) => Math.max(0, was - 1)), 1000)
    return () => clearInterval(timer)
  }, [counting])
  return [left, setLeft] as const
}

export interface SmsCodeProps {
  value: string
  onChange: (code: string) => void
  error?: string
  /** Sends the SMS; undefined when the number is not right yet (the page says so itself). Rejects with CallError. */
  send: () => Promise<CodeSent | undefined>
}

/** The six digits of an SMS, and the button that has one sent. */
export function SmsCode({ value, onChange, error, send }: SmsCodeProps) {
  const [left, setLeft] = useCountdown()
  const press = async () => {
    try {
      const sent = await send()
      if (!sent) return
      setLeft(sent.againIn)
      toast('验证码已发送，请查看短信')
    } catch (caught) {
      const { message, fields } = asCallError(caught)
      // sent too often: the pause is known
      setLeft(Math.max(0, Math.ceil(Number(fields?.retryAfter ?? 0)) || 0))
      toast(message)
    }
  }
  return (
    <View className='sms-code'>
      <TextField
        name='sms-code'
        label='短信验证码'
        type='number'
        required
        value={value}
        maxLength={6}
        autoComplete='one-time-code'
        placeholder='六位数字'
        onChange={onChange}
        {...(error ? { error } : {})}
      />
      <Button kind='plain' disabled={left > 0} onPress={press}>
        {left > 0 ? `${left} 秒后可重新获取` : '获取验证码'}
      </Button>
    </View>
  )
}
