import type { Level, Me } from '@shared/contract/identity'
import { useEffect, useRef, useState } from 'react'
import { Card } from '@/kit/card/card'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { Timeline } from '@/kit/timeline/timeline'
import { useHidden, usePageParams, useShown } from '@/platform/lifecycle'
import { comeBackAddress } from '@/session/errand'
import { atLeast } from '@/session/level'
import { useSession } from '@/session/session'
import { SignInFirst } from '@/session/sign-in-first'
import { finishStepUp, giveStepUpUp, isNeeded, type Needed } from '@/session/step-up'
import { BindPhone } from '../../components/bind-phone'
import { FaceStep } from '../../components/face-step'
import { FreshCheck } from '../../components/fresh-check'
import { RealName } from '../../components/real-name'
import { SignInAnew } from '../../components/sign-in-anew'
import { nextStep, stepsTo } from '../../step-up/next-step'
import { STEP_NAMES, WHY } from '../../step-up/step-words'

/** What is asked, why, and how far the person has come. */
function Ladder({ needed, now }: { needed: Needed; now: Needed | undefined }) {
  const steps = stepsTo(needed)
  const at = now ? steps.indexOf(now) : steps.length
  const tone = (index: number) => (index < at ? 'done' : index === at ? 'now' : 'next')
  return (
    <>
      <Notice title={`需要${STEP_NAMES[needed]}`}>{WHY[needed]}</Notice>
      {steps.length > 1 ? (
        <Card>
          <Timeline items={steps.map((step, index) => ({ label: STEP_NAMES[step], tone: tone(index) }))} />
        </Card>
      ) : null}
    </>
  )
}

/** The fresh check with what this person has to prove themselves by. */
function Fresh({ level, back, onPassed }: { level: Level; back: string; onPassed: () => Promise<void> }) {
  if (level === 'session') return <SignInAnew back={back} onPassed={onPassed} />
  return <FreshCheck faceToo={atLeast(level, 'real-name')} onPassed={onPassed} />
}

/** The step that comes next; back to where the person came from once there is none. */
function Steps({ me, needed, back }: { me: Me; needed: Needed; back: string }) {
  const step = nextStep(needed, me.level)
  const left = useRef(false)
  const [front, setFront] = useState(true)
  useShown(() => setFront(true))
  useHidden(() => setFront(false))
  const finish = async () => {
    if (left.current) return
    left.current = true
    await finishStepUp(back)
  }
  // A merge of accounts raises the level on a page above this one, which goes first.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new level ends the errand
  useEffect(() => {
    if (step === undefined && front) void finish()
  }, [step, front])
  return (
    <>
      <Ladder needed={needed} now={step} />
      {step === 'phone' ? <BindPhone /> : null}
      {step === 'real-name' ? <RealName back={back} /> : null}
      {step === 'face' ? <FaceStep /> : null}
      {step === 'fresh' ? <Fresh level={me.level} back={back} onPassed={finish} /> : null}
    </>
  )
}

/** Leads a person up to the level something needs, and back to where they were. */
export default function StepUpPage() {
  const { needed, returnTo } = usePageParams()
  const session = useSession()
  useEffect(() => giveStepUpUp, [])
  const wanted = isNeeded(needed) ? needed : 'real-name'
  return (
    <Page title='身份核验'>
      <SignInFirst why='登录后才能核验身份。'>
        {session.state === 'signed-in' ? (
          <Steps me={session.me} needed={wanted} back={comeBackAddress(returnTo)} />
        ) : null}
      </SignInFirst>
    </Page>
  )
}
