import type { Dispute } from '@shared/contract/disputes'
import type { Correction } from '@shared/contract/rights'
import type { MyIdentity } from '@shared/contract/verification'
import { CLOSURE, CORRECTION, DEVICES, EXPORT, PHONE, reviewOf } from '@/addresses'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { type Load, useLoad } from '@/kit/load/load'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { useCameBack } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { atLeast } from '@/session/level'
import { SignInFirst } from '@/session/sign-in-first'
import { stepUp } from '@/session/step-up'
import { listCorrections, listDisputes, showIdentity } from '../../api'
import { CorrectionList } from '../../components/correction-list'
import { DisputeList } from '../../components/dispute-list'
import { KnownOfMe } from '../../components/known-of-me'
import { MergeList } from '../../components/merge-list'
import { ReviewList } from '../../components/review-list'
import './index.scss'

/** What can be done about one's identity at this level. */
function Acts({ known: { level, phone } }: { known: MyIdentity }) {
  const verified = atLeast(level, 'real-name')
  return (
    <Card padded={false}>
      {verified ? null : (
        <Cell
          icon='check'
          label='实名核验'
          note='用身份证或渝快办，马上出结果'
          onPress={() => void stepUp('real-name')}
        />
      )}
      <Cell label={phone ? '更换手机号' : '绑定手机号'} onPress={() => void goTo(PHONE)} />
      {verified ? null : (
        <Cell label='人工核验' note='护照、来往内地（大陆）通行证' onPress={() => void goTo(reviewOf('paper'))} />
      )}
      <Cell label='添加孩子' note='未满 14 周岁，由监护人代办' onPress={() => void goTo(reviewOf('guardian'))} />
      <Cell label='更正信息' note='哪里不对，告诉我们' onPress={() => void goTo(CORRECTION)} />
    </Card>
  )
}

interface Mine {
  known: MyIdentity
  corrections: Correction[]
  disputes: Dispute[]
}

async function showMine(): Promise<Mine> {
  const [known, corrections, disputes] = await Promise.all([showIdentity(), listCorrections(), listDisputes()])
  return { known, corrections, disputes }
}

function Shown({ of }: { of: Load<Mine> }) {
  return (
    <StateView of={of} skeleton='page'>
      {({ known, corrections, disputes }) => (
        <>
          <KnownOfMe known={known} />
          <Acts known={known} />
          <ReviewList reviews={known.reviews} />
          <CorrectionList corrections={corrections} />
          <DisputeList disputes={disputes} />
          <MergeList merges={known.merges} onChanged={of.reload} />
          <Heading>账户</Heading>
          <Card padded={false}>
            <Cell label='设备管理' note='在哪些地方登录着' onPress={() => void goTo(DEVICES)} />
            <Cell label='导出我的数据' onPress={() => void goTo(EXPORT)} />
            <Cell label='注销账户' onPress={() => void goTo(CLOSURE)} />
          </Card>
        </>
      )}
    </StateView>
  )
}

function MyOwn() {
  const known = useLoad(showMine, [])
  useCameBack(() => void known.reload())
  return <Shown of={known} />
}

export default function IdentityPage() {
  return (
    <Page title='我的身份'>
      <SignInFirst why='登录后可以看到我们知道您的哪些信息。'>
        <MyOwn />
      </SignInFirst>
    </Page>
  )
}
