import type { ReactNode } from 'react'
import { Button } from '@/kit/button/button'
import { Empty } from '@/kit/state-view/state-view'
import { atLeast } from './level'
import { useSession } from './session'
import { SignInFirst } from './sign-in-first'
import { stepUp } from './step-up'

const ASKED = {
  phone: { title: '请先绑定手机号', act: '去绑定' },
  'real-name': { title: '请先完成实名核验', act: '去核验' }
} as const

/** Shows its children to somebody who has this level, and otherwise the way to it. */
export function LevelFirst(props: { needed: keyof typeof ASKED; why: string; children: ReactNode }) {
  const { needed, why, children } = props
  const session = useSession()
  const enough = session.state === 'signed-in' && atLeast(session.me.level, needed)
  const { title, act } = ASKED[needed]
  const go = (
    <Button narrow onPress={() => stepUp(needed)}>
      {act}
    </Button>
  )
  return (
    <SignInFirst why={why}>{enough ? children : <Empty icon='person' title={title} note={why} act={go} />}</SignInFirst>
  )
}
