import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { TextArea } from '@/kit/text-area/text-area'
import type { ActForm } from './act-form'
import { DeskInput, DeskSelect } from './desk-input'
import { BasisField, ReasonField } from './reason-field'
import { wrongAt } from './use-act'

/** 不予受理 with its legal basis. */
export function RefuseForm({ detail, send, fields }: ActForm) {
  const [basis, setBasis] = useState('')
  const [reason, setReason] = useState('')
  const { refuse } = detail.templates
  const start = (text: string) => {
    const template = refuse.find((one) => one.reason === text)
    if (!template) return
    setBasis(template.basis)
    setReason(template.reason)
  }
  return (
    <div className='zj-desk__part'>
      <DeskSelect
        name='template'
        label='常用说明'
        value=''
        onChange={start}
        options={refuse.map((one) => ({ value: one.reason, label: one.reason }))}
      />
      <BasisField value={basis} onChange={setBasis} fields={fields} />
      <ReasonField value={reason} onChange={setReason} fields={fields} />
      <Button narrow onPress={() => send({ act: 'refuse', basis, reason })}>
        不予受理并告知
      </Button>
    </div>
  )
}

/** The clock stands still until a named day at the latest. */
export function PauseForm({ detail, send, fields }: ActForm) {
  const [until, setUntil] = useState('')
  const [reason, setReason] = useState('')
  return (
    <div className='zj-desk__part'>
      <DeskInput
        name='until'
        label='最晚到哪天恢复'
        type='date'
        required
        value={until}
        onChange={setUntil}
        {...wrongAt(fields, 'until')}
      />
      <DeskSelect
        name='template'
        label='常用原因'
        value=''
        onChange={setReason}
        options={detail.templates.pause.map((text) => ({ value: text, label: text }))}
      />
      <ReasonField label='原因' value={reason} onChange={setReason} fields={fields} />
      <Button narrow disabled={!until} onPress={() => send({ act: 'pause', until, reason })}>
        暂停计时并告知
      </Button>
    </div>
  )
}

/** To another clerk of the same department. */
export function ForwardForm({ detail, send, fields }: ActForm) {
  const [to, setTo] = useState('')
  const [note, setNote] = useState('')
  return (
    <div className='zj-desk__part'>
      <DeskSelect
        name='to'
        label='转交给'
        required
        value={to}
        onChange={setTo}
        options={detail.colleagues.map(({ id, name, title }) => ({ value: id, label: `${name}（${title}）` }))}
        {...wrongAt(fields, 'to')}
      />
      <TextArea name='note' label='交代' required={false} value={note} onChange={setNote} maxLength={500} />
      <Button narrow disabled={!to} onPress={() => send({ act: 'forward', to, note })}>
        确认转交
      </Button>
    </div>
  )
}
