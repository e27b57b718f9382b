import type { Enterprise } from '@shared/contract/mandates'
import { enterpriseAt, invitationAt } from '@/addresses'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Page } from '@/kit/page/page'
import { Empty, StateView } from '@/kit/state-view/state-view'
import { useCameBack } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { signedIn } from '@/session/session'
import { listEnterprises } from '../../api'
import { BindEnterprise } from '../../components/bind-enterprise'
import { kindWords } from '../../mandates/scope-words'

function Mine({ enterprises }: { enterprises: Enterprise[] }) {
  if (enterprises.length === 0)
    return <Empty title='还没有绑定企业' note='法定代表人可以在下面绑定；经办人请让法定代表人发邀请。' />
  return (
    <Card padded={false}>
      {enterprises.map(({ id, name, creditCode, role }) => (
        <Cell
          key={id}
          label={name}
          note={`${kindWords(role)} · ${creditCode}`}
          onPress={() => void goTo(enterpriseAt(id))}
        />
      ))}
    </Card>
  )
}

/** 我的企业: those I am legal representative or agent of, and binding another one. */
export default function EnterprisesPage() {
  const enterprises = useLoad(() => signedIn(listEnterprises), [])
  usePullToRefresh(enterprises)
  useCameBack(() => void enterprises.reload())
  return (
    <Page title='我的企业'>
      <StateView of={enterprises}>
        {(items) => (
          <>
            <Mine enterprises={items} />
            <Heading>绑定企业</Heading>
            <BindEnterprise onBound={(bound) => enterprises.amend((was) => withBound(was, bound))} />
            <Card padded={false}>
              <Cell label='我有经办人邀请码' onPress={() => void goTo(invitationAt())} />
            </Card>
          </>
        )}
      </StateView>
    </Page>
  )
}

const withBound = (was: Enterprise[], bound: Enterprise): Enterprise[] => [
  bound,
  ...was.filter(({ id }) => id !== bound.id)
]
