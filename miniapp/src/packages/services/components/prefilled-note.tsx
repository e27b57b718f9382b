import type { Field } from '@shared/contract/form'
import type { Prefilled } from '@shared/contract/prefill'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/kit/button/button'
import { Press } from '@/kit/press/press'
import { TextArea } from '@/kit/text-area/text-area'
import { instantWords } from '@/kit/when/when'
import { asCallError } from '@/platform/call-error'
import { toast } from '@/platform/feedback'
import './prefilled-note.scss'

/** What is wrong with it, in the person's words, for the department of the source. */
function Dispute({ field, label, onSend }: { field: string; label: string; onSend: (text: string) => Promise<void> }) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const send = async () => {
    if (text.trim().length < 2) return setProblem('请写明哪里不对。')
    try {
      await onSend(text.trim())
      toast('已转给登记部门核查，这里可以先按实际情况填写')
    } catch (caught) {
      setProblem(asCallError(caught).message)
    }
  }
  return (
    <View>
      <TextArea
        name={`dispute-${field}`}
        label={`${label}哪里不对`}
        hint='会转给登记部门核查，结果在消息里告诉您。'
        required
        value={text}
        maxLength={200}
        onChange={setText}
        {...(problem ? { error: problem } : {})}
      />
      <Button narrow onPress={send}>
        转给部门核查
      </Button>
    </View>
  )
}

export interface PrefilledNoteProps {
  prefilled: Prefilled
  field: Pick<Field, 'kind' | 'label'>
  onDispute: (text: string) => Promise<void>
}

/** Below a value that came by itself: where it is from, of what time, and the way to say that it is wrong. */
export function PrefilledNote({ prefilled, field: { kind, label }, onDispute }: PrefilledNoteProps) {
  const [disputing, setDisputing] = useState(false)
  const { field, source, at, disputable } = prefilled
  return (
    <View className='sv-prefilled'>
      <View className='sv-prefilled__line'>
        <View>
          {kind === 'upload' ? '免提交，不用拍照，来自' : '自动填写，来自'}
          {source}（{instantWords(at)}）
        </View>
        {disputable && !disputing ? (
          <Press className='sv-prefilled__wrong' label={`${label}有误`} onPress={() => setDisputing(true)}>
            有误？
          </Press>
        ) : null}
      </View>
      {disputing ? <Dispute field={field} label={label} onSend={onDispute} /> : null}
    </View>
  )
}
