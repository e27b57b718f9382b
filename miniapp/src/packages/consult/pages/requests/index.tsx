import { REQUEST_KINDS, REQUEST_STATES } from '@shared/contract/consult-requests'
import { requestAt, writeAbout } from '@/addresses'
import { BottomBar } from '@/kit/bottom-bar/bottom-bar'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { instantWords } from '@/kit/when/when'
import { useCameBack } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { signedIn } from '@/session/session'
import { listRequests } from '../../api'

/** 我的诉求: what I have written to the hotline, newest first. */
export default function RequestsPage() {
  const requests = useLoad(() => signedIn(listRequests), [])
  usePullToRefresh(requests)
  useCameBack(() => void requests.reload())
  const bar = (
    <BottomBar>
      <Button onPress={() => goTo(writeAbout())}>写给 12345</Button>
    </BottomBar>
  )
  return (
    <Page title='我的诉求' bar={bar}>
      <StateView
        of={requests}
        isEmpty={(items) => items.length === 0}
        empty={{ title: '还没有诉求', note: '投诉、建议、求助、随手拍，都可以写给 12345 热线。' }}
      >
        {(items) => (
          <Card padded={false}>
            {items.map(({ id, kind, title, state, createdAt }) => (
              <Cell
                key={id}
                label={title}
                note={`${REQUEST_KINDS[kind]} · ${instantWords(createdAt)} · ${REQUEST_STATES[state]}`}
                onPress={() => void goTo(requestAt(id))}
              />
            ))}
          </Card>
        )}
      </StateView>
    </Page>
  )
}
