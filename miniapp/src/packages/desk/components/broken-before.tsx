import type { DeskCaseDetail } from '@shared/contract/desk-cases'
import { dayInWords } from '../words'
import { Table } from './table'

/** Promises the applicant did not keep in earlier cases; the applicant reads the same list before promising again. */
export function BrokenBefore({ broken }: { broken: DeskCaseDetail['brokenBefore'] }) {
  if (broken.length === 0) return null
  return (
    <section className='zj-desk__panel' aria-labelledby='case-broken-before'>
      <h2 id='case-broken-before'>申请人以前没有兑现的承诺</h2>
      <Table
        caption='申请人以前没有兑现的承诺'
        heads={['日期', '事项', '部门', '材料', '方式']}
        rows={broken.map((one, at) => ({
          key: String(at),
          cells: [
            dayInWords(one.brokenOn),
            one.serviceName,
            one.department,
            one.label,
            one.kind === 'later' ? '容缺后补，没有按期补交' : '告知承诺，核查不属实'
          ]
        }))}
      />
    </section>
  )
}
