import { View } from '@tarojs/components'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { setElder, useElder } from '@/kit/elder/elder'
import { Heading } from '@/kit/heading/heading'
import { Page } from '@/kit/page/page'
import { SwitchLine } from '@/kit/switch-line/switch-line'
import { confirm, toast } from '@/platform/feedback'
import { goTo } from '@/platform/navigation'
import { signOut, useSession } from '@/session/session'
import { About } from './about'
import { Account } from './account'
import { ActingLine } from './acting-line'
import { ENTRIES } from './entries'
import './index.scss'
import { MyDrafts } from './my-drafts'

async function leave() {
  const sure = await confirm({
    title: '退出登录？',
    text: '退出后，这部手机上保存的填写内容会一并清除；已保存到服务器的草稿不受影响。',
    yes: '退出'
  })
  if (sure && (await signOut())) toast('已退出登录')
}

export default function MinePage() {
  const session = useSession()
  const elder = useElder()
  return (
    <Page title='我的'>
      <Account session={session} />
      <ActingLine session={session} />
      {ENTRIES.map(({ title, entries }) => (
        <View key={title ?? ''}>
          {title ? <Heading>{title}</Heading> : null}
          <Card padded={false}>
            {entries.map(({ address, ...entry }) => (
              <Cell key={address} {...entry} onPress={() => void goTo(address)} />
            ))}
            {title ? null : (
              <SwitchLine label='长辈版' note='字更大，按钮更大，首页更简单' on={elder} onChange={setElder} />
            )}
          </Card>
        </View>
      ))}
      {session.state === 'signed-in' ? <MyDrafts /> : null}
      <About />
      {session.state === 'signed-in' ? (
        <View className='mine__leave'>
          <Button kind='danger' onPress={leave}>
            退出登录
          </Button>
        </View>
      ) : null}
    </Page>
  )
}
