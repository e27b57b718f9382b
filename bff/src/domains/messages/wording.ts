import type { NoticeData } from './port'

type Wordings = { [E in keyof NoticeData]: { title: string; body(data: NoticeData[E]): string } }

/** What each event says to a citizen: what happened, what comes next. No personal value in any of them. */
export const WORDING: Wordings = {
  'case.submitted': {
    title: '申请已提交',
    body: (data) =>
      `您的“${data.serviceName}”申请已提交，办件编号 ${data.caseNumber}。送达${data.department}后会再告诉您。`
  },
  'case.received': {
    title: '部门已接收',
    body: (data) => `${data.department}已接收您的“${data.serviceName}”申请，正在等待受理。`
  },
  'case.accepted': {
    title: '申请已受理',
    body: (data) => `您的“${data.serviceName}”申请已受理${data.day ? `,承诺在 ${data.day} 前办结` : ''}。`
  },
  'case.reviewing': {
    title: '正在审查',
    body: (data) => `您的“${data.serviceName}”申请正在审查。`
  },
  'case.correction': {
    title: '需要补正材料',
    body: (data) => `您的“${data.serviceName}”申请需要补正，请打开办件查看要补什么，改好后再次提交。`
  },
  'case.completed': {
    title: '申请已办结',
    body: (data) => `您的“${data.serviceName}”申请已办结，点开可以查看结果。`
  },
  'case.refused': {
    title: '申请未通过',
    body: (data) => `您的“${data.serviceName}”申请没有通过。如有疑问，请联系${data.department}。`
  },
  'case.result': {
    title: '办理结果已送达',
    body: (data) => `您的“${data.serviceName}”办理结果已由部门登记，点开可以查看详情。`
  },
  'session.opened': {
    title: '账户登录提醒',
    body: (data) => `您的账户于 ${data.at} 在“${data.device}”登录。如果不是您本人，请点开处理。`
  }
}
