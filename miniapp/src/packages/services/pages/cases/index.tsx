import { View } from '@tarojs/components'
import { useState } from 'react'
import { SERVICES } from '@/addresses'
import { listDrafts } from '@/drafts/api'
import { DraftList } from '@/drafts/draft-list'
import { Button } from '@/kit/button/button'
import { Heading } from '@/kit/heading/heading'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { asCallError } from '@/platform/call-error'
import { toast } from '@/platform/feedback'
import { useCameBack, useScrolledToEnd } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { ActingBanner } from '@/session/acting-banner'
import { signedIn } from '@/session/session'
import { listCases } from '../../api'
import { addPage, type CasePages, refreshFirst } from '../../case/case-pages'
import { CaseLine } from '../../components/case-line'

/** Drafts, and cases as far as they were scrolled to. */
function useMatters() {
  const [shown, setShown] = useState<CasePages>({ items: [], more: false })
  const matters = useLoad(
    () =>
      signedIn(async () => {
        const [drafts, first] = await Promise.all([listDrafts(), listCases()])
        setShown((was) => refreshFirst(was, first))
        return { drafts }
      }),
    []
  )
  const [fetching, setFetching] = useState(false)
  const fetchMore = async () => {
    const last = shown.items.at(-1)
    if (fetching || !shown.more || !last) return
    setFetching(true)
    try {
      const next = await listCases(last.submittedAt)
      setShown((was) => addPage(was, next))
    } catch (caught) {
      toast(asCallError(caught).message)
    } finally {
      setFetching(false)
    }
  }
  return { matters, shown, fetchMore, fetching }
}

export default function CasesPage() {
  const { matters, shown, fetchMore, fetching } = useMatters()
  usePullToRefresh(matters)
  useCameBack(() => void matters.reload())
  useScrolledToEnd(() => void fetchMore())
  return (
    <Page title='我的办件'>
      <ActingBanner />
      <StateView
        of={matters}
        isEmpty={({ drafts }) => drafts.length === 0 && shown.items.length === 0}
        empty={{
          title: '还没有办件',
          note: '提交申请后，可以在这里看办理进度。',
          act: (
            <Button narrow onPress={() => goTo(SERVICES)}>
              去办事
            </Button>
          )
        }}
      >
        {({ drafts }) => (
          <>
            {drafts.length > 0 ? <Heading>没填完的申请</Heading> : null}
            <DraftList
              drafts={drafts}
              onDiscarded={(draftId) =>
                matters.amend((was) => ({ drafts: was.drafts.filter((one) => one.id !== draftId) }))
              }
            />
            {shown.items.length > 0 ? <Heading>已提交的办件</Heading> : null}
            {shown.items.map((item) => (
              <CaseLine key={item.id} item={item} />
            ))}
            {shown.more ? (
              <View>
                <Button kind='plain' busy={fetching} onPress={fetchMore}>
                  加载更多
                </Button>
              </View>
            ) : null}
          </>
        )}
      </StateView>
    </Page>
  )
}
