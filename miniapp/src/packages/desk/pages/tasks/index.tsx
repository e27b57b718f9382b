import { TASK_KINDS, type Task } from '@shared/contract/tasks'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { Press } from '@/kit/press/press'
import { StateView } from '@/kit/state-view/state-view'
import { Tag } from '@/kit/tag/tag'
import { useCameBack } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { taskAt } from '../../addresses'
import { listTasks, type TaskView } from '../../api'
import { DeskPage } from '../../components/desk-page'
import { Table } from '../../components/table'
import { Toggle } from '../../components/toggle'
import { dayInWords, minuteInWords } from '../../words'

const VIEWS = [
  { view: 'open', title: '待办' },
  { view: 'mine', title: '我的' },
  { view: 'decided', title: '已办' }
] as const satisfies readonly { view: TaskView; title: string }[]

const EMPTY = {
  open: { title: '没有待办任务', note: '新的任务会按期限排在这里。' },
  mine: { title: '您手上没有任务', note: '在“待办”里领取。' },
  decided: { title: '还没有办完的任务' }
} as const

export default function TasksPage() {
  return (
    <DeskPage title='任务' roles={['clerk', 'reviewer', 'head', 'security']}>
      {() => <Queue />}
    </DeskPage>
  )
}

function Queue() {
  const [view, setView] = useState<TaskView>('open')
  const [page, setPage] = useState(1)
  const tasks = useLoad(() => listTasks(view, page), [view, page])
  useCameBack(() => void tasks.reload())
  const counts = tasks.state === 'ready' ? tasks.data : undefined
  return (
    <>
      <fieldset className='zj-desk__views' aria-label='看哪些任务'>
        {VIEWS.map((one) => (
          <Toggle
            key={one.view}
            title={one.title}
            on={view === one.view}
            onPress={() => {
              setView(one.view)
              setPage(1)
            }}
          />
        ))}
        {counts ? (
          <p className='zj-desk__count' role='status'>
            待办 {counts.open} 件{counts.overdue > 0 ? `，其中超期 ${counts.overdue} 件` : ''}
          </p>
        ) : null}
      </fieldset>
      <StateView of={tasks} isEmpty={(data) => data.items.length === 0} empty={EMPTY[view]}>
        {(data) => (
          <>
            <Table
              caption={VIEWS.find((one) => one.view === view)?.title ?? ''}
              heads={['任务', '类别', '部门', '收到', '期限', '承办人']}
              rows={data.items.map((task) => ({ key: task.id, cells: cellsOf(task) }))}
            />
            <div className='zj-desk__views'>
              {page > 1 ? (
                <Button kind='plain' narrow onPress={() => setPage(page - 1)}>
                  上一页
                </Button>
              ) : null}
              {data.more ? (
                <Button kind='plain' narrow onPress={() => setPage(page + 1)}>
                  下一页
                </Button>
              ) : null}
            </div>
          </>
        )}
      </StateView>
    </>
  )
}

const cellsOf = (task: Task) => [
  <Press key='title' className='zj-desk__link' role='link' onPress={() => void goTo(taskAt(task.id))}>
    {task.title}
  </Press>,
  TASK_KINDS[task.kind],
  task.departmentName,
  minuteInWords(task.openedAt),
  <Due key='due' task={task} />,
  task.owner ? (task.owner.mine ? '我' : task.owner.name) : '待领取'
]

function Due({ task }: { task: Task }) {
  return (
    <>
      {dayInWords(task.dueDay)} {task.overdue ? <Tag tone='bad'>已超期</Tag> : null}
    </>
  )
}
