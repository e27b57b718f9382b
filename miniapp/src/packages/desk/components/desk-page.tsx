import type { DeskMe, Role } from '@shared/contract/desk'
import { type ReactNode, useEffect } from 'react'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import { Unbroken } from '@/kit/page/unbroken'
import { Press } from '@/kit/press/press'
import { Skeleton } from '@/kit/skeleton/skeleton'
import { Failed } from '@/kit/state-view/state-view'
import { asCallError } from '@/platform/call-error'
import { tell } from '@/platform/feedback'
import { useShown } from '@/platform/lifecycle'
import { currentAddress, replaceWith, setTitle } from '@/platform/navigation'
import { placesFor, signInBackTo } from '../addresses'
import { leaveDesk, startDesk, stayIn, useDeskSession, useIdleWarning, useStirring } from '../desk-session'
import { rolesInWords } from '../words'
import { CodeDialog } from './code-dialog'
import './desk.scss'

interface DeskPageProps {
  title: string
  /** who works here; absent: everybody at the desk */
  roles?: readonly Role[]
  /** of the navigation, where that is another address than the page's own */
  place?: string
  children: (me: DeskMe) => ReactNode
}

/** A page of the desk for who is signed in: navigation left, the work right. Others go to the sign-in and come back. */
export function DeskPage({ title, roles, place, children }: DeskPageProps) {
  const session = useDeskSession()
  useEffect(() => setTitle(`${title} · 工作台`), [title])
  useShown(() => {
    setTitle(`${title} · 工作台`)
    void startDesk()
  })
  useEffect(() => {
    if (session.state !== 'signed-out') return
    void replaceWith(session.ended ? `${signInBackTo(currentAddress())}&ended=1` : signInBackTo(currentAddress()))
  }, [session])
  if (session.state === 'trouble')
    return (
      <Outside title={title}>
        <Failed error={session.error} onRetry={startDesk} />
      </Outside>
    )
  if (session.state !== 'signed-in')
    return (
      <Outside title={title}>
        <Skeleton shape='page' />
      </Outside>
    )
  const { me } = session
  const allowed = !roles || roles.some((role) => me.roles.includes(role))
  return (
    <div className='zj-root zj-desk'>
      <Side me={me} here={place ?? currentAddress().split('?')[0] ?? ''} />
      <main className='zj-desk__main'>
        <h1 className='zj-desk__title'>{title}</h1>
        <StillThere />
        <Unbroken>{allowed ? children(me) : <Notice tone='warn'>您的岗位不处理这一项。</Notice>}</Unbroken>
      </main>
      <CodeDialog />
    </div>
  )
}

/** A page before the sign-in: one column, no navigation. */
export function Outside({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => setTitle(`${title} · 工作台`), [title])
  return (
    <div className='zj-root zj-desk zj-desk--outside'>
      <main className='zj-desk__card'>
        <p className='zj-desk__brand'>指尖办工作台</p>
        <h1 className='zj-desk__title'>{title}</h1>
        {children}
      </main>
    </div>
  )
}

function StillThere() {
  useStirring()
  const warn = useIdleWarning()
  if (!warn) return null
  return (
    <div className='zj-desk__still'>
      <Notice tone='error' title='很久没有操作，一分钟内将退出工作台'>
        <Button narrow onPress={stayIn}>
          继续工作
        </Button>
      </Notice>
    </div>
  )
}

async function leave() {
  try {
    await leaveDesk()
  } catch (caught) {
    const error = asCallError(caught)
    if (error.code !== 'sign_in_required') await tell('没有退出成功', error.message)
  }
}

function Side({ me, here }: { me: DeskMe; here: string }) {
  return (
    <header className='zj-desk__side'>
      <p className='zj-desk__brand'>指尖办工作台</p>
      <nav aria-label='工作台'>
        <ul className='zj-desk__places'>
          {placesFor(me.roles).map(({ address, title }) => (
            <li key={address}>
              <a
                className='zj-desk__place'
                href={`#${address}`}
                aria-current={here.startsWith(address) ? 'page' : undefined}
                onClick={(event) => {
                  event.preventDefault()
                  void replaceWith(address)
                }}
              >
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className='zj-desk__who'>
        <p className='zj-desk__name'>{me.name}</p>
        <p>{me.title}</p>
        <p>{me.departmentName}</p>
        <p>{rolesInWords(me.roles)}</p>
        <Press className='zj-desk__leave' onPress={() => void leave()}>
          退出
        </Press>
      </div>
    </header>
  )
}
