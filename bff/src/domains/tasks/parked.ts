import type { Clock } from '../../platform/clock/clock'
import { instantText } from '../../platform/clock/instant-text'
import type { Db, Sql } from '../../platform/db/db'
import { parkedJob, retryParked } from '../../platform/outbox/parked'
import type { OutboxJob, OutboxTopic } from '../../platform/outbox/worker'
import type { KeepReason } from './keep-reason'
import type { TaskSubject, Tasks } from './port'

/** What stopped, in words; a topic of a later part shows by its name until it has words here. */
const WHAT: Record<string, string> = {
  'services.deliver': '办件没有送到部门',
  'services.supplement': '补正材料没有送到部门',
  'services.fetch-result': '办理结果的详情没有取回',
  'consult.send-request': '诉求没有送到 12345',
  'feedback.check-words': '评价里的话没有经过内容安全检查'
}
const DUE_IN_WORKING_DAYS = 1

/** One parking is one task: a row that is tried anew and parked again has another beginning. */
const aboutOf = ({ topic, key, createdAt }: Pick<OutboxJob, 'topic' | 'key' | 'createdAt'>) =>
  `${topic}|${key}|${createdAt.getTime()}`

/** Every topic also tells the desk when work of it is parked (refused by a department, or given up after 72 h). */
export const withParkedTasks = (
  topics: Record<string, OutboxTopic>,
  { db, tasks, department }: { db: Db; tasks: Tasks; department: string }
): Record<string, OutboxTopic> =>
  Object.fromEntries(
    Object.entries(topics).map(([name, topic]) => [
      name,
      {
        ...topic,
        parked: async (job: OutboxJob) => {
          await topic.parked?.(job)
          const title = WHAT[name] ?? `后台事务停下了：${name}`
          await db.tx((tx) =>
            tasks.open(tx, {
              kind: 'parked',
              department,
              title,
              aboutId: aboutOf(job),
              dueInWorkingDays: DUE_IN_WORKING_DAYS
            })
          )
        }
      }
    ])
  )

/** No content of the work: topic, number of tries and the department's last answer in codes. */
export const makeParkedSubject = (clock: Clock, keep: KeepReason): TaskSubject => {
  const find = (sql: Sql, aboutId: string) => {
    const [topic = '', key = ''] = aboutId.split('|')
    return parkedJob(sql, topic, key)
  }
  return {
    show: async (sql, aboutId) => {
      const row = await find(sql, aboutId)
      if (!row) return null
      return {
        ownerId: '',
        purpose: '处理中断的后台事务',
        fields: [],
        files: [],
        lines: [
          { label: '事务', value: WHAT[row.topic] ?? row.topic },
          { label: '编号', value: `${row.topic} ${row.key}` },
          { label: '尝试次数', value: `${row.attempts} 次` },
          { label: '停下时间', value: instantText(row.parked_at).slice(0, 16).replace('T', ' ') },
          { label: '最后一次回应', value: row.last_error ?? '没有回应' }
        ]
      }
    },
    decisions: [
      { id: 'retry', label: '重新尝试', needsReason: false },
      { id: 'by-hand', label: '已线下处理', needsReason: true }
    ],
    decide: async (tx, aboutId, decision, reason) => {
      const row = await find(tx, aboutId)
      if (!row) return false
      await keep(tx, 'parked', aboutId, reason)
      return decision === 'retry' ? retryParked(tx, clock, row.id) : true
    }
  }
}
