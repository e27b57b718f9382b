import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import { TextArea } from '@/kit/text-area/text-area'
import type { ActForm } from './act-form'
import { DeskInput, DeskSelect } from './desk-input'
import { ReasonField } from './reason-field'
import { wrongAt } from './use-act'

const NOTHING = { department: '', question: '', days: '3' }

/** 会办: another department is asked, with a day to answer by. */
export function ConsultForm({ detail, send, fields }: ActForm) {
  const [asked, setAsked] = useState(NOTHING)
  const days = Number(asked.days)
  const change = (more: Partial<typeof NOTHING>) => setAsked({ ...asked, ...more })
  return (
    <div className='zj-desk__part'>
      <DeskSelect
        name='department'
        label='部门'
        required
        value={asked.department}
        onChange={(department) => change({ department })}
        options={detail.departments.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextArea
        name='question'
        label='要问的问题'
        hint='对方只看到这段话、事项和办件编号，看不到申请内容；不要写多余的个人信息。'
        required
        value={asked.question}
        onChange={(question) => change({ question })}
        maxLength={500}
        {...wrongAt(fields, 'asks.0.question')}
      />
      <DeskInput
        name='days'
        label='几个工作日内答复'
        required
        value={asked.days}
        onChange={(value) => change({ days: value.replace(/\D/g, '').slice(0, 2) })}
      />
      {fields.asks ? <Notice tone='error'>{fields.asks}</Notice> : null}
      <Button
        narrow
        disabled={!asked.department || asked.question.trim().length < 2 || days < 1 || days > 30}
        onPress={() =>
          send({ act: 'consult', asks: [{ department: asked.department, question: asked.question, days }] })
        }
      >
        发出
      </Button>
    </div>
  )
}

/** The applicant has paid at the window. */
export function PaidForm({ send, fields }: ActForm) {
  const [receiptNo, setReceiptNo] = useState('')
  return (
    <div className='zj-desk__part'>
      <DeskInput
        name='receiptNo'
        label='票据号'
        required
        value={receiptNo}
        onChange={setReceiptNo}
        {...wrongAt(fields, 'receiptNo')}
      />
      <Button narrow disabled={receiptNo.trim().length < 2} onPress={() => send({ act: 'paid', receiptNo })}>
        登记缴费
      </Button>
    </div>
  )
}

/** The second person does not agree: the decision goes back to who wrote it. */
export function SendBackForm({ send, fields }: ActForm) {
  const [reason, setReason] = useState('')
  return (
    <div className='zj-desk__part'>
      <ReasonField
        label='退回的原因'
        hint='只给同事看，记入办理过程。'
        value={reason}
        onChange={setReason}
        fields={fields}
      />
      <Button narrow disabled={reason.trim().length < 2} onPress={() => send({ act: 'send-back', reason })}>
        退回
      </Button>
    </div>
  )
}
