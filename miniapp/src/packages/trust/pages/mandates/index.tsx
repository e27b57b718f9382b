import type { Mandate } from '@shared/contract/mandates'
import { invitationAt, inviteFor } from '@/addresses'
import { BottomBar } from '@/kit/bottom-bar/bottom-bar'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { Empty, StateView } from '@/kit/state-view/state-view'
import { useCameBack } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { signedIn } from '@/session/session'
import { listMandates, type Mandates, shownServiceNames } from '../../api'
import { InvitationCard } from '../../components/invitation-card'
import { useInvitationCards } from '../../components/invitation-share'
import { MandateCard } from '../../components/mandate-card'
import { dismiss, leaveMandate, withdraw } from '../../mandates/end-mandate'
import { familyOf } from '../../mandates/family'

interface PartProps {
  family: Mandates
  names: Record<string, string>
  reload: () => Promise<void>
}

function Given({ family, names, reload }: PartProps) {
  const dismissing = async (mandate: Mandate) => {
    if (await dismiss(mandate)) await reload()
  }
  const withdrawing = async (code: string) => {
    if (await withdraw(code)) await reload()
  }
  return (
    <>
      <Heading>我委托的</Heading>
      {family.given.length === 0 && family.invitations.length === 0 ? (
        <Empty icon='person' title='还没有请人代办' note='可以请家人在一段时间里替您办事。' />
      ) : null}
      {family.given.map((mandate) => (
        <MandateCard
          key={mandate.id}
          mandate={mandate}
          name={mandate.holder}
          serviceNames={names}
          act={{ words: '收回', onPress: () => dismissing(mandate) }}
        />
      ))}
      {family.invitations.map((invitation) => (
        <InvitationCard
          key={invitation.id}
          invitation={invitation}
          serviceNames={names}
          onWithdraw={() => withdrawing(invitation.code)}
        />
      ))}
    </>
  )
}

function Held({ family, names, reload }: PartProps) {
  const leaving = async ({ id, owner }: Mandate) => {
    if (await leaveMandate(id, owner)) await reload()
  }
  return (
    <>
      <Heading>委托我的</Heading>
      {family.held.map((mandate) => (
        <MandateCard
          key={mandate.id}
          mandate={mandate}
          name={mandate.owner}
          serviceNames={names}
          {...(mandate.kind === 'proxy' ? { act: { words: '不再代办', onPress: () => leaving(mandate) } } : {})}
        />
      ))}
      <Card padded={false}>
        <Cell label='我有邀请码' note='输入家人发来的邀请码' onPress={() => void goTo(invitationAt())} />
      </Card>
    </>
  )
}

/** 亲情代办: whom I have entrusted and who has entrusted me. */
export default function MandatesPage() {
  const loaded = useLoad(
    () =>
      signedIn(async () => {
        const [mandates, names] = await Promise.all([listMandates(), shownServiceNames()])
        return { family: familyOf(mandates), names }
      }),
    []
  )
  usePullToRefresh(loaded)
  useCameBack(() => void loaded.reload())
  useInvitationCards('proxy')
  const bar = (
    <BottomBar>
      <Button onPress={() => goTo(inviteFor())}>请家人代办</Button>
    </BottomBar>
  )
  return (
    <Page title='亲情代办' bar={bar}>
      <Notice title='请放心'>
        代办人看不到您的手机号码；代办人替您办的每一件事，都会发消息告诉您；您随时可以收回，立即生效。
      </Notice>
      <StateView of={loaded}>
        {(data) => (
          <>
            <Given {...data} reload={loaded.reload} />
            <Held {...data} reload={loaded.reload} />
          </>
        )}
      </StateView>
    </Page>
  )
}
