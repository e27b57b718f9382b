import type { KeepReason } from './keep-reason'
import type { TaskSubject } from './port'

/** 不是我本人: the sessions have ended already; somebody looks whether more is wrong. No personal value is shown. */
export const makeNotMeSubject = (keep: KeepReason): TaskSubject => ({
  show: async (_sql, aboutId) => ({
    ownerId: '',
    purpose: '核查异常登录',
    fields: [],
    files: [],
    lines: [
      { label: '情况', value: '账户本人报告：有一次登录不是本人操作。该账户的登录已经全部结束。' },
      { label: '登录编号', value: aboutId },
      { label: '怎么查', value: '请审计管理员按登录编号前后的时间查审计记录；需要时请公安机关协助。' }
    ]
  }),
  decisions: [
    { id: 'harmless', label: '已核查，没有异常', needsReason: true },
    { id: 'reported', label: '已核查，已上报处置', needsReason: true }
  ],
  decide: async (tx, aboutId, _decision, reason) => {
    await keep(tx, 'not-me', aboutId, reason)
    return true
  }
})
