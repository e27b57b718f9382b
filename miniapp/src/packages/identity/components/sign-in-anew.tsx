import { View } from '@tarojs/components'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { signInAnew } from '@/session/session'
import { useAct } from './act'
import { ActError } from './act-error'

/** Proves once more that it is the person themselves where WeChat alone vouches for them: by signing in with it again. */
export function SignInAnew({ back, onPassed }: { back: string; onPassed: () => unknown }) {
  const { error, run } = useAct()
  const signIn = () =>
    run(async () => {
      if (await signInAnew(back)) await onPassed()
    })
  return (
    <Card>
      <View>您的账户没有绑定手机号，请用微信再登录一次，确认是您本人。</View>
      <ActError error={error} />
      <Button onPress={signIn}>用微信再次登录</Button>
    </Card>
  )
}
