import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import { TextArea } from '@/kit/text-area/text-area'
import { toast } from '@/platform/feedback'
import { useAct, wrongAt } from './use-act'

interface NamedReasonProps {
  title: string
  send: (reason: string) => Promise<unknown>
  done: () => Promise<void>
}

/** Settles one line of a table by hand; colleagues read the reason. */
export function NamedReason({ title, send, done }: NamedReasonProps) {
  const [reason, setReason] = useState('')
  const { run, error, fields } = useAct()
  const act = () =>
    run(async () => {
      await send(reason)
      toast('已记录')
      await done()
    })
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <TextArea
        name='platform-reason'
        label='怎么处理的'
        hint='同事会看到这句话。'
        required
        value={reason}
        onChange={setReason}
        maxLength={300}
        {...wrongAt(fields, 'reason')}
      />
      {error && !fields.reason ? <Notice tone='error'>{error.message}</Notice> : null}
      <Button narrow onPress={act}>
        记录
      </Button>
    </section>
  )
}
