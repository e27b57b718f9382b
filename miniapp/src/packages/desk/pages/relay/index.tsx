import { codeInLink } from '@shared/values/code-in-link'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import { useWatched } from '@/platform/watched'
import { DeskForm } from '../../components/desk-form'
import { DeskInput } from '../../components/desk-input'
import { DeskPage } from '../../components/desk-page'
import { RelayForm } from '../../components/relay-form'
import { useAct } from '../../components/use-act'
import { takeRelay } from '../../relay-api'
import { beginRelay, relayWork } from '../../relay-work'

export default function RelayPage() {
  return (
    <DeskPage title='接力填写' roles={['clerk', 'reviewer', 'head']}>
      {() => <Relay />}
    </DeskPage>
  )
}

function Relay() {
  const work = useWatched(relayWork)
  const [done, setDone] = useState(false)
  const leave = () => relayWork.set(null)
  if (work)
    return (
      <RelayForm
        key={work.desk.id}
        work={work}
        onLeave={leave}
        onDone={() => {
          leave()
          setDone(true)
        }}
      />
    )
  return (
    <>
      {done ? <Notice title='已交还本人'>请告诉本人：在自己的手机上核对后再提交。</Notice> : null}
      <TakeCode />
    </>
  )
}

/** The code on the person's phone. */
function TakeCode() {
  const { run, error } = useAct()
  const [code, setCode] = useState('')
  const send = () => run(async () => beginRelay(await takeRelay(codeInLink(code))))
  return (
    <DeskForm className='zj-desk__panel zj-desk__panel--narrow' label='输入接力码' onSend={send}>
      <DeskInput
        name='relay'
        label='接力码'
        hint='群众在自己手机的申请表里点“换手机填，或请窗口帮忙”后出现的 8 位码，可以扫二维码；十分钟内有效，只能用一次。'
        required
        value={code}
        onChange={setCode}
      />
      {error ? (
        <Notice tone='error'>
          {error.code === 'not_found'
            ? '这个码不对、已经用过或过期，或者不是本部门的事项。请群众换一个码。'
            : error.message}
        </Notice>
      ) : null}
      <Button narrow onPress={send}>
        接着填写
      </Button>
    </DeskForm>
  )
}
