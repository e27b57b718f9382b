import { id } from '@shared/contract/parts'
import { View } from '@tarojs/components'
import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { confirm, tell, toast } from '@/platform/feedback'
import { useCameBack, usePageParams } from '@/platform/lifecycle'
import { SignInFirst } from '@/session/sign-in-first'
import { endOtherSessions, endSession, listSessions, reportSession } from '../../api'
import { useAct } from '../../components/act'
import { ActError } from '../../components/act-error'
import { DeviceCard } from '../../components/device-card'
import './index.scss'

const notMeQuestion = {
  title: '这次登录不是您本人？',
  text: '会立即结束这次登录和其他所有登录，只保留您正在用的这台设备，并请工作人员核查。',
  yes: '不是本人',
  danger: true
}

/** The session a message told about, when it has ended already: it can still be reported. */
function EndedAlready({ onNotMe }: { onNotMe: () => Promise<unknown> }) {
  return (
    <>
      <Notice title='提醒里的那次登录已经结束'>如果不是您本人登录的，请告诉我们。</Notice>
      <View className='devices__ended'>
        <Button kind='danger' onPress={onNotMe}>
          不是我本人
        </Button>
      </View>
    </>
  )
}

function Devices({ told }: { told: string | undefined }) {
  const devices = useLoad(listSessions, [])
  useCameBack(() => void devices.reload())
  const { error, run } = useAct()
  const end = async (sessionId: string) => {
    if (!(await run(() => endSession(sessionId)))) return
    toast('已结束这次登录')
    await devices.reload()
  }
  const endOthers = async () => {
    const question = { title: '结束其他所有登录？', text: '其他设备要重新登录才能使用。', yes: '全部结束' }
    if (!(await confirm(question)) || !(await run(endOtherSessions))) return
    toast('其他登录都已结束')
    await devices.reload()
  }
  const notMe = async (sessionId: string) => {
    if (!(await confirm(notMeQuestion)) || !(await run(() => reportSession(sessionId)))) return
    await tell('已经处理', '其他登录都已结束，工作人员会核查。如果手机也丢了，请尽快联系运营商挂失号码。')
    await devices.reload()
  }
  return (
    <StateView of={devices} isEmpty={(items) => items.length === 0} empty={{ title: '没有登录记录' }}>
      {(items) => (
        <>
          <ActError error={error} />
          {told && !items.some((one) => one.id === told) ? <EndedAlready onNotMe={() => notMe(told)} /> : null}
          {items.map((device) => (
            <DeviceCard
              key={device.id}
              device={device}
              told={device.id === told}
              onEnd={() => end(device.id)}
              onNotMe={() => notMe(device.id)}
            />
          ))}
          {items.length > 1 ? (
            <Button kind='plain' onPress={endOthers}>
              结束其他所有登录
            </Button>
          ) : null}
        </>
      )}
    </StateView>
  )
}

/** 设备: where somebody is signed in; a notice of a sign-in leads here with its session. */
export default function DevicesPage() {
  const { sessionId } = usePageParams()
  const told = id.safeParse(sessionId).data
  return (
    <Page title='设备管理'>
      <SignInFirst why='登录后可以看到在哪些设备上登录着。'>
        <Devices told={told} />
      </SignInFirst>
    </Page>
  )
}
