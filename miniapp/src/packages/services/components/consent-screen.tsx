import type { Sharing } from '@shared/contract/consents'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { BottomBar } from '@/kit/bottom-bar/bottom-bar'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { SwitchLine } from '@/kit/switch-line/switch-line'
import { Tag } from '@/kit/tag/tag'
import { asCallError } from '@/platform/call-error'
import { ActingBanner } from '@/session/acting-banner'
import './consent-screen.scss'
import { FocusArea } from './focus-area'

interface AskedProps {
  sharing: Sharing
  /** the switch; absent where the one button of the screen is the decision on the one sharing */
  turn?: { on: boolean; change: (on: boolean) => void }
}

/** One flow of data, told in full, decided on by itself; nothing is set beforehand (PIPL art. 14, 17, 23, 29). */
function Asked({ sharing, turn }: AskedProps) {
  return (
    <Card padded={false}>
      <View className='sv-consent'>
        <View className='sv-consent__head'>
          <View className='sv-consent__name'>提供给：{sharing.department.name}</View>
          {sharing.sensitive ? <Tag tone='warn'>敏感个人信息</Tag> : null}
        </View>
        <View>用途：{sharing.purpose}</View>
        <View>信息：{sharing.fields.join('、')}</View>
        <View>有效期：{sharing.days} 天，可以随时撤回</View>
        <View className='sv-consent__note'>如果不同意：{sharing.without}</View>
      </View>
      {turn ? (
        <SwitchLine
          label={`同意提供给${sharing.department.name}`}
          note={sharing.purpose}
          on={turn.on}
          onChange={turn.change}
        />
      ) : null}
    </Card>
  )
}

export interface ConsentScreenProps {
  sharings: Sharing[]
  /** the server has said that something is still missing */
  refused: boolean
  /** Gives the chosen consents and goes on; rejects with CallError. */
  onDecide: (agreed: Sharing[]) => Promise<void>
  onLater: () => void
}

/** Before 提交: each department that would get something is told and decided on by itself; one alone by the button. */
export function ConsentScreen({ sharings, refused, onDecide, onLater }: ConsentScreenProps) {
  const [agreed, setAgreed] = useState<string[]>([])
  const [problem, setProblem] = useState('')
  const turn = (id: string, on: boolean) => {
    setProblem('')
    setAgreed((was) => (on ? [...was, id] : was.filter((each) => each !== id)))
  }
  const alone = sharings.length === 1
  const decide = async () => {
    setProblem('')
    try {
      await onDecide(sharings.filter(({ id }) => alone || agreed.includes(id)))
    } catch (caught) {
      setProblem(asCallError(caught).message)
    }
  }
  const bar = (
    <BottomBar note='填写的内容都在草稿里，不会丢失'>
      <Button kind='plain' onPress={onLater}>
        暂不提交
      </Button>
      <Button onPress={decide}>{alone ? '同意并提交' : '确认并提交'}</Button>
    </BottomBar>
  )
  return (
    <Page title='信息提供确认' bar={bar}>
      <FocusArea opens focus={null} screen={0} notice={problem || null}>
        <ActingBanner />
        {refused ? (
          <Notice tone='error' title='还不能在线提交'>
            下面的信息没有得到同意，部门无法在线办理。
          </Notice>
        ) : null}
        {problem ? (
          <Notice tone='error' title='没有记下您的同意'>
            {problem}
          </Notice>
        ) : null}
        <Notice title='提交前请逐项确认'>
          {alone
            ? '办理需要把下面的信息提供给部门。按“同意并提交”就是同意提供；不同意的，请按“暂不提交”。'
            : '办理需要把下面的信息提供给部门。同意的请打开开关，不同意的不会提供。'}
        </Notice>
        {sharings.map((sharing) => (
          <Asked
            key={sharing.id}
            sharing={sharing}
            {...(alone ? {} : { turn: { on: agreed.includes(sharing.id), change: (on) => turn(sharing.id, on) } })}
          />
        ))}
      </FocusArea>
    </Page>
  )
}
