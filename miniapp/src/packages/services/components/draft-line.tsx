import { View } from '@tarojs/components'
import { applyFor } from '@/addresses'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { instantWords } from '@/kit/when/when'
import { asCallError } from '@/platform/call-error'
import { confirm, toast } from '@/platform/feedback'
import { goTo } from '@/platform/navigation'
import { discardDraft, type DraftLine as Line } from '../api'
import { draftPlace } from '../draft/phone-places'
import './draft-line.scss'

/** Throws a draft away after asking, here and on the server; true when it is gone. */
async function discard(draft: Line): Promise<boolean> {
  const sure = await confirm({
    title: '删除这份草稿?',
    text: `“${draft.serviceName}”已填的内容和上传的文件都会删除，不能恢复。`,
    yes: '删除',
    danger: true
  })
  if (!sure) return false
  try {
    await discardDraft(draft.id)
    await draftPlace(draft.serviceId).drop()
    return true
  } catch (caught) {
    toast(asCallError(caught).message)
    return false
  }
}

/** One application begun and not handed in: go on with it, or throw it away. */
export function DraftLine({ draft, onDiscarded }: { draft: Line; onDiscarded: () => void }) {
  return (
    <Card>
      <View className='sv-draft__name'>{draft.serviceName}</View>
      <View className='sv-draft__when'>上次填写：{instantWords(draft.updatedAt)}</View>
      <View className='sv-draft__acts'>
        <Button narrow label={`继续填写${draft.serviceName}`} onPress={() => goTo(applyFor(draft.serviceId))}>
          继续填写
        </Button>
        <Button
          narrow
          kind='danger'
          label={`删除草稿${draft.serviceName}`}
          onPress={async () => {
            if (await discard(draft)) onDiscarded()
          }}
        >
          删除
        </Button>
      </View>
    </Card>
  )
}
