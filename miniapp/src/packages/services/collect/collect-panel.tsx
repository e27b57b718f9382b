import type { CaseDetail } from '@shared/contract/applications'
import { type ChosenWay, type Collection, collectWay } from '@shared/contract/collections'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Card } from '@/kit/card/card'
import { Cell } from '@/kit/cell/cell'
import { ChoiceField } from '@/kit/choice-field/choice-field'
import { Heading } from '@/kit/heading/heading'
import { TextArea } from '@/kit/text-area/text-area'
import { TextField } from '@/kit/text-field/text-field'
import { asCallError } from '@/platform/call-error'
import { tell, toast } from '@/platform/feedback'
import { freshKey } from '@/platform/fresh-key'
import { momentWords } from '../case/case-words'
import { chooseCollection } from './api'

const WAYS = { post: '邮寄给我', window: '到窗口领取' } as const

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

/** The applicant's choice, with an address for the post. */
function Choose({ caseId, collection, done }: ChooseProps) {
  const [way, setWay] = useState(collection.way ?? '')
  const [to, setTo] = useState({ name: '', phone: '', address: '' })
  const [fields, setFields] = useState<Record<string, string>>({})
  const [key, setKey] = useState(freshKey)
  const known = collectWay.safeParse(way)
  const wrong = (name: string) => ({ error: fields[`body.${name}`] })
  const send = async (body: ChosenWay) => {
    setFields({})
    try {
      await chooseCollection(caseId, body, key)
      toast('已记下')
      await done()
    } catch (caught) {
      const error = asCallError(caught)
      setFields(error.fields ?? {})
      await tell('没有记下', Object.values(error.fields ?? {})[0] ?? error.message)
    }
    setKey(freshKey())
  }
  return (
    <Card>
      <ChoiceField
        name='collect-way'
        label='怎样领取纸质结果'
        required
        options={collection.ways.map((value) => ({ value, label: WAYS[value] }))}
        value={way}
        onChange={setWay}
      />
      {way === 'post' ? (
        <>
          <TextField
            name='collect-name'
            label='收件人'
            required
            value={to.name}
            onChange={(name) => setTo({ ...to, name })}
            {...wrong('name')}
          />
          <TextField
            name='collect-phone'
            label='收件人手机号'
            required
            type='phone'
            value={to.phone}
            onChange={(phone) => setTo({ ...to, phone })}
            {...wrong('phone')}
          />
          <TextArea
            name='collect-address'
            label='收件地址'
            hint='写到门牌号。只用来邮寄这份结果。'
            required
            value={to.address}
            onChange={(address) => setTo({ ...to, address })}
            maxLength={120}
            {...wrong('address')}
          />
        </>
      ) : null}
      <Button
        disabled={!known.success}
        onPress={() => known.success && send(known.data === 'post' ? { way: 'post', ...to } : { way: 'window' })}
      >
        {way === 'post' ? '寄到这个地址' : '确定'}
      </Button>
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
