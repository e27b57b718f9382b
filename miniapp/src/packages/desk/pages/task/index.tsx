import { TASK_KINDS, type TaskDetails } from '@shared/contract/tasks'
import { Button } from '@/kit/button/button'
import { type Load, useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { StateView } from '@/kit/state-view/state-view'
import { usePageParams } from '@/platform/lifecycle'
import { TASKS } from '../../addresses'
import { openTaskFile, releaseTask, showTask, takeTask } from '../../api'
import { BackLink } from '../../components/back-link'
import { DecisionForm } from '../../components/decision-form'
import { DeskPage } from '../../components/desk-page'
import { useAct } from '../../components/use-act'
import { dayInWords, minuteInWords } from '../../words'

export default function TaskPage() {
  const { taskId = '' } = usePageParams()
  return (
    <DeskPage title='办理任务' roles={['clerk', 'reviewer', 'head', 'security']} place={TASKS}>
      {() => <OneTask taskId={taskId} />}
    </DeskPage>
  )
}

function OneTask({ taskId }: { taskId: string }) {
  const details = useLoad(() => showTask(taskId), [taskId])
  return (
    <>
      <BackLink to={TASKS}>返回任务列表</BackLink>
      <StateView of={details}>{(data) => <Shown details={data} reload={details.reload} />}</StateView>
    </>
  )
}

const STATES = { open: '待领取', taken: '办理中', decided: '已办结' } as const

function Shown({ details, reload }: { details: TaskDetails; reload: Load<TaskDetails>['reload'] }) {
  const { task, subject, gone } = details
  const { run, error } = useAct()
  const act = (work: () => Promise<unknown>) => run(() => work().finally(reload))
  return (
    <>
      {error ? <Notice tone='error'>{error.message}</Notice> : null}
      <section className='zj-desk__panel' aria-labelledby='task-title'>
        <h2 id='task-title'>{task.title}</h2>
        <dl className='zj-desk__facts'>
          <dt>类别</dt>
          <dd>{TASK_KINDS[task.kind]}</dd>
          <dt>部门</dt>
          <dd>{task.departmentName}</dd>
          <dt>收到</dt>
          <dd>{minuteInWords(task.openedAt)}</dd>
          <dt>期限</dt>
          <dd>
            {dayInWords(task.dueDay)}
            {task.overdue ? '，已超期' : ''}
          </dd>
          <dt>状态</dt>
          <dd>
            {STATES[task.state]}
            {task.owner ? `，承办人：${task.owner.mine ? '我' : task.owner.name}` : ''}
          </dd>
        </dl>
        <div className='zj-desk__acts'>
          {task.state === 'open' ? (
            <Button narrow onPress={() => act(() => takeTask(task.id))}>
              领取任务
            </Button>
          ) : null}
          {task.state === 'taken' && task.owner?.mine ? (
            <Button kind='plain' narrow onPress={() => act(() => releaseTask(task.id))}>
              放回队列
            </Button>
          ) : null}
        </div>
      </section>
      {task.state === 'open' ? <Notice>领取后才能看到内容。每次查看都会记入本人的“谁看过我的数据”。</Notice> : null}
      {gone ? <Notice tone='warn'>这件事的内容已经不在了（账户已注销或数据已删除），不需要再办理。</Notice> : null}
      {subject ? <Matter taskId={task.id} subject={subject} done={reload} /> : null}
    </>
  )
}

type Subject = NonNullable<TaskDetails['subject']>

function Matter({ taskId, subject, done }: { taskId: string; subject: Subject; done: () => Promise<void> }) {
  return (
    <>
      <section className='zj-desk__panel' aria-labelledby='task-matter'>
        <h2 id='task-matter'>内容</h2>
        <dl className='zj-desk__facts'>
          {subject.lines.flatMap(({ label, value }) => [
            <dt key={`t${label}`}>{label}</dt>,
            <dd key={`d${label}`}>{value}</dd>
          ])}
        </dl>
        <div className='zj-desk__acts'>
          {subject.files.map((file) => (
            <Button key={file.id} kind='plain' narrow onPress={() => openTaskFile(taskId, file)}>
              查看{file.name}
            </Button>
          ))}
        </div>
      </section>
      <DecisionForm taskId={taskId} decisions={subject.decisions} done={done} />
    </>
  )
}
