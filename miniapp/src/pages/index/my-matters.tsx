import type { CaseState, CaseSummary } from '@shared/contract/applications'
import { View } from '@tarojs/components'
import { caseAt, MATTERS } from '@/addresses'
import { DraftList } from '@/drafts/draft-list'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Heading } from '@/kit/heading/heading'
import type { Load } from '@/kit/load/load'
import { Press } from '@/kit/press/press'
import { Failed, StateView } from '@/kit/state-view/state-view'
import { Tag, type Tone } from '@/kit/tag/tag'
import { dayWords, instantWords } from '@/kit/when/when'
import { goTo } from '@/platform/navigation'
import { ActingBanner } from '@/session/acting-banner'
import { ensureSignedIn, retrySession, type Session } from '@/session/session'
import type { Mine } from './api'
import { Attention } from './attention'
import './my-matters.scss'

const TONES: Record<CaseState, Tone> = {
  submitted: 'plain',
  received: 'primary',
  accepted: 'primary',
  reviewing: 'primary',
  correction: 'bad',
  payment: 'bad',
  completed: 'good',
  refused: 'bad',
  withdrawn: 'plain'
}
const FEW = 3

function CaseCard({ item }: { item: CaseSummary }) {
  const when = item.promisedDay ? `承诺 ${dayWords(item.promisedDay)} 前办结` : `${instantWords(item.updatedAt)} 更新`
  return (
    <Card onPress={() => void goTo(caseAt(item.id))}>
      <View className='matter__head'>
        <View className='matter__name'>{item.serviceName}</View>
        <Tag tone={TONES[item.state]}>{item.stateLabel}</Tag>
      </View>
      <View className='matter__note'>{when}</View>
      <View className='matter__note'>办件编号 {item.number}</View>
    </Card>
  )
}

function Ongoing({ cases }: { cases: CaseSummary[] }) {
  const all = (
    <Press className='matter__all' role='link' onPress={() => void goTo(MATTERS)}>
      我的事项
    </Press>
  )
  return (
    <>
      <Heading aside={all}>正在办理</Heading>
      {cases.slice(0, FEW).map((item) => (
        <CaseCard key={item.id} item={item} />
      ))}
      {cases.length === 0 ? <View className='matter__none'>目前没有正在办理的事项。</View> : null}
    </>
  )
}

/** What waits for the person and what they have begun: cases under way and drafts; to a stranger, the way to sign in. */
export function MyMatters({ session, mine }: { session: Session; mine: Load<Mine> }) {
  if (session.state === 'checking') return null
  if (session.state === 'signed-out')
    return (
      <View className='matters'>
        <Card>
          {session.trouble ? (
            <Failed error={session.trouble} onRetry={retrySession} />
          ) : (
            <View className='matter__invite'>
              <View className='matter__invite-text'>登录后可看进度、接着填草稿</View>
              <Button narrow onPress={() => ensureSignedIn()}>
                登录
              </Button>
            </View>
          )}
        </Card>
      </View>
    )
  const dropDraft = (draftId: string) =>
    mine.amend((was) => ({ ...was, drafts: was.drafts.filter((draft) => draft.id !== draftId) }))
  return (
    <View className='matters'>
      <ActingBanner />
      <StateView of={mine} skeleton='page'>
        {({ attention, ongoing, drafts }) => (
          <>
            <Attention attention={attention} />
            <Ongoing cases={ongoing} />
            {drafts.length > 0 ? <Heading>没填完的申请</Heading> : null}
            <DraftList drafts={drafts.slice(0, FEW)} onDiscarded={dropDraft} />
          </>
        )}
      </StateView>
    </View>
  )
}
