import type { CodeSent } from '@shared/contract/browser-sign-in'
import { checkPhone } from '@shared/values/phone'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { TextField } from '@/kit/text-field/text-field'
import { SmsCode, wrongCode } from './sms-code'

export interface PhoneCodeFormProps {
  /** Rejects with CallError. */
  send: (phone: string) => Promise<CodeSent>
  /** Gets the 11 digits and the code; tells its own failures. */
  onDone: (phone: string, code: string) => Promise<unknown>
  act: string
  /** between the code and the button */
  children?: ReactNode
}

/** A mobile number, a code sent to it, and what is done with both. */
export function PhoneCodeForm({ send, onDone, act, children }: PhoneCodeFormProps) {
  const [phone, setPhone] = useState('')
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState<{ phone?: string; code?: string }>({})
  const checked = checkPhone(phone)

  const sendCode = async () => {
    setWrong(checked.ok ? {} : { phone: checked.reason })
    return checked.ok ? send(checked.value) : undefined
  }
  const finish = async () => {
    const problem = wrongCode(code)
    setWrong({ ...(checked.ok ? {} : { phone: checked.reason }), ...(problem ? { code: problem } : {}) })
    if (checked.ok && !problem) await onDone(checked.value, code.trim())
  }
  return (
    <>
      <TextField
        name='phone'
        label='手机号码'
        type='phone'
        required
        value={phone}
        maxLength={20}
        onChange={setPhone}
        {...(wrong.phone ? { error: wrong.phone } : {})}
      />
      <SmsCode value={code} onChange={setCode} send={sendCode} {...(wrong.code ? { error: wrong.code } : {})} />
      {children}
      <Button onPress={finish}>{act}</Button>
    </>
  )
}
