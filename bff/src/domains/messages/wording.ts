import { spokenDay } from '../../platform/clock/instant-text'
import type { NoticeData } from './port'

type Wordings = { [E in keyof NoticeData]: { title: string; body(data: NoticeData[E]): string } }

const MOVED_BY = { ykb: '渝快办', face: '人脸', counter: '窗口查验身份证' } as const

/** How the parts of a 一件事 ended, not all of them well; null = of anything else. */
const ofAllParts = ({ serviceName, tally }: NoticeData['case.completed']): string | null =>
  tally ? `您的“${serviceName}”申请各部门都有了结果：${tally}，点开可以查看。` : null

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
    body: (data) => `您的“${data.serviceName}”申请已受理${data.day ? `，承诺在 ${spokenDay(data.day)}前办结` : ''}。`
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
    body: (data) => ofAllParts(data) ?? `您的“${data.serviceName}”申请已办结，点开可以查看结果。`
  },
  'case.denied': {
    title: '申请不予批准',
    body: (data) =>
      `${data.department}对您的“${data.serviceName}”申请作出了不予批准的决定，点开可以查看依据、理由；不服的，可以依法申请行政复议或者提起行政诉讼。`
  },
  'case.refused': {
    title: '申请未通过',
    body: (data) => ofAllParts(data) ?? `您的“${data.serviceName}”申请没有通过。如有疑问，请联系${data.department}。`
  },
  'case.result': {
    title: '办理结果已送达',
    body: (data) => `您的“${data.serviceName}”办理结果已由部门登记，点开可以查看详情。`
  },
  'case.paused': {
    title: '办理时限暂停计算',
    body: (data) => `您的“${data.serviceName}”申请暂停计算办理时限，原因和到期日点开可以查看。`
  },
  'case.resumed': {
    title: '办理时限恢复计算',
    body: (data) =>
      `您的“${data.serviceName}”申请恢复计算办理时限${data.day ? `，承诺在 ${spokenDay(data.day)}前办结` : ''}。`
  },
  'case.recounted': {
    title: '承诺办结的日期有变化',
    body: (data) =>
      `国家公布了新的放假安排，您的“${data.serviceName}”申请承诺办结的日期按工作日重新计算了${data.day ? `，现在是 ${spokenDay(data.day)}` : '，点开可以查看'}。`
  },
  'case.overdue': {
    title: '办理超过了承诺时间',
    body: (data) =>
      `很抱歉，您的“${data.serviceName}”申请没有在承诺的时间内办好。我们已通知${data.department}负责人督办，有结果会马上告诉您。`
  },
  'case.mend-overdue': {
    title: '补正期限已过',
    body: (data) => `您的“${data.serviceName}”申请还没有补正，期限已过。部门没有作出决定前，您仍可以补正后再次提交。`
  },
  'case.payment': {
    title: '需要缴费',
    body: (data) => `您的“${data.serviceName}”申请需要缴费，金额、期限和办法点开可以查看。缴费后继续计算办理时限。`
  },
  'case.pay-overdue': {
    title: '缴费期限已过',
    body: (data) => `您的“${data.serviceName}”申请还没有缴费，期限已过。部门没有作出决定前，您仍可以缴费。`
  },
  'case.paid': {
    title: '已登记缴费',
    body: (data) =>
      `您的“${data.serviceName}”申请的费用已登记，继续办理${data.day ? `，承诺在 ${spokenDay(data.day)}前办结` : ''}。`
  },
  'case.owed-overdue': {
    title: '材料没有按期补交',
    body: (data) =>
      `您的“${data.serviceName}”申请有材料没有按承诺的时间补交，已经记录。请尽快补交，下次办事时会提示您。`
  },
  'case.promise-broken': {
    title: '核查发现承诺不实',
    body: (data) => `您的“${data.serviceName}”申请中有一项承诺经核查不属实，已经记录。点开可以查看原因。`
  },
  'case.pledge-mend': {
    title: '与承诺不符要整改',
    body: (data) =>
      `您的“${data.serviceName}”经事后核查与承诺不符，请${data.day ? `在 ${spokenDay(data.day)}前` : '尽快'}整改。逾期不整改，或者整改后仍达不到要求的，许可会被撤销。原因点开可以查看。`
  },
  'case.pledge-mended': {
    title: '整改已达到要求',
    body: (data) => `您的“${data.serviceName}”整改后达到要求，许可继续有效。`
  },
  'case.filing-unfit': {
    title: '备案材料不符',
    body: (data) =>
      `${data.department}事后核对您的“${data.serviceName}”备案，发现材料不符。点开可以看原因，请改正后重新提交备案。有疑问的，请联系${data.department}。`
  },
  'case.posted': {
    title: '办理结果已寄出',
    body: (data) => `您的“${data.serviceName}”办理结果已按您填写的地址寄出，快递公司和单号点开可以查看。`
  },
  'case.collected': {
    title: '办理结果已领取',
    body: (data) =>
      `您的“${data.serviceName}”办理结果已在窗口领取。如果不是您或您委托的人领取的，请联系${data.department}。`
  },
  'case.withdrawn': {
    title: '申请已撤回',
    body: (data) => `您的“${data.serviceName}”申请已撤回，办件编号 ${data.caseNumber}。需要时可以重新申请。`
  },
  'case.consent-missing': {
    title: '需要您的同意',
    body: (data) =>
      `办理“${data.serviceName}”要向${data.department}提供您的信息。因为没有您的同意，${data.department}没有收到。在“授权管理”里同意后会自动继续。`
  },
  'rating.handling': {
    title: '评价正在处理',
    body: (data) =>
      `您对“${data.serviceName}”的评价已有部门在处理，给您的回复请在办件的“服务评价”里查看${data.day ? `，整改期限是 ${spokenDay(data.day)}` : ''}。`
  },
  'rating.mended': {
    title: '评价已整改',
    body: (data) =>
      `您对“${data.serviceName}”反映的问题已整改并经过复核${data.day ? `，请在 ${spokenDay(data.day)}前确认` : '，请确认'}；如果没有改好，可以申请复核。`
  },
  'rating.closed': {
    title: '评价处理完毕',
    body: (data) => `您对“${data.serviceName}”反映的问题已再次复核并办结，经过请在办件的“服务评价”里查看。`
  },
  'rating.words-unfit': {
    title: '评价里的话没有显示',
    body: (data) =>
      `您评价“${data.serviceName}”时写的话没有通过微信的内容安全检查，工作人员看不到；所选的评价和原因照常有效。要反映问题，请写“诉求”或拨打 12345。`
  },
  'certificate.expiring': {
    title: '证照快到期了',
    body: (data) => `您的“${data.title}”有效期到 ${spokenDay(data.day)}。需要继续使用的，请在到期前办理延续。`
  },
  'certificate.withdrawn': {
    title: '证照已撤销',
    body: (data) => `${data.department}撤销了您的“${data.title}”，点开可以看原因。如有疑问，请联系该部门。`
  },
  'dispute.answered': {
    title: '异议已答复',
    body: (data) => `您对 ${data.at} 那次数据查看提出的异议已有答复，点开可以查看。`
  },
  'correction.answered': {
    title: '更正申请已答复',
    body: (data) => `您的更正申请${data.corrected ? '已处理' : '未予更正'}，点开可以在“我的身份”里看答复。`
  },
  'prefill.answered': {
    title: '登记信息的核查结果',
    body: ({ label, corrected }) =>
      corrected
        ? `您说有误的“${label}”，部门核查后已经更正，点开可以看部门的答复。下次填表会带出新的内容。`
        : `您说有误的“${label}”，部门核查后认为登记没有错，点开可以看部门的答复。如有疑问，请带证件到部门窗口核对。`
  },
  'mandate.accepted': {
    title: '授权已生效',
    body: (data) =>
      `${data.who}已接受邀请，从现在起是${data.part}，到 ${spokenDay(data.until)}为止。您可以随时在“我的”里结束授权。`
  },
  'mandate.acted': {
    title: '代办提醒',
    body: (data) => `${data.who}于 ${data.at} 替${data.owner}${data.what}。如果您不同意，可以在“我的”里立即结束授权。`
  },
  'mandate.ended': {
    title: '授权已结束',
    body: (data) => `${data.who}替${data.owner}办事的授权已结束，对方现在不能再操作。`
  },
  'mandate.released': {
    title: '授权已结束',
    body: (data) => `您替${data.owner}办事的授权已结束。如需继续，请联系对方重新邀请您。`
  },
  'enterprise.released': {
    title: '企业绑定已结束',
    body: (data) => `登记显示“${data.enterprise}”已变更法定代表人，您对它的绑定已结束。如有疑问，请联系市场监管部门。`
  },
  'enterprise.changed': {
    title: '法定代表人已变更',
    body: (data) => `“${data.enterprise}”已变更法定代表人。您的经办授权继续有效，今后由新的法定代表人管理。`
  },
  'phone.moved': {
    title: '手机号已解绑',
    body: () =>
      '您绑定的手机号已被另一个账户验证并绑定，本账户不再使用这个号码。如果不是您本人操作，请在“我的身份”里重新绑定。'
  },
  'account.merged': {
    title: '账户已合并',
    body: () => '您的另一个账户已合并到本账户，原来的内容都在。30 天内可以在“我的身份”里撤销合并。'
  },
  'identity.moved': {
    title: '实名信息已转出',
    body: ({ by }) =>
      `您的实名信息已由本人通过${MOVED_BY[by]}核验到另一个账户，本账户不再是实名账户，原来的内容都在。如果是您本人操作，请用另一个账户办事；如果不是，请用您本人的身份证件重新实名，或到区政务服务中心窗口咨询。`
  },
  'review.decided': {
    title: '人工核验有结果',
    body: (data) => `您申请的${data.matter}核验${data.approved ? '已通过' : '没有通过，原因请在“我的身份”里查看'}。`
  },
  'closure.asked': {
    title: '账户将注销',
    body: (data) =>
      `${data.byWechat ? '您在微信里撤回了对本服务的授权' : '您申请了注销账户'}，账户将于 ${spokenDay(data.due)}后注销，内容不能恢复。如果不是您的意思，请在这之前撤销注销。`
  },
  'hall.booked': {
    title: '大厅预约成功',
    body: (data) =>
      `您已预约 ${data.at} 到${data.hall}办理“${data.service}”。提前半小时起可以凭取号码取号；来不了请在开始前取消。`
  },
  'hall.cancelled': {
    title: '大厅预约已取消',
    body: (data) =>
      `您 ${data.at} 到${data.hall}办理“${data.service}”的预约已取消。${data.why ? `${data.why}如果还要办理，请重新预约，给您带来不便，敬请谅解。` : ''}`
  },
  'request.step': {
    title: '诉求有进展',
    body: (data) =>
      `您写给 12345 的诉求有进展：${data.state}。${data.ended ? '点开可以看结果' : '点开可以看办理过程'}。`
  },
  'request.photos-unfit': {
    title: '有照片没有送出',
    body: (data) =>
      `您写给 12345 的诉求里，有 ${data.count} 张照片没有通过微信的内容安全检查或者病毒扫描，已经去掉，没有送出。文字照常送出，不用再提交。`
  },
  'hall.called': {
    title: '轮到您了',
    body: (data) => `请 ${data.number} 号到${data.hall} ${data.window} 号窗口办理。`
  },
  'session.opened': {
    title: '账户登录提醒',
    body: (data) => `您的账户于 ${data.at} 在“${data.device}”登录。如果不是您本人，请点开处理。`
  }
}
