import type { Invitation } from '@shared/contract/mandates'
import { useState } from 'react'
import { CAPACITY, invitationAt, MINE } from '@/addresses'
import { BottomBar } from '@/kit/bottom-bar/bottom-bar'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { Empty, StateView } from '@/kit/state-view/state-view'
import { TextField } from '@/kit/text-field/text-field'
import { asCallError } from '@/platform/call-error'
import { usePageParams } from '@/platform/lifecycle'
import { replaceWith } from '@/platform/navigation'
import { signedIn } from '@/session/session'
import { acceptInvitation, showInvitation, shownServiceNames } from '../../api'
import { cardWords, isInvitationCode, typedInvitationCode } from '../../mandates/invitation-words'
import { scopeWords, untilWords } from '../../mandates/scope-words'

/** A code that was read out or came as text. */
function EnterCode() {
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState('')
  const open = async () => {
    const code = typedInvitationCode(typed)
    if (isInvitationCode(code)) await replaceWith(invitationAt(code))
    else setWrong('邀请码是 8 位数字或字母，请核对。')
  }
  return (
    <Page
      title='授权邀请'
      bar={
        <BottomBar>
          <Button onPress={open}>查看邀请</Button>
        </BottomBar>
      }
    >
      <Card>
        <TextField
          name='code'
          label='邀请码'
          hint='邀请您的人发来的 8 位数字或字母'
          required
          value={typed}
          maxLength={12}
          error={wrong}
          onChange={(value) => {
            setTyped(value)
            setWrong('')
          }}
        />
      </Card>
    </Page>
  )
}

const OVER = { accepted: '这个邀请已经被接受', withdrawn: '这个邀请已被撤回', expired: '这个邀请已过期' } as const

const ToMine = () => (
  <Button narrow onPress={() => replaceWith(MINE)}>
    去我的
  </Button>
)

/** Who invites, to what, until when. */
function Offer({ invitation, names }: { invitation: Invitation; names: Record<string, string> }) {
  return (
    <>
      <Card padded={false}>
        <Cell stacked label='谁邀请您' value={invitation.owner} />
        <Cell stacked label='邀请您做什么' value={invitation.kind === 'agent' ? '做企业的经办人' : '替家人代办'} />
        <Cell stacked label='可以办' value={scopeWords(invitation.scope, names)} />
        <Cell stacked label='授权期限' value={untilWords(invitation.until)} />
      </Card>
      <Notice title='接受前请知道'>
        您办的每一件事都会记下是您办的，并告诉{invitation.kind === 'agent' ? '企业' : '委托人'}
        ；您看不到对方的手机号码；双方都可以随时解除。
      </Notice>
    </>
  )
}

function InvitationOf({ code }: { code: string }) {
  const loaded = useLoad(
    () =>
      signedIn(async () => {
        const [invitation, names] = await Promise.all([showInvitation(code), shownServiceNames()])
        return { invitation, names }
      }),
    [code]
  )
  const [accepted, setAccepted] = useState(false)
  const [refused, setRefused] = useState('')
  const accept = async () => {
    setRefused('')
    try {
      await acceptInvitation(code)
      setAccepted(true)
    } catch (caught) {
      const error = asCallError(caught)
      setRefused(error.message)
      if (error.code === 'conflict' || error.code === 'not_found') await loaded.reload()
    }
  }
  const open = loaded.state === 'ready' && loaded.data.invitation.state === 'open' && !accepted
  const bar = open ? (
    <BottomBar>
      <Button onPress={accept}>接受邀请</Button>
    </BottomBar>
  ) : undefined
  return (
    <Page title='授权邀请' bar={bar}>
      <StateView of={loaded} skeleton='page' onward={<ToMine />}>
        {({ invitation, names }) => {
          if (accepted) return <Accepted />
          if (invitation.state !== 'open')
            return <Empty title={OVER[invitation.state]} note='需要的话，请对方再发一个。' act={<ToMine />} />
          return (
            <>
              <Notice title={cardWords(invitation.kind)}>请确认是您认识的人发来的，再接受。</Notice>
              <Offer invitation={invitation} names={names} />
              {refused ? (
                <Notice tone='error' title='没有接受成功'>
                  {refused}
                </Notice>
              ) : null}
            </>
          )
        }}
      </StateView>
    </Page>
  )
}

function Accepted() {
  return (
    <Empty
      icon='check'
      title='已接受'
      note='要替对方办事时，请先切换身份。'
      act={
        <Button narrow onPress={() => replaceWith(CAPACITY)}>
          去切换身份
        </Button>
      }
    />
  )
}

/** The page a card or link opens: what one is invited to, and accepting it. */
export default function InvitationPage() {
  const { code } = usePageParams()
  if (code === undefined || !isInvitationCode(code)) return <EnterCode />
  return <InvitationOf code={code} />
}
