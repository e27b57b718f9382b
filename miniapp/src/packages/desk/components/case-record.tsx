import type { DeskCaseDetail } from '@shared/contract/desk-cases'
import { minuteInWords } from '../words'
import { Table } from './table'

/** What was mended, the result, and every act with who did it. */
export function CaseRecord({ detail }: { detail: DeskCaseDetail }) {
  const { mends, history, result } = detail
  return (
    <>
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
