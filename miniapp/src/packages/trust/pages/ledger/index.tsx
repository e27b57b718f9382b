import { View } from '@tarojs/components'
import { Button } from '@/kit/button/button'
import { Heading } from '@/kit/heading/heading'
import { useLoad } from '@/kit/load/load'
import { usePullToRefresh } from '@/kit/load/pull-to-refresh'
import { Notice } from '@/kit/notice/notice'
import { Page } from '@/kit/page/page'
import { Empty, StateView } from '@/kit/state-view/state-view'
import { dayWords } from '@/kit/when/when'
import { asCallError } from '@/platform/call-error'
import { toast } from '@/platform/feedback'
import { ActingBanner } from '@/session/acting-banner'
import { signedIn } from '@/session/session'
import { listReads } from '../../api'
import { ChainHead } from '../../components/chain-head'
import { ReadCard } from '../../components/read-card'
import { byDay, withEntry, withOlder } from '../../ledger/by-day'

/** 谁看过我的数据: every read, day by day, newest first. */
export default function LedgerPage() {
  const reads = useLoad(() => signedIn(() => listReads()), [])
  usePullToRefresh(reads)
  const loadOlder = async (last: string | undefined) => {
    try {
      const older = await listReads(last)
      reads.amend((was) => withOlder(was, older))
    } catch (caught) {
      toast(asCallError(caught).message)
    }
  }
  return (
    <Page title='谁看过我的数据'>
      <ActingBanner />
      <Notice>部门和工作人员每看一次您的数据，都会登记在这里，几秒内可见。觉得不该看，可以提出异议。</Notice>
      <StateView of={reads}>
        {({ items, more }) => (
          <>
            {items.length === 0 ? (
              <Empty title='还没有人看过您的数据' note='提交申请后，办理部门的查看会登记在这里。' />
            ) : null}
            {byDay(items).map(({ day, entries }) => (
              <View key={day} className='tr-day'>
                <Heading>{dayWords(day)}</Heading>
                {entries.map((entry) => (
                  <ReadCard
                    key={entry.id}
                    entry={entry}
                    onRenewed={(renewed) => reads.amend((was) => withEntry(was, renewed))}
                  />
                ))}
              </View>
            ))}
            {more ? (
              <Button kind='plain' onPress={() => loadOlder(items.at(-1)?.id)}>
                查看更早的记录
              </Button>
            ) : null}
            <ChainHead />
          </>
        )}
      </StateView>
    </Page>
  )
}
