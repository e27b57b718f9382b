import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Notice } from '@/kit/notice/notice'
import { finishFaceCheck, startFaceCheck } from '../api'
import { throughFaceCheck } from '../step-up/check-face'
import { useAct } from './act'
import { ActError } from './act-error'

/** Where a face check cannot be made: in a browser. */
export function FaceElsewhere() {
  return (
    <Notice tone='warn' title='请在微信小程序里完成'>
      人脸核身只能在微信里做。请在微信中打开“指尖办”小程序，从“我的”登录同一个账户，再办这件事；这里已经填写的内容会自动保存。
    </Notice>
  )
}

/** The face check itself. */
export function FaceStep({ onPassed }: { onPassed?: () => unknown }) {
  const { error, run } = useAct()
  if (process.env.TARO_ENV === 'h5') return <FaceElsewhere />
  const check = async () => {
    const passed = await run(async () => {
      const verifyId = await startFaceCheck()
      await throughFaceCheck(verifyId)
      await finishFaceCheck(verifyId)
    })
    if (passed) await onPassed?.()
  }
  return (
    <Card>
      <ActError error={error} />
      <Button onPress={check}>开始人脸核身</Button>
    </Card>
  )
}
