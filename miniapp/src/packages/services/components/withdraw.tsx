import type { CaseDetail } from '@shared/contract/applications'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { asCallError } from '@/platform/call-error'
import { confirm, tell, toast } from '@/platform/feedback'
import { freshKey } from '@/platform/fresh-key'
import { withdrawCase } from '../api'
import './withdraw.scss'

/** 撤回, as long as the department has not accepted the case. The same key until the page is left: twice is once. */
export function Withdraw({ detail, done }: { detail: CaseDetail; done: () => Promise<void> }) {
  const [key] = useState(freshKey)
  if (!detail.withdrawable) return null
  const withdraw = async () => {
    const sure = await confirm({
      title: '撤回这份申请？',
      text: '撤回后部门不再办理，需要时可以重新申请。',
      yes: '撤回',
      danger: true
    })
    if (!sure) return
    try {
      await withdrawCase(detail.id, key)
      toast('已撤回')
    } catch (caught) {
      await tell('没有撤回', asCallError(caught).message)
    }
    await done()
  }
  return (
    <View className='sv-withdraw'>
      <Button kind='plain' onPress={withdraw}>
        撤回申请
      </Button>
    </View>
  )
}
