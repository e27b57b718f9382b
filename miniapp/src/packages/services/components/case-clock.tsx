import type { CaseDetail } from '@shared/contract/applications'
import { formatMoney } from '@shared/values/money'
import { View } from '@tarojs/components'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { Notice } from '@/kit/notice/notice'
import { dayWords } from '@/kit/when/when'
import { momentWords } from '../case/case-words'

/** What the department waits for. */
const YOURS = ['申请人补正', '申请人缴费']

/** 待缴费: how much, until when, and how. */
export function CaseFee({ payment }: Pick<CaseDetail, 'payment'>) {
  if (!payment) return null
  return (
    <Notice tone='warn' title={`请缴费 ${formatMoney(payment.amount)} 元，最晚${dayWords(payment.dueDay)}`}>
      {payment.how}
    </Notice>
  )
}

/** 会办: which departments are asked, and which of them is late. */
export function CaseOpinions({ opinions }: Pick<CaseDetail, 'opinions'>) {
  if (!opinions || opinions.length === 0) return null
  return (
    <>
      <Heading>征求其他部门意见</Heading>
      <Card padded={false}>
        {opinions.map(({ department, dueDay, answered, late }) => (
          <Cell
            key={`${department}${dueDay}`}
            stacked
            label={department}
            value={answered ? '已答复' : `${late ? '超过期限，还没有答复' : '等待答复'}（最晚${dayWords(dueDay)}）`}
          />
        ))}
      </Card>
    </>
  )
}

/** 承诺时钟: who has the case, until when what is due, and why the clock stands still. */
export function CaseClock({ clock }: Pick<CaseDetail, 'clock'>) {
  if (!clock) return null
  return (
    <>
      <Heading>办理时限</Heading>
      {clock.overdue && !YOURS.includes(clock.dueFor) ? (
        <Notice tone='warn' title='已超过期限'>
          我们已通知部门负责人督办，有结果会马上告诉您。
        </Notice>
      ) : null}
      <Card padded={false}>
        <Cell stacked label='现在由谁办' value={clock.owner} />
        <Cell stacked label={`${clock.dueFor}期限`} value={dayWords(clock.dueDay)} />
        {clock.legalDay ? <Cell stacked label='法定期限' value={dayWords(clock.legalDay)} /> : null}
        {clock.pause ? (
          <Cell
            stacked
            label={`${dayWords(clock.pause.since)}起暂停计时，最晚到${dayWords(clock.pause.until)}`}
            value={clock.pause.reason}
          />
        ) : null}
      </Card>
    </>
  )
}

/** 补正差异单: what the department asked for, and what stood there before and after. */
export function MendList({ mends }: Pick<CaseDetail, 'mends'>) {
  if (!mends || mends.length === 0) return null
  return (
    <>
      <Heading>补正差异单</Heading>
      {mends.map((mend) => (
        <Card key={mend.askedAt}>
          <View>
            {momentWords(mend.askedAt)} 通知补正{mend.mendedAt ? `，${momentWords(mend.mendedAt)} 已补正` : ''}
          </View>
          {mend.items.map((item) => (
            <View key={item.label} className='sv-correction'>
              <View className='sv-correction__item'>{item.label}</View>
              <View>原因：{item.reason}</View>
              <View>补正前：{item.before ?? '没有填'}</View>
              {mend.mendedAt ? <View>补正后：{item.changed ? (item.after ?? '没有填') : '没有修改'}</View> : null}
            </View>
          ))}
        </Card>
      ))}
    </>
  )
}
