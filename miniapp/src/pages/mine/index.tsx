import { View } from '@tarojs/components'
import { CASES, PRIVACY } from '@/addresses'
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
import { Account } from './account'
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
      <Card padded={false}>
        <Cell icon='clock' label='我的办件' onPress={() => void goTo(CASES)} />
        <SwitchLine label='长辈版' note='字更大，按钮更大，首页更简单' on={elder} onChange={setElder} />
      </Card>
      {session.state === 'signed-in' ? <MyDrafts /> : null}
      <Heading>关于</Heading>
      <Card padded={false}>
        <Cell label='主办单位' value='待填' />
        <Cell label='备案编号' value='待填' />
        <Cell label='投诉建议' value='待填' />
        <Cell label='隐私说明' onPress={() => void goTo(PRIVACY)} />
      </Card>
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
