import { View } from '@tarojs/components'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Icon } from '@/kit/icon/icon'
import { Skeleton } from '@/kit/skeleton/skeleton'
import { Failed } from '@/kit/state-view/state-view'
import { ensureSignedIn, retrySession, type Session } from '@/session/session'
import './account.scss'

const CHANNELS = {
  'mini-program': '微信小程序登录',
  'official-account': '微信公众号登录',
  browser: '浏览器登录'
} as const

/** Who is signed in, by the account's last four characters: names and numbers are not kept on this page. */
export function Account({ session }: { session: Session }) {
  if (session.state === 'checking') return <Skeleton shape='page' />
  if (session.state === 'signed-out' && session.trouble)
    return (
      <Card>
        <Failed error={session.trouble} onRetry={retrySession} />
      </Card>
    )
  const signedIn = session.state === 'signed-in'
  return (
    <Card>
      <View className='account'>
        <View className='account__mark'>
          <Icon name='person' />
        </View>
        <View className='account__words'>
          <View className='account__name'>{signedIn ? `账号尾号 ${session.me.accountTail}` : '您还没有登录'}</View>
          <View className='account__note'>{signedIn ? CHANNELS[session.me.channel] : '登录后可以办事、看进度'}</View>
        </View>
        {signedIn ? null : (
          <Button narrow onPress={() => ensureSignedIn()}>
            登录
          </Button>
        )}
      </View>
    </Card>
  )
}
