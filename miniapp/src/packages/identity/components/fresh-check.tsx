import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Heading } from '@/kit/heading/heading'
import { passCheck, sendCheckCode } from '../api'
import { useAct } from './act'
import { ActError } from './act-error'
import { FaceStep } from './face-step'
import { SmsCode, wrongCode } from './sms-code'

/** Proves once more that it is the person themselves: a code to the bound phone or, in the mini-program, their face. */
export function FreshCheck({ faceToo, onPassed }: { faceToo: boolean; onPassed: () => unknown }) {
  const { error, run } = useAct()
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState<string>()
  const check = async () => {
    const problem = wrongCode(code)
    setWrong(problem)
    if (!problem && (await run(() => passCheck(code.trim())))) await onPassed()
  }
  return (
    <>
      <Card>
        <Heading>短信验证</Heading>
        <SmsCode value={code} onChange={setCode} send={sendCheckCode} {...(wrong ? { error: wrong } : {})} />
        <ActError error={error} />
        <Button onPress={check}>验证</Button>
      </Card>
      {faceToo && process.env.TARO_ENV !== 'h5' ? (
        <>
          <Heading>收不到短信？</Heading>
          <FaceStep onPassed={onPassed} />
        </>
      ) : null}
    </>
  )
}
