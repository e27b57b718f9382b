import { listDrafts } from '@/drafts/api'
import { DraftList } from '@/drafts/draft-list'
import { Heading } from '@/kit/heading/heading'
import { useLoad } from '@/kit/load/load'
import { StateView } from '@/kit/state-view/state-view'
import { useCameBack } from '@/platform/lifecycle'
import { useOwner } from '@/session/capacity'

/** 我的草稿 of somebody signed in. */
export function MyDrafts() {
  const drafts = useLoad(() => listDrafts(), [useOwner()])
  useCameBack(() => void drafts.reload())
  return (
    <>
      <Heading>我的草稿</Heading>
      <StateView
        of={drafts}
        isEmpty={(items) => items.length === 0}
        empty={{ title: '没有草稿', note: '填到一半的申请会自动保存在这里。' }}
      >
        {(items) => (
          <DraftList
            drafts={items}
            onDiscarded={(draftId) => drafts.amend((was) => was.filter((draft) => draft.id !== draftId))}
          />
        )}
      </StateView>
    </>
  )
}
