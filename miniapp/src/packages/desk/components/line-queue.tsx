import type { HallQueue, QueueLine } from '@shared/contract/halls'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { useRefreshWhileVisible } from '@/kit/refresh/refresh-while-visible'
import { StateView } from '@/kit/state-view/state-view'
import { freshKey } from '@/platform/fresh-key'
import { callNext, checkIn, finishCall, showQueue } from '../api'
import { DeskForm } from './desk-form'
import { DeskInput } from './desk-input'
import { Table } from './table'
import { useAct, wrongAt } from './use-act'

/** Colleagues at other windows call as well. */
const REFRESH_MS = 10_000

/** The queue of one window today: take a number for whoever comes, call the next, done or not there. */
export function LineQueue({ lineId }: { lineId: string }) {
  const queue = useLoad(() => showQueue(lineId), [lineId])
  useRefreshWhileVisible(queue.reload, queue.state === 'ready', REFRESH_MS)
  const show = (now: HallQueue) => queue.amend(() => now)
  return (
    <StateView of={queue}>
      {(data) => (
        <>
          <CheckIn queue={data} onDone={show} />
          <Calls queue={data} onDone={show} />
          <Table
            caption='等候'
            heads={['排队号', '预约时段', '事项', '状态']}
            rows={[...data.called, ...data.waiting, ...data.skipped, ...data.booked].map((line) => ({
              key: line.id,
              cells: [line.number ?? '未取号', line.time, line.service, stateOf(line)]
            }))}
          />
          <p className='zj-desk__note'>今天已办 {data.done} 位。</p>
        </>
      )}
    </StateView>
  )
}

const STATES = {
  booked: '已预约',
  waiting: '等候',
  called: '已叫号',
  skipped: '过号',
  done: '已办',
  missed: '没有办理',
  cancelled: '已取消'
} as const satisfies Record<QueueLine['state'], string>

const stateOf = ({ state, calledTo }: QueueLine): string =>
  state === 'called' ? `在 ${calledTo ?? ''} 号窗口` : STATES[state]

interface Part {
  queue: HallQueue
  onDone: (now: HallQueue) => void
}

function CheckIn({ queue, onDone }: Part) {
  const [code, setCode] = useState('')
  const { run, error, fields } = useAct()
  const send = () =>
    run(async () => {
      onDone(await checkIn(queue.id, code.trim()))
      setCode('')
    })
  return (
    <section className='zj-desk__panel' aria-labelledby='queue-check-in'>
      <h2 id='queue-check-in'>取号</h2>
      <DeskForm label='取号' className='zj-desk__line' onSend={send}>
        <DeskInput
          name='code'
          label='取号码'
          hint='请来办事的人出示“我的预约”里的 6 位数字。'
          value={code}
          onChange={setCode}
          {...wrongAt(fields, 'code')}
        />
        <Button narrow disabled={code.trim() === ''} onPress={send}>
          取号
        </Button>
      </DeskForm>
      {error && !fields.code ? <Notice tone='error'>{error.message}</Notice> : null}
    </section>
  )
}

function Calls({ queue, onDone }: Part) {
  const [window, setWindow] = useState('')
  const [key, setKey] = useState(freshKey)
  const { run, error, fields } = useAct()
  const mine = queue.called.find((line) => line.mine)
  const call = () =>
    run(async () => {
      onDone(await callNext(queue.id, window.trim(), key))
      setKey(freshKey())
    })
  const finish = (line: QueueLine, outcome: 'done' | 'skipped') =>
    run(async () => onDone(await finishCall(queue.id, line.id, outcome)))
  return (
    <section className='zj-desk__panel' aria-labelledby='queue-call'>
      <h2 id='queue-call'>叫号</h2>
      {mine ? (
        <>
          <p role='status'>
            正在办理：{mine.number}，{mine.service}（{mine.calledTo} 号窗口）
          </p>
          <div className='zj-desk__acts'>
            <Button narrow onPress={() => finish(mine, 'done')}>
              办完了
            </Button>
            <Button narrow kind='plain' onPress={() => finish(mine, 'skipped')}>
              没有来，过号
            </Button>
          </div>
        </>
      ) : (
        <DeskForm label='叫号' className='zj-desk__line' onSend={call}>
          <DeskInput
            name='window'
            label='窗口号'
            hint={`现在有 ${queue.waiting.length} 位在等。`}
            value={window}
            onChange={setWindow}
            {...wrongAt(fields, 'window')}
          />
          <Button narrow disabled={window.trim() === '' || queue.waiting.length === 0} onPress={call}>
            叫下一位
          </Button>
        </DeskForm>
      )}
      {error && !fields.window ? <Notice tone='error'>{error.message}</Notice> : null}
    </section>
  )
}
