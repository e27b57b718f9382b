import type { SettledWay } from '@shared/contract/collections'
import type { DeskCaseDetail } from '@shared/contract/desk-cases'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import { freshKey } from '@/platform/fresh-key'
import { settleCollection } from '../api'
import { minuteInWords } from '../words'
import { DeskInput } from './desk-input'
import { useAct, wrongAt } from './use-act'

interface CollectDeskProps {
  detail: DeskCaseDetail
  acted: () => Promise<void>
}

const WAYS = { post: '邮寄', window: '到窗口领取', none: '不要纸质结果' } as const

/** 结果领取: what the applicant chose; sent off with carrier and number, or handed out at the window. */
export function CollectDesk({ detail, acted }: CollectDeskProps) {
  const [carrier, setCarrier] = useState('')
  const [number, setNumber] = useState('')
  const [key] = useState(freshKey)
  const { run, error, fields } = useAct()
  const { collection, id, state } = detail
  if (!collection) return null
  const settle = (body: SettledWay) =>
    run(async () => {
      await settleCollection(id, body, key)
      await acted()
    })
  const { way, stateLabel, to, parcel, settledAt, changeable } = collection
  return (
    <section className='zj-desk__panel' aria-labelledby='case-collection'>
      <h2 id='case-collection'>结果领取</h2>
      <dl className='zj-desk__facts'>
        <dt>申请人的选择</dt>
        <dd>{way === null ? '还没有选择' : WAYS[way]}</dd>
        <dt>现在</dt>
        <dd>{stateLabel}</dd>
        {to ? (
          <>
            <dt>寄给</dt>
            <dd>
              {to.name} {to.phone}，{to.address}
              <div className='zj-desk__note'>完整地址在“申请内容”里按原因查看。</div>
            </dd>
          </>
        ) : null}
        {parcel ? (
          <>
            <dt>快递</dt>
            <dd>
              {parcel.carrier} <span className='zj-desk__mono'>{parcel.number}</span>
            </dd>
          </>
        ) : null}
        {settledAt ? (
          <>
            <dt>时间</dt>
            <dd>{minuteInWords(settledAt)}</dd>
          </>
        ) : null}
      </dl>
      {changeable && state === 'completed' ? (
        <>
          {way === 'post' ? (
            <>
              <DeskInput
                name='carrier'
                label='快递公司'
                required
                value={carrier}
                onChange={setCarrier}
                {...wrongAt(fields, 'carrier')}
              />
              <DeskInput
                name='parcel'
                label='快递单号'
                required
                value={number}
                onChange={setNumber}
                {...wrongAt(fields, 'number')}
              />
            </>
          ) : null}
          {error ? <Notice tone='error'>{error.message}</Notice> : null}
          <div className='zj-desk__acts'>
            {way === 'post' ? (
              <Button
                narrow
                disabled={carrier.trim().length < 2 || number.trim().length < 6}
                onPress={() => settle({ state: 'posted', carrier, number })}
              >
                已寄出并告知
              </Button>
            ) : null}
            <Button kind='plain' narrow onPress={() => settle({ state: 'collected' })}>
              已在窗口领取
            </Button>
          </div>
        </>
      ) : null}
    </section>
  )
}
