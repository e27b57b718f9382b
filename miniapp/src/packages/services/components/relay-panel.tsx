import type { relaysRoutes } from '@shared/contract/relays'
import type { Reply } from '@shared/contract/route'
import { View } from '@tarojs/components'
import { useCallback, useEffect, useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Heading } from '@/kit/heading/heading'
import { Notice } from '@/kit/notice/notice'
import { QrCode } from '@/kit/qr-code/qr-code'
import { instantWords } from '@/kit/when/when'
import { asCallError } from '@/platform/call-error'
import { toast } from '@/platform/feedback'
import { useShown } from '@/platform/lifecycle'
import { endRelay, makeRelay, showRelay } from '../relay-api'
import './relay-panel.scss'

type Shown = Reply<typeof relaysRoutes.showRelay>

/** In groups of four, as it is read out. */
const inGroups = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-')

/** A code for another phone of the person, or for the window. */
function Code({ draftId, onChange }: { draftId: string; onChange: () => void }) {
  const [made, setMade] = useState<{ code: string; until: string; link: string }>()
  const make = async () => {
    try {
      setMade(await makeRelay(draftId))
      onChange()
    } catch (caught) {
      toast(asCallError(caught).message)
    }
  }
  return (
    <View className='sv-relay'>
      {made ? (
        <Card>
          <Heading>接力码</Heading>
          <QrCode text={made.link} label='接力码二维码' />
          <View className='sv-relay__code'>{inGroups(made.code)}</View>
          <View>{instantWords(made.until)} 前有效，只能用一次。</View>
          <View>换您自己的另一部手机填：用它扫码，或者在“我的—用接力码继续填”里输入，用同一个账户登录就能接着填。</View>
          <View>
            请窗口帮忙：把码给窗口工作人员。工作人员能看到您已填的内容，并接着帮您填；提交还是由您在手机上完成。
          </View>
        </Card>
      ) : null}
      <Button kind='plain' narrow onPress={make}>
        {made ? '换一个接力码' : '换手机填，或请窗口帮忙'}
      </Button>
    </View>
  )
}

/** 接力码 of the draft: give it to a window, see that it is filled in there, confirm what was filled in. */
export function RelayPanel({ draftId, onChanged }: { draftId: string; onChanged: () => unknown }) {
  const [shown, setShown] = useState<Shown>({ state: 'none', by: null, changed: [] })
  const look = useCallback(async () => {
    try {
      setShown(await showRelay(draftId))
    } catch {
      // without a network nothing is known of a window; the form goes on
    }
  }, [draftId])
  useEffect(() => void look(), [look])
  useShown(() => void look())
  const end = async () => {
    try {
      await endRelay(draftId)
      await onChanged()
      await look()
    } catch (caught) {
      toast(asCallError(caught).message)
    }
  }
  if (shown.state === 'none') return <Code draftId={draftId} onChange={look} />
  const filled = shown.changed.length > 0 ? `已填：${shown.changed.join('、')}。` : '还没有改动。'
  return shown.state === 'at-desk' ? (
    <Notice title='窗口正在帮您填写'>
      <View>
        {shown.by}。{filled}
      </View>
      <View className='sv-relay'>
        <Button kind='plain' narrow onPress={end}>
          结束窗口填写
        </Button>
      </View>
    </Notice>
  ) : (
    <Notice tone='warn' title='窗口帮您填好了，请核对'>
      <View>
        {shown.by}。{filled}
      </View>
      <View className='sv-relay'>
        <Button narrow onPress={end}>
          我核对过了
        </Button>
      </View>
    </Notice>
  )
}
