import type { TaskDetails } from '@shared/contract/tasks'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import { TextArea } from '@/kit/text-area/text-area'
import { toast } from '@/platform/feedback'
import { freshKey } from '@/platform/fresh-key'
import { decideTask } from '../api'
import { useAct, wrongAt } from './use-act'

interface DecisionFormProps {
  taskId: string
  decisions: NonNullable<TaskDetails['subject']>['decisions']
  done: () => Promise<void>
}

/** How the matter is decided, and why. The same press twice is one decision. */
export function DecisionForm({ taskId, decisions, done }: DecisionFormProps) {
  const [decision, setDecision] = useState('')
  const [reason, setReason] = useState('')
  const [key] = useState(freshKey)
  const { run, error, fields } = useAct()
  const chosen = decisions.find((one) => one.id === decision)
  const send = () =>
    run(async () => {
      const decided = await decideTask(taskId, { decision, reason }, `${key}-${decision}`.slice(0, 64))
      if (!decided) return
      toast('已办结')
      await done()
    })
  return (
    <section className='zj-desk__panel' aria-labelledby='task-decision'>
      <h2 id='task-decision'>办理意见</h2>
      <fieldset className='zj-desk__choices'>
        <legend>结论</legend>
        {decisions.map(({ id, label }) => (
          <label key={id} className='zj-desk__choice'>
            <input
              className='zj-desk__tick'
              type='radio'
              name='decision'
              checked={decision === id}
              onChange={() => setDecision(id)}
            />
            {label}
          </label>
        ))}
      </fieldset>
      <TextArea
        name='reason'
        label='理由'
        hint='会告知本人时，请用平实的话写清楚。'
        required={chosen?.needsReason ?? false}
        value={reason}
        onChange={setReason}
        maxLength={500}
        {...wrongAt(fields, 'reason')}
      />
      {error && !fields.reason ? <Notice tone='error'>{error.message}</Notice> : null}
      <Button narrow disabled={!chosen} onPress={send}>
        提交
      </Button>
    </section>
  )
}
