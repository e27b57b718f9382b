import type { Invitation } from '@shared/contract/mandates'
import { id } from '@shared/contract/parts'
import { civilDateAt } from '@shared/values/civil-date'
import { useRef, useState } from 'react'
import { ENTERPRISES } from '@/addresses'
import { BottomBar } from '@/kit/bottom-bar/bottom-bar'
import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { asCallError } from '@/platform/call-error'
import { freshKey } from '@/platform/fresh-key'
import { usePageParams } from '@/platform/lifecycle'
import { goBack } from '@/platform/navigation'
import { ensureSignedIn } from '@/session/session'
import { invite, shownServiceNames } from '../../api'
import { CutOff } from '../../components/cut-off'
import { InvitationCard } from '../../components/invitation-card'
import { InvitationFields } from '../../components/invitation-fields'
import { useInvitationCards } from '../../components/invitation-share'
import { withdraw } from '../../mandates/end-mandate'
import { askedOf, emptyInvitation, type InvitationDraft, wrongIn } from '../../mandates/invitation-form'
import type { InvitationKind } from '../../mandates/scope-words'

const TITLES = { agent: '授权经办人', proxy: '请家人代办' } as const

/** What is being asked for, and what came of it; the key stays the same while the same thing is sent again. */
function useInviting(kind: InvitationKind, enterpriseId: string | undefined, today: string) {
  const [draft, setDraft] = useState<InvitationDraft>(() => emptyInvitation(kind, today))
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [refused, setRefused] = useState('')
  const [made, setMade] = useState<Invitation | null>(null)
  const key = useRef(freshKey())
  const change = (changed: Partial<InvitationDraft>) => {
    key.current = freshKey()
    setWrong({})
    setRefused('')
    setDraft((was) => ({ ...was, ...changed }))
  }
  const send = async () => {
    const found = wrongIn(kind, draft, today)
    setWrong(found)
    setRefused('')
    if (Object.keys(found).length > 0 || !(await ensureSignedIn())) return
    try {
      setMade(await invite(askedOf(kind, draft, enterpriseId), key.current))
    } catch (caught) {
      const error = asCallError(caught)
      setWrong(error.fields?.until ? { until: error.fields.until } : {})
      setRefused(error.fields?.until ? '' : (error.fields?.scope ?? error.message))
    }
  }
  return { draft, wrong, refused, made, change, send }
}

const PROMISES = {
  agent: '经办人接受后，可以用企业的身份办您选的事。每件事都会记下是谁办的；您随时可以解除，立即生效。',
  proxy: '代办人看不到您的手机号码；替您办的每一件事，都会发消息告诉您；您随时可以收回，立即生效。'
} as const

function Invite({ kind, enterpriseId }: { kind: InvitationKind; enterpriseId?: string }) {
  const [today] = useState(() => civilDateAt(new Date()))
  const names = useLoad(shownServiceNames, [])
  const serviceNames = names.state === 'ready' ? names.data : {}
  const { draft, wrong, refused, made, change, send } = useInviting(kind, enterpriseId, today)
  useInvitationCards(kind)
  if (made)
    return (
      <Page
        title={TITLES[kind]}
        bar={
          <BottomBar>
            <Button kind='plain' onPress={goBack}>
              完成
            </Button>
          </BottomBar>
        }
      >
        <Notice title='邀请已生成'>
          把邀请发给对方。对方打开后能看到是谁邀请、可以办什么、到什么时候，接受后才生效。
        </Notice>
        <InvitationCard
          invitation={made}
          serviceNames={serviceNames}
          onWithdraw={async () => {
            if (await withdraw(made.code)) await goBack()
          }}
        />
      </Page>
    )
  return (
    <Page
      title={TITLES[kind]}
      bar={
        <BottomBar>
          <Button onPress={send}>生成邀请</Button>
        </BottomBar>
      }
    >
      <Notice>{PROMISES[kind]}</Notice>
      <InvitationFields
        kind={kind}
        draft={draft}
        wrong={wrong}
        today={today}
        serviceNames={serviceNames}
        onChange={change}
      />
      {refused ? (
        <Notice tone='error' title='邀请没有生成'>
          {refused}
        </Notice>
      ) : null}
    </Page>
  )
}

/** Inviting a relative or, with an enterprise id, an agent of that enterprise. */
export default function InvitePage() {
  const { enterpriseId } = usePageParams()
  if (enterpriseId === undefined) return <Invite kind='proxy' />
  if (!id.safeParse(enterpriseId).success)
    return <CutOff title={TITLES.agent} address={ENTERPRISES} words='看我的企业' />
  return <Invite kind='agent' enterpriseId={enterpriseId} />
}
