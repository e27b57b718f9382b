import type { Confirmation } from '@shared/contract/intakes'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import { pickFiles } from '@/platform/pick-files'
import { sendIntakeCode, uploadIntakeFile } from '../api'
import { DeskInput } from './desk-input'
import { Toggle } from './toggle'
import { useAct, wrongAt } from './use-act'

interface IntakeConfirmationProps {
  intakeId: string
  /** as answered in the form */
  phone: string
  fields: Record<string, string>
  /** id of the scan, or empty */
  signature: string
  onSigned: (id: string) => void
  onConfirm: (confirmation: Confirmation) => Promise<void>
}

/** The person has looked at what was filled in: a code on their phone, or their signature on paper. */
export function IntakeConfirmation(props: IntakeConfirmationProps) {
  const { intakeId, phone, fields, signature, onSigned, onConfirm } = props
  const [by, setBy] = useState<Confirmation['by']>(signature ? 'signature' : 'sms')
  const [code, setCode] = useState('')
  const [sent, setSent] = useState(false)
  const { run, error } = useAct()
  const sendCode = () =>
    run(async () => {
      await sendIntakeCode(intakeId, phone)
      setSent(true)
    })
  const sign = () =>
    run(async () => {
      for (const picked of await pickFiles(1)) onSigned((await uploadIntakeFile(intakeId, picked)).id)
    })
  return (
    <section className='zj-desk__panel' aria-labelledby='intake-confirm'>
      <h2 id='intake-confirm'>本人确认</h2>
      <p>请本人看过上面填好的内容，再选一种方式确认。</p>
      <div className='zj-desk__acts zj-desk__part'>
        <Toggle title='短信验证码' on={by === 'sms'} onPress={() => setBy('sms')} />
        <Toggle title='纸上签名' on={by === 'signature'} onPress={() => setBy('signature')} />
      </div>
      {error ? <Notice tone='error'>{error.message}</Notice> : null}
      {by === 'sms' ? (
        <div className='zj-desk__line'>
          <Button kind='plain' narrow disabled={!phone} onPress={sendCode}>
            {sent ? '重新发送验证码' : '发送验证码到本人手机'}
          </Button>
          <DeskInput
            name='code'
            label='验证码'
            hint='本人手机上收到的 6 位数字。'
            code
            required
            value={code}
            onChange={setCode}
            {...wrongAt(fields, 'code')}
          />
          <Button narrow disabled={code.length !== 6} onPress={() => onConfirm({ by: 'sms', code })}>
            确认并提交
          </Button>
        </div>
      ) : (
        <div className='zj-desk__acts'>
          <Button kind='plain' narrow onPress={sign}>
            {signature ? '重新上传签名' : '上传签名'}
          </Button>
          <Button narrow disabled={!signature} onPress={() => onConfirm({ by: 'signature', fileId: signature })}>
            确认并提交
          </Button>
        </div>
      )}
    </section>
  )
}
