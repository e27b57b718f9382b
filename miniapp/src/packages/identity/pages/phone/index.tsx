import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { toast } from '@/platform/feedback'
import { goBack } from '@/platform/navigation'
import { SignInFirst } from '@/session/sign-in-first'
import { stepUp } from '@/session/step-up'
import { showIdentity } from '../../api'
import { BindPhone } from '../../components/bind-phone'

async function bound() {
  toast('手机号已绑定')
  await goBack()
}

/** Another number: whoever holds the phone must prove first that the account is theirs, before a code is spent on it. */
function ChangePhone({ phone }: { phone: string }) {
  const [proved, setProved] = useState(false)
  const prove = async () => {
    if (await stepUp('fresh')) setProved(true)
  }
  return (
    <>
      <Notice title={`现在绑定的是 ${phone}`}>更换前会先请您验证是您本人，换好后验证码都发到新号码。</Notice>
      {proved ? (
        <BindPhone onBound={bound} />
      ) : (
        <Card>
          <Button onPress={prove}>先验证是您本人</Button>
        </Card>
      )}
    </>
  )
}

function Phone() {
  const known = useLoad(showIdentity, [])
  return (
    <StateView of={known} skeleton='page'>
      {({ phone }) =>
        phone ? (
          <ChangePhone phone={phone} />
        ) : (
          <>
            <Notice>绑定后，验证码和办理通知会发到这个号码。号码加密保存。</Notice>
            <BindPhone onBound={bound} />
          </>
        )
      }
    </StateView>
  )
}

/** Binds a phone, or changes the one that is bound. */
export default function PhonePage() {
  return (
    <Page title='手机号'>
      <SignInFirst why='登录后才能绑定手机号。'>
        <Phone />
      </SignInFirst>
    </Page>
  )
}
