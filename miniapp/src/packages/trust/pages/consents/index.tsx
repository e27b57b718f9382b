import type { Consent } from '@shared/contract/consents'
import { Heading } from '@/kit/heading/heading'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { Empty, StateView } from '@/kit/state-view/state-view'
import { asCallError } from '@/platform/call-error'
import { confirm, tell, toast } from '@/platform/feedback'
import { useCameBack } from '@/platform/lifecycle'
import { ActingBanner } from '@/session/acting-banner'
import { signedIn } from '@/session/session'
import { listConsents, withdrawConsent } from '../../api'
import { ConsentCard } from '../../components/consent-card'
import { isActive, withWithdrawn } from '../../consents/consent-words'

/** Asks once, then withdraws; true when it is withdrawn. */
async function withdrawn({ id, sharing }: Consent): Promise<boolean> {
  const sure = await confirm({
    title: '撤回这项同意？',
    text: `撤回后，${sharing.department.name}不能再凭它得到您的信息。${sharing.without}撤回前已经提供的不受影响。`,
    yes: '撤回',
    danger: true
  })
  if (!sure) return false
  try {
    await withdrawConsent(id)
    toast('已撤回')
    return true
  } catch (caught) {
    await tell('没有撤回成功', asCallError(caught).message)
    return false
  }
}

/** 授权管理: what departments may use, and what has ended. */
export default function ConsentsPage() {
  const consents = useLoad(() => signedIn(listConsents), [])
  usePullToRefresh(consents)
  useCameBack(() => void consents.reload())
  const withdraw = async (consent: Consent) => {
    if (await withdrawn(consent)) consents.amend((was) => withWithdrawn(was, consent.id, new Date().toISOString()))
  }
  return (
    <Page title='授权管理'>
      <ActingBanner />
      <Notice>这里是您同意过的信息使用。随时可以撤回，撤回后几秒内生效。</Notice>
      <StateView of={consents}>
        {(items) => {
          const active = items.filter(isActive)
          const ended = items.filter((consent) => !isActive(consent))
          return (
            <>
              <Heading>正在生效</Heading>
              {active.length === 0 ? <Empty title='没有正在生效的授权' note='办事需要时，会先一项一项问您。' /> : null}
              {active.map((consent) => (
                <ConsentCard key={consent.id} consent={consent} onWithdraw={() => withdraw(consent)} />
              ))}
              {ended.length > 0 ? <Heading>已经结束</Heading> : null}
              {ended.map((consent) => (
                <ConsentCard key={consent.id} consent={consent} />
              ))}
            </>
          )
        }}
      </StateView>
    </Page>
  )
}
