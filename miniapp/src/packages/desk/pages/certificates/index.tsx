import { CERTIFICATE_STATES, type PresentedCertificate } from '@shared/contract/certificates'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Notice } from '@/kit/notice/notice'
import { instantWords } from '@/kit/when/when'
import { toast } from '@/platform/feedback'
import { scanPresentation, withdrawCertificate } from '../../api'
import { DeskForm } from '../../components/desk-form'
import { DeskInput } from '../../components/desk-input'
import { DeskPage } from '../../components/desk-page'
import { useAct } from '../../components/use-act'

export default function CertificatesPage() {
  return (
    <DeskPage title='证照核验' roles={['clerk', 'reviewer']}>
      {(me) => (
        <>
          <Scan />
          {me.roles.includes('clerk') ? <Withdraw /> : null}
        </>
      )}
    </DeskPage>
  )
}

/** The code of 亮证, from a scanner that types or read out. */
function Scan() {
  const { run, error } = useAct()
  const [code, setCode] = useState('')
  const [seen, setSeen] = useState<PresentedCertificate>()
  const send = () =>
    run(async () => {
      setSeen(undefined)
      setSeen(await scanPresentation(code.trim()))
      setCode('')
    })
  return (
    <DeskForm className='zj-desk__panel zj-desk__panel--narrow' label='核验亮证码' onSend={send}>
      <DeskInput
        name='shown'
        label='亮证码'
        hint='扫描或者输入群众手机上的码，一分钟内有效，只能用一次。'
        required
        value={code}
        onChange={setCode}
      />
      {error ? (
        <Notice tone='error'>
          {error.code === 'not_found' ? '这个码已经用过、过期或者不对，请群众换一个码。' : error.message}
        </Notice>
      ) : null}
      <Button narrow onPress={send}>
        核验
      </Button>
      {seen ? <Seen seen={seen} /> : null}
    </DeskForm>
  )
}

function Seen({ seen }: { seen: PresentedCertificate }) {
  const state = seen.state === 'unknown' ? '没有查到' : CERTIFICATE_STATES[seen.state]
  return (
    <Card padded={false}>
      <Cell label='状态' value={state} />
      <Cell label='证照' value={seen.title ?? ''} />
      <Cell label='持证人' value={seen.holder ?? ''} />
      <Cell label='证件号码' value={seen.idNumber ?? ''} />
      {seen.libraryReadAt ? null : <Cell label='证照编号' value={seen.number ?? '无'} />}
      <Cell label='颁发部门' value={seen.department ?? ''} />
      <Cell label='有效期至' value={seen.validUntil ?? '长期'} />
      <Cell
        label='来源'
        value={seen.libraryReadAt ? `电子证照库，${instantWords(seen.libraryReadAt)} 查到` : '指尖办出具，签名相符'}
      />
    </Card>
  )
}

/** A certificate of one's own department that must not count any more. */
function Withdraw() {
  const { run, error } = useAct()
  const [code, setCode] = useState('')
  const [reason, setReason] = useState('')
  const send = () =>
    run(async () => {
      if (!(await withdrawCertificate({ code: code.trim(), reason: reason.trim() }))) return
      setCode('')
      setReason('')
      toast('证照已撤销，持证人会收到消息')
    })
  return (
    <DeskForm className='zj-desk__panel zj-desk__panel--narrow' label='撤销证照' onSend={send}>
      <h2>撤销本部门出具的证照</h2>
      <DeskInput
        name='code'
        label='核验码'
        hint='证照“核验”一栏里的 16 位字母和数字。'
        required
        value={code}
        onChange={setCode}
      />
      <DeskInput
        name='reason'
        label='撤销理由'
        hint='写明事实和依据，持证人会看到。至少 5 个字。'
        required
        value={reason}
        onChange={setReason}
      />
      {error ? (
        <Notice tone='error'>
          {error.code === 'not_found' ? '没有这份证照，或者不是本部门出具的。' : error.message}
        </Notice>
      ) : null}
      <Button kind='danger' narrow onPress={send}>
        撤销证照
      </Button>
    </DeskForm>
  )
}
