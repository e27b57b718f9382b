import { slug } from '@shared/contract/parts'
import type { Partner } from '@shared/contract/sign-on'
import { useRef, useState } from 'react'
import { CAPACITY, PARTNERS } from '@/addresses'
import { BottomBar } from '@/kit/bottom-bar/bottom-bar'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { SwitchLine } from '@/kit/switch-line/switch-line'
import { asCallError } from '@/platform/call-error'
import { freshKey } from '@/platform/fresh-key'
import { useCameBack, usePageParams } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { ActingBanner } from '@/session/acting-banner'
import { useActingFor } from '@/session/capacity'
import { signedIn } from '@/session/session'
import { giveConsent, openPartner, showPartner } from '../../api'
import { CutOff } from '../../components/cut-off'
import { openAddress } from '../../sign-on/open-address'
import { fieldsWords, isSensitive } from '../../sign-on/partner-words'

function Asked({ partner }: { partner: Partner }) {
  return (
    <Card padded={false}>
      <Cell stacked label='网站' value={partner.name} />
      <Cell stacked label='主办部门' value={partner.department} />
      <Cell stacked label='用途' value={partner.purpose} />
      <Cell
        stacked
        label='会提供的信息'
        value={fieldsWords(partner.fields)}
        {...(isSensitive(partner.fields) ? { note: '其中身份证号码是敏感个人信息' } : {})}
      />
    </Card>
  )
}

/** Consent where there is none yet, then the ticket and the way there. */
function useGoing(partner: Partner | undefined, reload: () => Promise<void>) {
  const [agrees, setAgrees] = useState(false)
  const [problem, setProblem] = useState('')
  const key = useRef(freshKey())
  const agreed = partner?.agreed === true
  const go = async () => {
    if (!partner) return
    if (!agreed && !agrees) {
      setProblem('要先打开上面的开关，同意提供这些信息。')
      return
    }
    setProblem('')
    try {
      if (!agreed) {
        await giveConsent({ sharingId: partner.sharingId, version: partner.sharingVersion }, key.current)
        // Given: should it be withdrawn, agreeing again is another act.
        key.current = freshKey()
      }
      await openAddress(await openPartner(partner.id))
    } catch (caught) {
      const error = asCallError(caught)
      setProblem(error.message)
      // The terms have changed, or the consent was withdrawn meanwhile: shown anew, nothing is agreed to by itself.
      if (error.code === 'consent_required' || error.code === 'conflict') {
        setAgrees(false)
        await reload()
      }
    }
  }
  return { agreed, agrees, setAgrees, problem, go }
}

/** Signing on elsewhere is a person's own act, never one for somebody else. */
const OnlySelf = () => (
  <Notice tone='warn' title='请先切换回本人'>
    去部门网站只能用本人的身份登录。
  </Notice>
)

function PartnerOf({ partnerId }: { partnerId: string }) {
  const loaded = useLoad(() => signedIn(() => showPartner(partnerId)), [partnerId])
  useCameBack(() => void loaded.reload())
  const { agreed, agrees, setAgrees, problem, go } = useGoing(
    loaded.state === 'ready' ? loaded.data : undefined,
    loaded.reload
  )
  const acting = useActingFor() !== null
  const bar =
    loaded.state === 'ready' ? (
      <BottomBar>
        {acting ? <Button onPress={() => goTo(CAPACITY)}>切换身份</Button> : <Button onPress={go}>前往部门网站</Button>}
      </BottomBar>
    ) : undefined
  return (
    <Page title='前往部门网站' bar={bar}>
      <ActingBanner />
      {acting ? <OnlySelf /> : null}
      <StateView of={loaded} skeleton='page'>
        {(partner) => (
          <>
            <Asked partner={partner} />
            {acting ? null : agreed ? (
              <Notice>您已经同意过提供这些信息，可以在“我的—授权管理”里随时撤回。</Notice>
            ) : (
              <Card padded={false}>
                <SwitchLine
                  label='我同意提供以上信息'
                  note='只提供给这个网站；不同意不影响使用其他服务'
                  on={agrees}
                  onChange={setAgrees}
                />
              </Card>
            )}
            {problem ? <Notice tone='error'>{problem}</Notice> : null}
          </>
        )}
      </StateView>
    </Page>
  )
}

/** What a department's own page asks for, consent, and the way there. */
export default function PartnerPage() {
  const { partnerId = '' } = usePageParams()
  if (!slug.safeParse(partnerId).success) return <CutOff title='前往部门网站' address={PARTNERS} words='看部门网站' />
  return <PartnerOf partnerId={partnerId} />
}
