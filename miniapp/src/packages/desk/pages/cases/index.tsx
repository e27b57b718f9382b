import type { DeskCaseLine, DeskCaseView } from '@shared/contract/desk-cases'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { useLoad } from '@/kit/load/load'
import { Press } from '@/kit/press/press'
import { StateView } from '@/kit/state-view/state-view'
import { Tag } from '@/kit/tag/tag'
import { useCameBack } from '@/platform/lifecycle'
import { goTo } from '@/platform/navigation'
import { deskCaseAt } from '../../addresses'
import { listDeskCases } from '../../api'
import { DeskForm } from '../../components/desk-form'
import { DeskInput, DeskSelect } from '../../components/desk-input'
import { DeskPage } from '../../components/desk-page'
import { Table } from '../../components/table'
import { Toggle } from '../../components/toggle'
import { dayInWords, daysLeftInWords, minuteInWords } from '../../words'

const VIEWS = [
  { view: 'open', title: '在办' },
  { view: 'mine', title: '我的' },
  { view: 'free', title: '待领取' },
  { view: 'overdue', title: '超期' },
  { view: 'waiting', title: '等待中' },
  { view: 'closed', title: '已结束' }
] as const satisfies readonly { view: DeskCaseView; title: string }[]

export default function DeskCasesPage() {
  return (
    <DeskPage title='办件' roles={['clerk', 'reviewer', 'head']}>
      {() => <WorkList />}
    </DeskPage>
  )
}

function WorkList() {
  const [view, setView] = useState<DeskCaseView>('open')
  const [service, setService] = useState('')
  const [typed, setTyped] = useState('')
  const [number, setNumber] = useState('')
  const [page, setPage] = useState(1)
  const cases = useLoad(
    () => listDeskCases({ view, service, number, page: String(page) }),
    [view, service, number, page]
  )
  useCameBack(() => void cases.reload())
  const counts = cases.state === 'ready' ? cases.data : undefined
  const from = (start: () => void) => () => {
    start()
    setPage(1)
  }
  return (
    <>
      <fieldset className='zj-desk__views' aria-label='看哪些办件'>
        {VIEWS.map((one) => (
          <Toggle key={one.view} title={one.title} on={view === one.view} onPress={from(() => setView(one.view))} />
        ))}
        {counts ? (
          <p className='zj-desk__count' role='status'>
            在办 {counts.open} 件{counts.overdue > 0 ? `，其中超期 ${counts.overdue} 件` : ''}
          </p>
        ) : null}
      </fieldset>
      <DeskForm label='筛选办件' className='zj-desk__line zj-desk__filter' onSend={from(() => setNumber(typed.trim()))}>
        <DeskSelect
          name='service'
          label='事项'
          compact
          none='全部事项'
          value={service}
          onChange={(value) => from(() => setService(value))()}
          options={(counts?.services ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <DeskInput name='number' label='办件编号' compact placeholder='办件编号' value={typed} onChange={setTyped} />
        <Button kind='plain' narrow onPress={from(() => setNumber(typed.trim()))}>
          查找
        </Button>
      </DeskForm>
      <StateView
        of={cases}
        isEmpty={(data) => data.items.length === 0}
        empty={{ title: '没有这样的办件', note: '新的办件按期限排在“在办”里，超期的在最前。' }}
      >
        {(data) => (
          <>
            <Table
              caption={VIEWS.find((one) => one.view === view)?.title ?? ''}
              heads={['办件', '申请人', '状态', '等什么', '期限', '法定期限', '承办人']}
              rows={data.items.map((line) => ({ key: line.id, cells: cellsOf(line) }))}
            />
            <div className='zj-desk__views'>
              {page > 1 ? (
                <Button kind='plain' narrow onPress={() => setPage(page - 1)}>
                  上一页
                </Button>
              ) : null}
              {data.more ? (
                <Button kind='plain' narrow onPress={() => setPage(page + 1)}>
                  下一页
                </Button>
              ) : null}
            </div>
          </>
        )}
      </StateView>
    </>
  )
}

const cellsOf = (line: DeskCaseLine) => [
  <div key='case'>
    <Press className='zj-desk__link' role='link' onPress={() => void goTo(deskCaseAt(line.id))}>
      {line.serviceName}
    </Press>
    <p className='zj-desk__mono'>{line.number}</p>
    <p>{minuteInWords(line.submittedAt)} 提交</p>
  </div>,
  line.applicant,
  line.stateLabel,
  line.dueFor ?? '已结束',
  <Due key='due' line={line} />,
  line.legalDay ? dayInWords(line.legalDay) : '没有规定',
  line.handler ? (line.handler.mine ? '我' : line.handler.name) : '待领取'
]

function Due({ line }: { line: DeskCaseLine }) {
  if (!line.dueDay || line.daysLeft === null) return <>没有</>
  return (
    <>
      {dayInWords(line.dueDay)} <Tag tone={line.daysLeft < 0 ? 'bad' : 'plain'}>{daysLeftInWords(line.daysLeft)}</Tag>
    </>
  )
}
