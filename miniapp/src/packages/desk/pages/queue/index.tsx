import { useState } from 'react'
import { useLoad } from '@/kit/load/load'
import { StateView } from '@/kit/state-view/state-view'
import { listQueues } from '../../api'
import { DeskPage } from '../../components/desk-page'
import { LineQueue } from '../../components/line-queue'
import { Toggle } from '../../components/toggle'

/** 叫号: the queues of the windows that the caller's department serves. */
export default function QueuePage() {
  return (
    <DeskPage title='叫号' roles={['clerk']}>
      {() => <Queues />}
    </DeskPage>
  )
}

function Queues() {
  const queues = useLoad(listQueues, [])
  const [chosen, setChosen] = useState('')
  return (
    <StateView of={queues} isEmpty={({ items }) => items.length === 0} empty={{ title: '您的部门没有接受预约的窗口' }}>
      {({ items }) => {
        const line = items.find(({ id }) => id === chosen) ?? items[0]
        return (
          <>
            <fieldset className='zj-desk__views' aria-label='哪个窗口'>
              {items.map(({ id, hallName, name }) => (
                <Toggle key={id} title={`${hallName} ${name}`} on={id === line?.id} onPress={() => setChosen(id)} />
              ))}
            </fieldset>
            {line ? <LineQueue key={line.id} lineId={line.id} /> : null}
          </>
        )
      }}
    </StateView>
  )
}
