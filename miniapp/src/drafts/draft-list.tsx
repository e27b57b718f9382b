import { View } from '@tarojs/components'
import { applyFor } from '@/addresses'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { instantWords } from '@/kit/when/when'
import { asCallError } from '@/platform/call-error'
import { confirm, toast } from '@/platform/feedback'
import { goTo } from '@/platform/navigation'
import { useOwner } from '@/session/capacity'
import { type Drafts, discardDraft } from './api'
import './draft-list.scss'
import { draftPlace } from './phone-place'

/** Throws a draft away after asking, on the server and on this phone; true when it is gone. */
async function discard(draft: Drafts[number], owner: string | null): Promise<boolean> {
  const sure = await confirm({
    title: '删除这份草稿？',
    text: `“${draft.serviceName}”已填的内容和上传的文件都会删除，不能恢复。`,
    yes: '删除',
    danger: true
  })
  if (!sure) return false
  try {
    await discardDraft(draft.id)
    await draftPlace(draft.serviceId, owner).drop()
    return true
  } catch (caught) {
    toast(asCallError(caught).message)
    return false
  }
}

/** Applications begun and not handed in: each can be gone on with, or thrown away. */
export function DraftList({ drafts, onDiscarded }: { drafts: Drafts; onDiscarded: (draftId: string) => void }) {
  const owner = useOwner()
  return (
    <>
      {drafts.map((draft) => (
        <Card key={draft.id}>
          <View className='draft__name'>{draft.serviceName}</View>
          <View className='draft__when'>上次填写：{instantWords(draft.updatedAt)}</View>
          <View className='draft__acts'>
            <Button narrow label={`继续填写${draft.serviceName}`} onPress={() => goTo(applyFor(draft.serviceId))}>
              继续填写
            </Button>
            <Button
              narrow
              kind='danger'
              label={`删除草稿${draft.serviceName}`}
              onPress={async () => {
                if (await discard(draft, owner)) onDiscarded(draft.id)
              }}
            >
              删除
            </Button>
          </View>
        </Card>
      ))}
    </>
  )
}
