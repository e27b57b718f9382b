import { type ChosenWay, type CollectWay, chosenWay } from '@shared/contract/collections'
import { useEffect, useState } from 'react'
import { Button } from '@/kit/button/button'
import { ChoiceField } from '@/kit/choice-field/choice-field'
import { TextArea } from '@/kit/text-area/text-area'
import { TextField } from '@/kit/text-field/text-field'
import { asCallError } from '@/platform/call-error'
import { tell, toast } from '@/platform/feedback'

export const WAYS = { post: '邮寄给我', window: '到窗口领取', none: '不要纸质结果' } as const satisfies Record<
  ChosenWay['way'],
  string
>

interface WayFormProps {
  /** what the item offers */
  ways: CollectWay[]
  way: ChosenWay['way'] | null
  /** rejects with CallError */
  send: (body: ChosenWay) => Promise<void>
  hint?: string
  /** whether something is chosen here that was not sent yet */
  onPending?: (pending: boolean) => void
}

/** The applicant's choice, with an address for the post. */
export function WayForm({ ways, way: first, send, hint, onPending }: WayFormProps) {
  const [way, setWay] = useState<string>(first ?? '')
  const [to, setTo] = useState({ name: '', phone: '', address: '' })
  const [fields, setFields] = useState<Record<string, string>>({})
  const known = chosenWay.safeParse(way)
  const wrong = (name: string) => ({ error: fields[`body.${name}`] })
  const pending = way !== (first ?? '') || (way === 'post' && Object.values(to).some(Boolean))
  useEffect(() => {
    onPending?.(pending)
    return () => onPending?.(false)
  }, [onPending, pending])
  const choose = async (chosen: ChosenWay['way']) => {
    setFields({})
    try {
      await send(chosen === 'post' ? { way: chosen, ...to } : { way: chosen })
      toast('已记下')
    } catch (caught) {
      const error = asCallError(caught)
      setFields(error.fields ?? {})
      await tell('没有记下', Object.values(error.fields ?? {})[0] ?? error.message)
    }
  }
  return (
    <>
      <ChoiceField
        name='collect-way'
        label='怎样领取纸质结果'
        {...(hint ? { hint } : {})}
        options={[...ways, 'none' as const].map((value) => ({ value, label: WAYS[value] }))}
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
      <Button narrow kind='plain' disabled={!known.success} onPress={() => known.success && choose(known.data)}>
        {way === 'post' ? '寄到这个地址' : '就这样领取'}
      </Button>
    </>
  )
}
