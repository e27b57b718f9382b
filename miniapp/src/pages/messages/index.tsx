import { Page } from '@/kit/page/page'
import { goTo } from '@/platform/navigation'
import { useSession } from '@/session/session'
import { SignInFirst } from '@/session/sign-in-first'
import { Inbox } from './inbox'
import { pageAbout } from './page-about'

export default function MessagesPage() {
  const session = useSession()
  return (
    <Page title='消息'>
      <SignInFirst why='办件有进展时，会在这里告诉您。'>
        {session.state === 'signed-in' ? <Inbox onOpen={(about) => void goTo(pageAbout(about))} /> : null}
      </SignInFirst>
    </Page>
  )
}
