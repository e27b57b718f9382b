import { type Task, tasksRoutes } from '@shared/contract/tasks'
import { instantText } from '../../platform/clock/instant-text'
import { bind } from '../../platform/http/mount'
import { isRefused } from '../../platform/http/refused'
import type { TaskQueue, TaskView } from './queue'

const presentTask = ({ row, departmentName, overdue, owner }: TaskView): Task => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  department: row.department,
  departmentName,
  openedAt: instantText(row.opened_at),
  dueDay: row.due_day,
  overdue,
  state: row.decided_at ? 'decided' : row.owner_id ? 'taken' : 'open',
  owner,
  decidedAt: row.decided_at ? instantText(row.decided_at) : null
})

export const bindTasks = (queue: TaskQueue) =>
  bind('tasks', tasksRoutes, {
    listTasks: async ({ query }, { caller }) => {
      const { items, ...counts } = await queue.list(caller, query.view ?? 'open', Number(query.page ?? 1))
      return { items: items.map(presentTask), ...counts }
    },
    showTask: async ({ params }, { caller }) => {
      const shown = await queue.show(caller, params.taskId)
      if (isRefused(shown)) return shown
      const { task, subject, gone } = shown
      return {
        task: presentTask(task),
        subject: subject && {
          lines: subject.lines,
          files: subject.files,
          decisions: subject.decisions.map(({ id, label, needsReason }) => ({ id, label, needsReason }))
        },
        gone
      }
    },
    takeTask: async ({ params }, { caller }) => {
      const task = await queue.take(caller, params.taskId)
      return isRefused(task) ? task : presentTask(task)
    },
    releaseTask: async ({ params }, { caller }) => {
      const task = await queue.release(caller, params.taskId)
      return isRefused(task) ? task : presentTask(task)
    },
    showTaskFile: async ({ params }, { caller }) => queue.file(caller, params.taskId, params.fileId),
    decideTask: ({ params, body }, call) =>
      call.once(async (tx) => {
        const row = await queue.decide(tx, call.caller, params.taskId, body)
        return isRefused(row) ? row : presentTask(queue.afterDecision(row))
      })
  })
