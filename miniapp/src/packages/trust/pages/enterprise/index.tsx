import type { Enterprise, Mandate } from '@shared/contract/mandates'
import { id } from '@shared/contract/parts'
import { View } from '@tarojs/components'
import { ENTERPRISES, inviteFor } from '@/addresses'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Page } from '@/kit/page/page'
import { Empty, StateView } from '@/kit/state-view/state-view'
import { useCameBack, usePageParams } from '@/platform/lifecycle'
import { goTo, replaceWith } from '@/platform/navigation'
import { signedIn } from '@/session/session'
import { type EnterpriseDetail, showEnterprise, shownServiceNames } from '../../api'
import { CutOff } from '../../components/cut-off'
import { InvitationCard } from '../../components/invitation-card'
import { useInvitationCards } from '../../components/invitation-share'
import { MandateCard } from '../../components/mandate-card'
import { dismiss, leaveMandate, withdraw } from '../../mandates/end-mandate'
import { inForceFirst } from '../../mandates/family'
import { kindWords } from '../../mandates/scope-words'

interface PartProps {
  detail: EnterpriseDetail
  names: Record<string, string>
  reload: () => Promise<void>
}

function Head({ enterprise }: { enterprise: Enterprise }) {
  return (
    <Card padded={false}>
      <Cell stacked label='企业名称' value={enterprise.name} />
      <Cell stacked label='统一社会信用代码' value={enterprise.creditCode} />
      <Cell stacked label='我的角色' value={kindWords(enterprise.role)} />
    </Card>
  )
}

/** What the legal representative sees: agents, open invitations, and appointing another one. */
function Agents({ detail, names, reload }: PartProps) {
  const { enterprise, agents, invitations } = detail
  const open = invitations.filter(({ state }) => state === 'open')
  const dismissing = async (agent: Mandate) => {
    if (await dismiss(agent)) await reload()
  }
  const withdrawing = async (code: string) => {
    if (await withdraw(code)) await reload()
  }
  return (
    <>
      <Heading>经办人</Heading>
      {agents.length === 0 ? (
        <Empty icon='person' title='还没有经办人' note='经办人可以替企业办事，您随时可以解除。' />
      ) : null}
      {inForceFirst(agents).map((agent) => (
        <MandateCard
          key={agent.id}
          mandate={agent}
          name={agent.holder}
          serviceNames={names}
          act={{ words: '解除', onPress: () => dismissing(agent) }}
        />
      ))}
      {open.length > 0 ? <Heading>还没有接受的邀请</Heading> : null}
      {open.map((invitation) => (
        <InvitationCard
          key={invitation.id}
          invitation={invitation}
          serviceNames={names}
          onWithdraw={() => withdrawing(invitation.code)}
        />
      ))}
      <Button onPress={() => goTo(inviteFor(enterprise.id))}>授权经办人</Button>
    </>
  )
}

function Leave({ enterprise }: { enterprise: Enterprise }) {
  const leave = async () => {
    if (await leaveMandate(enterprise.mandateId, enterprise.name)) await replaceWith(ENTERPRISES)
  }
  return (
    <View>
      <Button kind='danger' onPress={leave}>
        不再做经办人
      </Button>
    </View>
  )
}

function EnterpriseOf({ enterpriseId }: { enterpriseId: string }) {
  const loaded = useLoad(
    () =>
      signedIn(async () => {
        const [detail, names] = await Promise.all([showEnterprise(enterpriseId), shownServiceNames()])
        return { detail, names }
      }),
    [enterpriseId]
  )
  usePullToRefresh(loaded)
  useCameBack(() => void loaded.reload())
  useInvitationCards('agent')
  return (
    <Page title='企业授权'>
      <StateView of={loaded} skeleton='page'>
        {({ detail, names }) => (
          <>
            <Head enterprise={detail.enterprise} />
            {detail.enterprise.role === 'legal-representative' ? (
              <Agents detail={detail} names={names} reload={loaded.reload} />
            ) : (
              <Leave enterprise={detail.enterprise} />
            )}
          </>
        )}
      </StateView>
    </Page>
  )
}

/** One enterprise of mine. */
export default function EnterprisePage() {
  const { enterpriseId = '' } = usePageParams()
  if (!id.safeParse(enterpriseId).success) return <CutOff title='企业授权' address={ENTERPRISES} words='看我的企业' />
  return <EnterpriseOf enterpriseId={enterpriseId} />
}
