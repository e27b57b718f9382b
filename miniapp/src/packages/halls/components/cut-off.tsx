import { HALLS } from '@/addresses'
import { Button } from '@/kit/button/button'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Page } from '@/kit/page/page'
import { Empty } from '@/kit/state-view/state-view'
import { replaceWith } from '@/platform/navigation'

/** The way on from what cannot be shown. */
export const ToHalls = () => (
  <Button narrow onPress={() => replaceWith(HALLS)}>
    去看全部大厅
  </Button>
)

/** In place of a page whose address has lost its end, as links do in chats: says so and leads on. */
export function CutOff({ title }: { title: string }) {
  usePullToRefresh()
  return (
    <Page title={title}>
      <Empty title='这个链接不完整' note='它可能在转发或复制时少了一段，请从这里重新进入。' act={<ToHalls />} />
    </Page>
  )
}
