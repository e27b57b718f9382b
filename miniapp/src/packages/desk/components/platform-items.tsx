import { ITEM_CHANGES, type PlatformItem } from '@shared/contract/platform-desk'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { StateView } from '@/kit/state-view/state-view'
import { toast } from '@/platform/feedback'
import { freshKey } from '@/platform/fresh-key'
import { useCameBack } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { proposalAt } from '../addresses'
import { listPlatformItems, noteItem, proposeItem, syncItemsNow } from '../platform-api'
import { minuteInWords } from '../words'
import { LastRun } from './last-run'
import { NamedReason } from './named-reason'
import { Table } from './table'
import { useAct } from './use-act'

/** 事项目录: where the platform's items and ours differ; nothing changes before a second person has published it. */
export function PlatformItems({ mayPropose }: { mayPropose: boolean }) {
  const found = useLoad(listPlatformItems, [])
  const [noting, setNoting] = useState<PlatformItem>()
  const { run, error, fields } = useAct()
  useCameBack(() => void found.reload())
  const sync = () =>
    run(async () => {
      const done = await syncItemsNow()
      toast(done.outcome === 'done' ? '已取到最新目录' : '渝快办没有应答')
      await found.reload()
    })
  const propose = ({ itemCode }: PlatformItem) =>
    run(async () => {
      const { proposalId } = await proposeItem(itemCode, freshKey())
      await goTo(proposalAt(proposalId))
    })
  return (
    <section className='zj-desk__panel' aria-labelledby='platform-items'>
      <h2 id='platform-items'>事项目录</h2>
      <Notice>改动先生成草稿，由另一位同事在“内容发布”里审核后才生效。</Notice>
      <StateView of={found}>
        {({ last, items }) => (
          <>
            <LastRun run={last} every='每天' />
            {items.length > 0 ? (
              <Table
                caption='不一致的事项'
                heads={['渝快办事项', '事项编码', '这里的事项', '不同之处', '发现变化', '处理']}
                rows={items.map((one) => ({
                  key: one.itemCode,
                  cells: [
                    one.itemName,
                    one.itemCode,
                    one.serviceName ?? '没有',
                    <Changes key='changes' one={one} />,
                    one.changedAt ? minuteInWords(one.changedAt) : '目录里没有',
                    <Acts key='acts' one={one} mayPropose={mayPropose} onPropose={propose} onNote={setNoting} />
                  ]
                }))}
              />
            ) : (
              <p>没有不一致的事项。</p>
            )}
          </>
        )}
      </StateView>
      {noting ? (
        <NamedReason
          title={`保留“${noting.itemName}”`}
          send={(reason) => noteItem(noting.itemCode, reason)}
          done={async () => {
            setNoting(undefined)
            await found.reload()
          }}
        />
      ) : null}
      {error ? <Notice tone='error'>{fields.body ?? error.message}</Notice> : null}
      {mayPropose ? (
        <Button kind='plain' narrow onPress={sync}>
          现在取目录
        </Button>
      ) : null}
    </section>
  )
}

function Changes({ one }: { one: PlatformItem }) {
  return (
    <>
      {one.changes.map(({ kind, here, there }) => (
        <p key={kind}>
          {ITEM_CHANGES[kind]}：这里“{here}”，渝快办“{there}”
        </p>
      ))}
    </>
  )
}

interface ActsProps {
  one: PlatformItem
  mayPropose: boolean
  onPropose: (one: PlatformItem) => void
  onNote: (one: PlatformItem) => void
}

function Acts({ one, mayPropose, onPropose, onNote }: ActsProps) {
  if (one.noted !== null) return <p>已看过：{one.noted}</p>
  if (!mayPropose) return <p>待处理</p>
  return (
    <>
      {one.proposable ? (
        <Button kind='plain' narrow label={`按渝快办修改 ${one.itemName}`} onPress={() => onPropose(one)}>
          按渝快办修改
        </Button>
      ) : null}
      {one.changedAt ? (
        <Button kind='plain' narrow label={`保留现状 ${one.itemName}`} onPress={() => onNote(one)}>
          保留现状
        </Button>
      ) : null}
    </>
  )
}
