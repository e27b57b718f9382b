import type { AuditRow } from '@shared/contract/desk'
import { ERRORS } from '@shared/contract/errors'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { Notice } from '@/kit/notice/notice'
import { StateView } from '@/kit/state-view/state-view'
import { type AuditQuery, readAudit } from '../../api'
import { DeskForm } from '../../components/desk-form'
import { DeskInput, DeskSelect } from '../../components/desk-input'
import { DeskPage } from '../../components/desk-page'
import { Table } from '../../components/table'
import { secondInWords } from '../../words'

export default function AuditPage() {
  return (
    <DeskPage title='审计查询' roles={['audit']}>
      {() => <Audit />}
    </DeskPage>
  )
}

const OUTCOMES = [
  { value: 'done', label: '成功' },
  ...Object.keys(ERRORS).map((code) => ({ value: code, label: code }))
]

function Audit() {
  const [query, setQuery] = useState<AuditQuery>({})
  const rows = useLoad(() => readAudit(query), [query])
  return (
    <>
      <Notice>记录至少保存 6 个月。每次查询本身也会记录。</Notice>
      <Filter search={setQuery} />
      <StateView of={rows} isEmpty={(data) => data.items.length === 0} empty={{ title: '没有符合条件的记录' }}>
        {({ items, more }) => (
          <>
            <Table
              caption='审计记录'
              heads={['时间', '接口', '操作者', '结果', '请求编号']}
              rows={items.map((row) => ({ key: String(row.id), cells: cellsOf(row) }))}
            />
            <div className='zj-desk__views'>
              {query.before ? (
                <Button kind='plain' narrow onPress={() => setQuery(withoutBefore(query))}>
                  回到最新
                </Button>
              ) : null}
              {more ? (
                <Button
                  kind='plain'
                  narrow
                  onPress={() => setQuery({ ...query, before: String(items.at(-1)?.id ?? 0) })}
                >
                  更早的记录
                </Button>
              ) : null}
            </div>
          </>
        )}
      </StateView>
    </>
  )
}

const withoutBefore = ({ before: _before, ...rest }: AuditQuery): AuditQuery => rest

const cellsOf = (row: AuditRow) => [
  secondInWords(row.at),
  row.route,
  row.login ?? row.caller ?? '未登录',
  row.outcome === 'done' ? '成功' : row.outcome,
  <span key='request' className='zj-desk__mono'>
    {row.requestId}
  </span>
]

function Filter({ search }: { search: (query: AuditQuery) => void }) {
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [route, setRoute] = useState('')
  const [caller, setCaller] = useState('')
  const [outcome, setOutcome] = useState('')
  const given = { from, to, route: route.trim(), caller: caller.trim(), outcome }
  const send = () => search(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')))
  return (
    <DeskForm className='zj-desk__panel' label='筛选' onSend={send}>
      <div className='zj-desk__line'>
        <DeskInput name='from' label='从' type='date' value={from} onChange={setFrom} />
        <DeskInput name='to' label='到' type='date' value={to} onChange={setTo} />
        <DeskInput name='route' label='接口' hint='如 staff. 或 staff.signIn' value={route} onChange={setRoute} />
        <DeskInput name='caller' label='操作者' hint='登录名或编号' value={caller} onChange={setCaller} />
        <DeskSelect name='outcome' label='结果' value={outcome} onChange={setOutcome} options={OUTCOMES} />
        <Button narrow onPress={send}>
          查询
        </Button>
      </div>
    </DeskForm>
  )
}
