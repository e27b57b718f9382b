import type { DeskCaseDetail } from '@shared/contract/desk-cases'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import { TextArea } from '@/kit/text-area/text-area'
import { freshKey } from '@/platform/fresh-key'
import { breakPromise } from '../api'
import { dayInWords } from '../words'
import { Table } from './table'
import { useAct, wrongAt } from './use-act'

interface OwedPanelProps {
  detail: DeskCaseDetail
  acted: () => Promise<void>
}

/** 承诺不实: what the check found about a promise that stands in place of a paper. */
function NotTrue({
  caseId,
  field,
  label,
  acted
}: {
  caseId: string
  field: string
  label: string
  acted: () => Promise<void>
}) {
  const [reason, setReason] = useState('')
  const [key] = useState(freshKey)
  const { run, error, fields } = useAct()
  const send = () =>
    run(async () => {
      await breakPromise(caseId, field, reason, key)
      await acted()
    })
  return (
    <div className='zj-desk__part'>
      <TextArea
        name={`broken-${field}`}
        label={`核查“${label}”的承诺`}
        hint='发现不属实时写明理由，会原样告知申请人，并记录下来。'
        value={reason}
        onChange={setReason}
        maxLength={500}
        {...wrongAt(fields, 'reason')}
      />
      <Button kind='plain' narrow disabled={reason.trim().length < 2} onPress={send}>
        承诺不实，记录并告知
      </Button>
      {error ? <Notice tone='error'>{error.message}</Notice> : null}
    </div>
  )
}

/** 容缺后补 and 告知承诺 of a case: what is still to come, and promises that can be found untrue. */
export function OwedPanel({ detail, acted }: OwedPanelProps) {
  const { owed, id } = detail
  if (owed.length === 0) return null
  return (
    <section className='zj-desk__panel' aria-labelledby='case-owed'>
      <h2 id='case-owed'>后补和承诺的材料</h2>
      <Table
        caption='后补和承诺的材料'
        heads={['材料', '方式', '期限', '现在', '承诺的内容']}
        rows={owed.map((item) => ({
          key: item.field,
          cells: [
            item.label,
            item.kind === 'later' ? '容缺后补' : '告知承诺',
            item.dueDay ? dayInWords(item.dueDay) : '',
            item.stateLabel,
            item.promise ?? ''
          ]
        }))}
      />
      {owed.map(({ field, label, kind, state }) =>
        kind === 'promise' && state === 'standing' ? (
          <NotTrue key={field} caseId={id} field={field} label={label} acted={acted} />
        ) : null
      )}
    </section>
  )
}
