import type { Answers } from '@shared/contract/form'
import { shownForm } from '@shared/contract/form-shown'
import type { DeskDraft } from '@shared/contract/relays'
import { useRef, useState } from 'react'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import { instantWords } from '@/kit/when/when'
import { freshKey } from '@/platform/fresh-key'
import { handBackRelay, saveRelayDraft } from '../relay-api'
import { DeskFormField } from './form-field'
import { useAct } from './use-act'

/** Numbers the edits of one visit and sends them; what the person changed meanwhile stays theirs. */
function useRelay(taken: DeskDraft) {
  const [desk, setDesk] = useState(taken)
  const [edits, setEdits] = useState<Answers>({})
  const visit = useRef({ name: freshKey(), order: 0 })
  const save = async () => {
    if (Object.keys(edits).length === 0) return []
    visit.current.order += 1
    const { order, name } = visit.current
    const orders = Object.fromEntries(Object.keys(edits).map((field) => [field, order]))
    const seen = { draftId: desk.draft.id, revision: desk.draft.revision }
    const saved = await saveRelayDraft(desk.id, edits, { visit: name, seen, orders })
    setDesk(saved)
    setEdits({})
    return (saved.draft.conflicts ?? []).map(({ field }) => field)
  }
  const answer = (field: string, value: Answers[string]) => setEdits((was) => ({ ...was, [field]: value }))
  return { desk, answers: { ...desk.draft.answers, ...edits }, edited: Object.keys(edits).length > 0, answer, save }
}

/** The person's own draft, filled in on at the window; files, signature and consents stay with the person. */
export function RelayForm({ taken, onDone }: { taken: DeskDraft; onDone: () => void }) {
  const { desk, answers, edited, answer, save } = useRelay(taken)
  const [kept, setKept] = useState<string[]>([])
  const { run, error } = useAct()
  const shown = shownForm(desk.form, answers)
  const labelsOf = (ids: string[]) =>
    desk.form.steps
      .flatMap(({ fields }) => fields)
      .filter(({ id }) => ids.includes(id))
      .map(({ label }) => label)
      .join('、')
  const saveNow = () => run(async () => setKept(await save()))
  const handBack = () =>
    run(async () => {
      const theirs = await save()
      setKept(theirs)
      if (theirs.length > 0) return
      await handBackRelay(desk.id)
      onDone()
    })
  return (
    <>
      <p className='zj-desk__note zj-desk__lead'>
        {desk.serviceName}。填到 {instantWords(desk.endsAt)} 为止；材料、签名和同意由本人在手机上完成。
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
                onChange={(value) => answer(field.id, value)}
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
        <Button kind='plain' narrow disabled={!edited} onPress={saveNow}>
          保存
        </Button>
        <Button narrow onPress={handBack}>
          填好了，交还本人
        </Button>
      </div>
    </>
  )
}
