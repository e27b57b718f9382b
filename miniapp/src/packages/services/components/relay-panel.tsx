import type { relaysRoutes } from '@shared/contract/relays'
import type { Reply } from '@shared/contract/route'
import { View } from '@tarojs/components'
import { useCallback, useEffect, useState } from 'react'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import { instantWords } from '@/kit/when/when'
import { asCallError } from '@/platform/call-error'
import { toast } from '@/platform/feedback'
import { useShown } from '@/platform/lifecycle'
import { endRelay, makeRelay, showRelay } from '../relay-api'
import './relay-panel.scss'

type Shown = Reply<typeof relaysRoutes.showRelay>

/** In groups of four, as it is read out. */
const inGroups = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-')

/** A code to give to the window. */
function Code({ draftId, onChange }: { draftId: string; onChange: () => void }) {
  const [made, setMade] = useState<{ code: string; until: string }>()
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
        <Notice title='把接力码告诉窗口工作人员'>
          <View className='sv-relay__code'>{inGroups(made.code)}</View>
          <View>
            {instantWords(made.until)}{' '}
            前有效，只能用一次。工作人员能看到您已填的内容，并接着帮您填；提交还是由您在手机上完成。
          </View>
        </Notice>
      ) : null}
      <Button kind='plain' narrow onPress={make}>
        {made ? '换一个接力码' : '请窗口帮忙填'}
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
