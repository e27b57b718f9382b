import type { DeskCaseDetail } from '@shared/contract/desk-cases'
import { formatMoney } from '@shared/values/money'
import { dayInWords, minuteInWords } from '../words'
import { Table } from './table'

/** What was mended, the result, and every act with who did it. */
export function CaseRecord({ detail }: { detail: DeskCaseDetail }) {
  const { mends, history, result } = detail
  return (
    <>
      <Decisions detail={detail} />
      {result ? (
        <section className='zj-desk__panel' aria-labelledby='case-result'>
          <h2 id='case-result'>办理结果</h2>
          <p>
            {result.title}
            {result.documentNo ? `，${result.documentNo}` : ''}
            {result.files.length > 0 ? `，附 ${result.files.length} 个文件` : ''}
          </p>
        </section>
      ) : null}
      {mends.map((mend) => (
        <section
          key={mend.askedAt}
          className='zj-desk__panel'
          aria-label={`补正差异单：${minuteInWords(mend.askedAt)}`}
        >
          <h2>补正差异单</h2>
          <p className='zj-desk__note'>
            {minuteInWords(mend.askedAt)} 通知，
            {mend.mendedAt ? `${minuteInWords(mend.mendedAt)} 补正` : '等待申请人补正'}
          </p>
          <Table
            caption='补正差异单'
            heads={['内容', '原因', '补正前', '补正后']}
            rows={mend.items.map((item) => ({
              key: item.label,
              cells: [
                item.label,
                item.reason,
                item.before ?? '没有',
                mend.mendedAt ? (item.changed ? (item.after ?? '没有') : '没有修改') : '等待补正'
              ]
            }))}
          />
        </section>
      ))}
      <section className='zj-desk__panel' aria-labelledby='case-history'>
        <h2 id='case-history'>办理过程</h2>
        <Table
          caption='办理过程'
          heads={['时间', '做了什么', '谁', '说明']}
          rows={history.map(({ at, what, by, note }) => ({
            key: `${at}${what}`,
            cells: [minuteInWords(at), what, by ?? '', note ?? '']
          }))}
        />
      </section>
    </>
  )
}

/** A decision that waits for a second person, what other departments say, and the fee. */
function Decisions({ detail: { proposal, opinions, fee } }: { detail: DeskCaseDetail }) {
  return (
    <>
      {proposal ? (
        <section className='zj-desk__panel' aria-labelledby='case-proposal'>
          <h2 id='case-proposal'>等待复核</h2>
          <p>{proposal.mine ? '您提出的决定，要由另一位同事复核。' : `${proposal.by} 提出的决定，请复核：`}</p>
          {proposal.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </section>
      ) : null}
      {opinions.length > 0 ? (
        <section className='zj-desk__panel' aria-labelledby='case-opinions'>
          <h2 id='case-opinions'>会办意见</h2>
          <Table
            caption='会办意见'
            heads={['部门', '问题', '期限', '答复']}
            rows={opinions.map(({ department, question, dueDay, late, answer }) => ({
              key: `${department}${dueDay}${question}`,
              cells: [
                department,
                question,
                late ? `${dayInWords(dueDay)}，已超期` : dayInWords(dueDay),
                answer ? `${answer.agrees ? '同意' : '不同意'}：${answer.words}` : '还没有答复'
              ]
            }))}
          />
        </section>
      ) : null}
      {fee ? (
        <section className='zj-desk__panel' aria-labelledby='case-fee'>
          <h2 id='case-fee'>费用</h2>
          <p>
            {formatMoney(fee.amount)} 元，{fee.paid ? `已缴，票据号 ${fee.receiptNo ?? ''}` : '还没有缴'}
          </p>
        </section>
      ) : null}
    </>
  )
}
