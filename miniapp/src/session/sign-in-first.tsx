import type { ReactNode } from 'react'
import { Button } from '@/kit/button/button'
import { Skeleton } from '@/kit/skeleton/skeleton'
import { Empty } from '@/kit/state-view/state-view'
import { ensureSignedIn, useSession } from './session'

/** Shows its children to somebody signed in, and otherwise the way to sign in. */
export function SignInFirst({ why, children }: { why: string; children: ReactNode }) {
  const session = useSession()
  if (session.state === 'checking') return <Skeleton />
  if (session.state === 'signed-in') return <>{children}</>
  const signIn = (
    <Button narrow onPress={() => ensureSignedIn()}>
      微信登录
    </Button>
  )
  return <Empty icon='person' title='您还没有登录' note={why} act={signIn} />
}
