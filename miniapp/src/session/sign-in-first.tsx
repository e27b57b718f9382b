import type { ReactNode } from 'react'
import { Button } from '@/kit/button/button'
import { Skeleton } from '@/kit/skeleton/skeleton'
import { Empty, Failed } from '@/kit/state-view/state-view'
import { ensureSignedIn, retrySession, useSession } from './session'

/** Shows its children to somebody signed in, and otherwise the way to sign in, or what is in its way. */
export function SignInFirst({ why, children }: { why: string; children: ReactNode }) {
  const session = useSession()
  if (session.state === 'checking') return <Skeleton />
  if (session.state === 'signed-in') return <>{children}</>
  if (session.trouble) return <Failed error={session.trouble} onRetry={retrySession} />
  const signIn = (
    <Button narrow onPress={() => ensureSignedIn()}>
      登录
    </Button>
  )
  return <Empty icon='person' title='您还没有登录' note={why} act={signIn} />
}
