import type { Answers } from '@shared/contract/form'
import { shownForm } from '@shared/contract/form-shown'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import { instantWords } from '@/kit/when/when'
import { handBackRelay } from '../relay-api'
import { answerRelay, type RelayWork, saveRelay } from '../relay-work'
import { DeskFormField } from './form-field'
import { useAct } from './use-act'

/** What is typed is saved by itself once the clerk pauses. */
const SAVE_AFTER_MS = 2_000

function useSaving(edits: Answers, save: () => Promise<void>): void {
  const latest = useRef(save)
  latest.current = save
  useEffect(() => {
    if (Object.keys(edits).length === 0) return
    const timer = setTimeout(() => void latest.current(), SAVE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [edits])
}

interface RelayFormProps {
  work: RelayWork
  onDone: () => void
  onLeave: () => void
}

/** The person's own draft, filled in on at the window; files, signature and consents stay with the person. */
export function RelayForm({ work: { desk, edits }, onDone, onLeave }: RelayFormProps) {
  const answers = { ...desk.draft.answers, ...edits }
  const [kept, setKept] = useState<string[]>([])
  const { run, error } = useAct()
  const shown = shownForm(desk.form, answers)
  const labelsOf = (ids: string[]) =>
    desk.form.steps
      .flatMap(({ fields }) => fields)
      .filter(({ id }) => ids.includes(id))
      .map(({ label }) => label)
      .join('、')
  const save = async () => {
    const theirs = await saveRelay()
    setKept((all) => [...new Set([...all, ...theirs])])
    return theirs
  }
  const saveNow = () => run(save)
  useSaving(edits, saveNow)
  const handBack = () =>
    run(async () => {
      if ((await save()).length > 0) return
      await handBackRelay(desk.id)
      onDone()
    })
  return (
    <>
      <p className='zj-desk__note zj-desk__lead'>
        {desk.serviceName}。填到 {instantWords(desk.endsAt)}{' '}
        为止，停下来时自动保存；材料、签名和同意由本人在手机上完成。
      </p>
      {shown.steps.map((step) => (
        <section key={step.id} className='zj-desk__panel' aria-labelledby={`step-${step.id}`}>
          <h2 id={`step-${step.id}`}>{step.title}</h2>
          {step.fields.map((field) =>
            desk.personal.includes(field.id) ? (
              <p key={field.id}>{field.label}：请本人在手机上完成。</p>
            ) : (
              <DeskFormField
                key={field.id}
                field={field}
                answer={answers[field.id]}
                error={undefined}
                addFiles={async () => undefined}
                onChange={(value) => answerRelay(field.id, value)}
              />
            )
          )}
        </section>
      ))}
      {kept.length > 0 ? (
        <Notice tone='warn' title='本人刚在手机上改过'>
          这几项保留了本人填的内容，请核对：{labelsOf(kept)}。
        </Notice>
      ) : null}
      {error ? (
        <Notice tone='error'>
          {error.code === 'not_found' ? '本人已结束窗口填写，或者时间到了。' : error.message}
        </Notice>
      ) : null}
      <div className='zj-desk__acts'>
        <Button kind='plain' narrow onPress={saveNow}>
          保存
        </Button>
        <Button narrow onPress={handBack}>
          填好了，交还本人
        </Button>
        <Button kind='plain' narrow onPress={onLeave}>
          不填了
        </Button>
      </div>
    </>
  )
}
