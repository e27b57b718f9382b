import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import { TextArea } from '@/kit/text-area/text-area'
import type { ActForm } from './act-form'
import { DeskSelect } from './desk-input'

/** 补正: the tick-list. Everything at once (一次告知); only what is ticked reopens for the citizen. */
export function AskForm({ detail, send, fields }: ActForm) {
  const [reasons, setReasons] = useState<Record<string, string>>({})
  const set = (field: string, reason: string) => setReasons((was) => ({ ...was, [field]: reason }))
  const tick = (field: string) =>
    setReasons(({ [field]: had, ...rest }) => (had === undefined ? { ...rest, [field]: '' } : rest))
  const items = detail.tickable.flatMap(({ field }) => {
    const reason = reasons[field]
    return reason === undefined ? [] : [{ field, reason }]
  })
  const told = Object.entries(fields).find(([name]) => name.startsWith('items'))?.[1]
  return (
    <div className='zj-desk__part'>
      <fieldset className='zj-desk__choices'>
        <legend>勾选要补正的内容，写明原因（一次告知全部）</legend>
        {detail.tickable.map(({ field, label, material }) => (
          <div key={field}>
            <label className='zj-desk__choice'>
              <input
                className='zj-desk__tick'
                type='checkbox'
                checked={reasons[field] !== undefined}
                onChange={() => tick(field)}
              />
              {label}
              {material ? '（材料）' : ''}
            </label>
            {reasons[field] === undefined ? null : (
              <>
                <DeskSelect
                  name={`template-${field}`}
                  label={`常用原因：${label}`}
                  value=''
                  onChange={(text) => set(field, text)}
                  options={detail.templates.ask.map((text) => ({ value: text, label: text }))}
                />
                <TextArea
                  name={`reason-${field}`}
                  label={`原因：${label}`}
                  required
                  value={reasons[field] ?? ''}
                  onChange={(text) => set(field, text)}
                  maxLength={500}
                />
              </>
            )}
          </div>
        ))}
      </fieldset>
      {told ? <Notice tone='error'>{told}</Notice> : null}
      <Button
        narrow
        disabled={items.length === 0 || items.some(({ reason }) => reason.trim().length < 2)}
        onPress={() => send({ act: 'ask', items })}
      >
        发出补正通知
      </Button>
    </div>
  )
}
