import { DIFFERENCE_KINDS, HEALED_BY, type PlatformDifference } from '@shared/contract/platform-desk'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { StateView } from '@/kit/state-view/state-view'
import { Tag } from '@/kit/tag/tag'
import { toast } from '@/platform/feedback'
import { useCameBack } from '@/platform/lifecycle'
import { closeDifference, listDifferences, reconcileNow } from '../platform-api'
import { minuteInWords } from '../words'
import { LastRun } from './last-run'
import { NamedReason } from './named-reason'
import { Table } from './table'
import { useAct } from './use-act'

/** 办件核对: what was lost between the platform and us, what healed it, and what waits for a person. */
export function PlatformCases() {
  const found = useLoad(listDifferences, [])
  const [closing, setClosing] = useState<PlatformDifference>()
  const { run, error } = useAct()
  useCameBack(() => void found.reload())
  const compare = () =>
    run(async () => {
      const done = await reconcileNow()
      toast(done.outcome === 'done' ? '已核对' : '渝快办没有应答')
      await found.reload()
    })
  return (
    <section className='zj-desk__panel' aria-labelledby='platform-cases'>
      <h2 id='platform-cases'>办件核对</h2>
      <StateView of={found}>
        {({ last, open, healed }) => (
          <>
            <LastRun run={last} every='每 15 分钟' />
            {open.length > 0 ? (
              <Table
                caption='不一致的办件'
                heads={['办件编号', '事项', '问题', '这里', '渝快办', '发现时间', '处理']}
                rows={open.map((one) => ({
                  key: one.id,
                  cells: [
                    ...cellsOf(one),
                    minuteInWords(one.foundAt),
                    <Waiting key='do' one={one} onClose={setClosing} />
                  ]
                }))}
              />
            ) : (
              <p>没有不一致的办件。</p>
            )}
            {healed.length > 0 ? (
              <Table
                caption='已经处理的'
                heads={['办件编号', '事项', '问题', '这里', '渝快办', '发现时间', '处理时间', '怎么处理的']}
                rows={healed.map((one) => ({
                  key: one.id,
                  cells: [
                    ...cellsOf(one),
                    minuteInWords(one.foundAt),
                    minuteInWords(one.healedAt ?? ''),
                    howHealed(one)
                  ]
                }))}
              />
            ) : null}
          </>
        )}
      </StateView>
      {closing ? (
        <NamedReason
          title={`处理 ${closing.number}`}
          send={(reason) => closeDifference(closing.id, reason)}
          done={async () => {
            setClosing(undefined)
            await found.reload()
          }}
        />
      ) : null}
      {error ? <Notice tone='error'>{error.message}</Notice> : null}
      <Button kind='plain' narrow onPress={compare}>
        现在核对
      </Button>
    </section>
  )
}

const cellsOf = (one: PlatformDifference) => [
  one.number,
  one.serviceName ?? '没有对应的事项',
  DIFFERENCE_KINDS[one.kind],
  one.ours,
  one.theirs
]

const howHealed = ({ healedBy, closedReason }: PlatformDifference) =>
  `${healedBy ? HEALED_BY[healedBy] : ''}${closedReason ? `：${closedReason}` : ''}`

function Waiting({ one, onClose }: { one: PlatformDifference; onClose: (one: PlatformDifference) => void }) {
  if (!one.closable) return <Tag tone='warn'>{one.tries > 0 ? `自动处理中（试过 ${one.tries} 次）` : '自动处理中'}</Tag>
  return (
    <Button kind='plain' narrow label={`人工处理 ${one.number}`} onPress={() => onClose(one)}>
      人工处理
    </Button>
  )
}
