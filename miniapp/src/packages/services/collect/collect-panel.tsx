import type { CaseDetail } from '@shared/contract/applications'
import type { ChosenWay, Collection } from '@shared/contract/collections'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { Heading } from '@/kit/heading/heading'
import { makeSendKeys } from '@/platform/send-keys'
import { momentWords } from '../case/case-words'
import { chooseCollection } from './api'
import { WAYS, WayForm } from './way-form'

/** Where the paper is, or how it will come. */
function Chosen({ collection }: { collection: Collection }) {
  const { way, stateLabel, to, parcel, settledAt } = collection
  return (
    <Card padded={false}>
      <Cell stacked label='结果领取' value={stateLabel} note={way ? WAYS[way] : '请选择怎样领取纸质结果'} />
      {to ? <Cell stacked label='收件人' value={`${to.name} ${to.phone}`} note={to.address} /> : null}
      {parcel ? <Cell stacked label={parcel.carrier} value={parcel.number} /> : null}
      {settledAt ? <Cell stacked label='时间' value={momentWords(settledAt)} /> : null}
      {way === 'window' && !settledAt ? (
        <Cell stacked label='领取时请带' value='本人身份证原件' note='办结后再去；地点见办事指南的办理窗口。' />
      ) : null}
    </Card>
  )
}

interface ChooseProps {
  caseId: string
  collection: Collection
  done: () => Promise<void>
}

function Choose({ caseId, collection, done }: ChooseProps) {
  const [keys] = useState(makeSendKeys)
  const send = async (body: ChosenWay) => {
    await keys.sent(body, (key) => chooseCollection(caseId, body, key))
    await done()
  }
  return (
    <Card>
      <WayForm ways={collection.ways} way={collection.way} send={send} />
    </Card>
  )
}

/** 结果领取: by post or at the window, where the item offers it; changeable until the paper has left. */
export function CollectPanel({ detail, done }: { detail: CaseDetail; done: () => Promise<void> }) {
  const [changing, setChanging] = useState(false)
  const { collection, id, state } = detail
  if (!collection || state === 'refused' || state === 'withdrawn') return null
  const chosen = async () => {
    setChanging(false)
    await done()
  }
  return (
    <>
      <Heading>结果领取</Heading>
      <Chosen collection={collection} />
      {collection.changeable && !changing ? (
        <Button narrow kind='plain' onPress={() => setChanging(true)}>
          {collection.way ? '改一种领取方式' : '选择领取方式'}
        </Button>
      ) : null}
      {collection.changeable && changing ? <Choose caseId={id} collection={collection} done={chosen} /> : null}
    </>
  )
}
