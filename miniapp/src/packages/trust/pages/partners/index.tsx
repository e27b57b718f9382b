import { partnerAt } from '@/addresses'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { StateView } from '@/kit/state-view/state-view'
import { goTo } from '@/platform/navigation'
import { listPartners } from '../../api'

/** 部门网站: departments' own pages one can go to signed in. */
export default function PartnersPage() {
  const partners = useLoad(listPartners, [])
  usePullToRefresh(partners)
  return (
    <Page title='部门网站'>
      <Notice>从这里去部门自己的网站，不用再登录。去之前会告诉您提供哪些信息，您同意才提供。</Notice>
      <StateView of={partners} isEmpty={(items) => items.length === 0} empty={{ title: '还没有接入的部门网站' }}>
        {(items) => (
          <Card padded={false}>
            {items.map(({ id, name, department }) => (
              <Cell key={id} label={name} note={department} onPress={() => void goTo(partnerAt(id))} />
            ))}
          </Card>
        )}
      </StateView>
    </Page>
  )
}
