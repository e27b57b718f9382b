import { DESK_ACTS, type DeskActKind, type DeskCaseAct, type DeskCaseDetail } from '@shared/contract/desk-cases'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import { toast } from '@/platform/feedback'
import { freshKey } from '@/platform/fresh-key'
import { actOnDeskCase } from '../api'
import type { ActForm } from './act-form'
import { AskForm } from './ask-form'
import { CompleteForm } from './complete-form'
import { ConsultForm, PaidForm, SendBackForm } from './decision-forms'
import { ForwardForm, PauseForm, RefuseForm } from './reason-forms'
import { Toggle } from './toggle'
import { useAct } from './use-act'

const FORMS = {
  refuse: RefuseForm,
  ask: AskForm,
  pause: PauseForm,
  forward: ForwardForm,
  complete: CompleteForm,
  consult: ConsultForm,
  paid: PaidForm,
  'send-back': SendBackForm
} as const satisfies Partial<Record<DeskActKind, (given: ActForm) => unknown>>

const PLAIN = ['take', 'accept', 'review', 'charge', 'resume', 'approve'] as const
const WITH_FORM = ['refuse', 'ask', 'consult', 'paid', 'pause', 'forward', 'complete', 'send-back'] as const

/** Everything that can be done with the case now. The same press twice is one act. */
export function CaseActs({ detail, acted }: { detail: DeskCaseDetail; acted: () => Promise<void> }) {
  const [chosen, setChosen] = useState<(typeof WITH_FORM)[number] | null>(null)
  const [key] = useState(freshKey)
  const { run, error, fields } = useAct()
  const send = (act: DeskCaseAct) =>
    run(async () => {
      await actOnDeskCase(detail.id, act, `${key}-${act.act}`.slice(0, 64))
      toast(`已${DESK_ACTS[act.act]}`)
      await acted()
    })
  if (detail.acts.length === 0) return null
  const Form = chosen && FORMS[chosen]
  return (
    <section className='zj-desk__panel' aria-labelledby='case-acts'>
      <h2 id='case-acts'>办理</h2>
      <div className='zj-desk__acts'>
        {PLAIN.filter((act) => detail.acts.includes(act)).map((act) => (
          <Button key={act} narrow onPress={() => send({ act })}>
            {DESK_ACTS[act]}
          </Button>
        ))}
        {WITH_FORM.filter((act) => detail.acts.includes(act)).map((act) => (
          <Toggle
            key={act}
            title={DESK_ACTS[act]}
            on={chosen === act}
            onPress={() => setChosen(chosen === act ? null : act)}
          />
        ))}
      </div>
      {error && Object.keys(fields).length === 0 ? <Notice tone='error'>{error.message}</Notice> : null}
      {fields.act ? <Notice tone='error'>{fields.act}</Notice> : null}
      {Form ? <Form key={chosen} detail={detail} send={send} fields={fields} /> : null}
    </section>
  )
}
