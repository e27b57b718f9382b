import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Heading } from '@/kit/heading/heading'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { Skeleton } from '@/kit/skeleton/skeleton'
import { Empty } from '@/kit/state-view/state-view'
import { TextField } from '@/kit/text-field/text-field'
import { inWechat } from '@/platform/device'
import { usePageParams } from '@/platform/lifecycle'
import { comeBackAddress } from '@/session/errand'
import { ensureSignedIn, finishSignIn, giveSignInUp, useSession } from '@/session/session'
import { leaveForOfficialAccount, leaveForYkb } from '@/session/sign-in-elsewhere'
import { sendSignInCode, showSite, signInWithSms } from '../../api'
import { useAct } from '../../components/act'
import { ActError } from '../../components/act-error'
import { PhoneCodeForm } from '../../components/phone-code-form'
import { TermsLinks } from '../../components/terms-links'
import './index.scss'

const wrongTail = (tail: string): string | undefined =>
  /^[0-9A-Za-z]{6}$/.test(tail) ? undefined : '请输入证件号码的最后六位，字母不分大小写。'

/** Sign-in by SMS. A number of a verified account asks for more: numbers are given out anew by the carriers. */
function SmsSignIn({ onDone }: { onDone: () => Promise<void> }) {
  const { error, run } = useAct()
  const [tailAsked, setTailAsked] = useState(false)
  const [tail, setTail] = useState('')
  const [wrong, setWrong] = useState<string>()
  const signIn = async (phone: string, code: string, more: { idTail?: string; startOver?: boolean }) => {
    const done = await run(
      () => signInWithSms({ phone, code, ...more }),
      ({ code: why }) => {
        if (why === 'id_tail_required') setTailAsked(true)
        return why === 'id_tail_required'
      }
    )
    if (done) await onDone()
  }
  const submit = async (phone: string, code: string) => {
    const problem = tailAsked ? wrongTail(tail) : undefined
    setWrong(problem)
    if (!problem) await signIn(phone, code, tailAsked ? { idTail: tail } : {})
  }
  const [notMine, setNotMine] = useState(false)
  return (
    <Card>
      <PhoneCodeForm
        send={sendSignInCode}
        onDone={(phone, code) => (notMine ? signIn(phone, code, { startOver: true }) : submit(phone, code))}
        act={notMine ? '用新账户登录' : '登录'}
      >
        {tailAsked && !notMine ? (
          <>
            <Notice>这个手机号的账户已经实名。手机号可能换过主人，请再输入身份证或其他证件号码的后六位。</Notice>
            <TextField
              name='id-tail'
              label='证件号码后六位'
              required
              value={tail}
              maxLength={6}
              onChange={setTail}
              {...(wrong ? { error: wrong } : {})}
            />
            <View className='sign-in__not-mine'>
              <Button kind='plain' onPress={() => setNotMine(true)}>
                这不是我的账户
              </Button>
            </View>
          </>
        ) : null}
        {notMine ? <Notice>会为您建立一个新账户，原来的账户不受影响。</Notice> : null}
        <ActError error={error} />
      </PhoneCodeForm>
    </Card>
  )
}

/** Sign-in that leaves for another site, and comes back by itself. */
function Elsewhere({ back }: { back: string }) {
  const { error, run } = useAct()
  const site = useLoad(showSite, [])
  const wechat = inWechat() || (site.state === 'ready' && site.data.wechatAnywhere)
  return (
    <View className='sign-in__other'>
      <ActError error={error} />
      <Button kind='plain' onPress={() => run(() => leaveForYkb(back))}>
        渝快办登录
      </Button>
      {wechat ? (
        <Button kind='plain' onPress={() => run(() => leaveForOfficialAccount(back))}>
          微信登录
        </Button>
      ) : null}
    </View>
  )
}

/** Sign-in of the H5; in the mini-program WeChat alone says who somebody is. */
function Ways({ back }: { back: string }) {
  if (process.env.TARO_ENV !== 'h5')
    return (
      <Card>
        <Button
          onPress={async () => {
            if (await ensureSignedIn()) await finishSignIn(back)
          }}
        >
          微信登录
        </Button>
      </Card>
    )
  return (
    <>
      <Heading>手机号登录</Heading>
      <SmsSignIn onDone={() => finishSignIn(back)} />
      <Heading>其他方式</Heading>
      <Elsewhere back={back} />
    </>
  )
}

/** Judged once, when the page opens: whoever signs in here is on the way back already. */
function SignIn({ back, already }: { back: string; already: boolean }) {
  const [wasSignedIn] = useState(already)
  if (!wasSignedIn) return <Ways back={back} />
  return <Empty icon='person' title='您已经登录' act={<Button onPress={() => finishSignIn(back)}>继续</Button>} />
}

export default function SignInPage() {
  const back = comeBackAddress(usePageParams().returnTo)
  const session = useSession()
  useEffect(() => giveSignInUp, [])
  return (
    <Page title='登录'>
      {session.state === 'checking' ? (
        <Skeleton shape='page' />
      ) : (
        <SignIn back={back} already={session.state === 'signed-in'} />
      )}
      <View className='sign-in__terms'>看办事指南、查政策不需要登录。首次登录会请您阅读并决定是否同意：</View>
      <TermsLinks />
    </Page>
  )
}
