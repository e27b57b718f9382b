import { type Answers, formFields } from '@shared/contract/form'
import { checkAnswers } from '@shared/contract/form-check'
import { formAskingFor, shownForm } from '@shared/contract/form-shown'
import type { Confirmation } from '@shared/contract/intakes'
import { civilDateAt } from '@shared/values/civil-date'
import { useEffect, useState } from 'react'
import { Button } from '@/kit/button/button'
import { Notice } from '@/kit/notice/notice'
import { pickFiles } from '@/platform/pick-files'
import { useWatched } from '@/platform/watched'
import { handInIntake, uploadIntakeFile } from '../api'
import {
  addIntakeFiles,
  answerIntake,
  changeIntake,
  type IntakeWork,
  intakeKeeping,
  type Keeping,
  keepWhatIsLeft
} from '../intake-work'
import { DeskFormField } from './form-field'
import { IntakeConfirmation } from './intake-confirmation'
import { IntakeSituation } from './intake-situation'
import { useAct } from './use-act'

interface IntakeFormProps {
  work: IntakeWork
  onDone: (handedIn: { caseId: string; number: string }) => void
  /** Rejects with CallError. */
  onLeave: () => Promise<void>
}

/** Only what needs an act is announced; a line that changes at every pause in typing is not. */
function KeptOrNot({ keeping }: { keeping: Keeping }) {
  if (keeping === 'kept' || keeping === 'keeping')
    return <p className='zj-desk__note zj-desk__lead'>{keeping === 'kept' ? '已自动保存。' : '正在保存…'}</p>
  return keeping === 'unsaved' ? (
    <Notice tone='warn' title='还没有保存上'>
      正在重试，请先不要刷新或关闭页面。
    </Notice>
  ) : (
    <Notice tone='warn' title='这里的改动没有保存'>
      这份录入在另一个页面里改过、已经提交或者超过了 24 小时。请刷新页面，看最新的。
    </Notice>
  )
}

/** The item's own form, filled in by a clerk for the person before them; the person agrees, confirms and is told the number. */
export function IntakeForm({ work, onDone, onLeave }: IntakeFormProps) {
  const { intake, answers, agreed, situation, signature, key } = work
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [unclear, setUnclear] = useState<string[]>([])
  const { run, error, fields } = useAct()
  const keeping = useWatched(intakeKeeping)
  useEffect(keepWhatIsLeft, [])
  const form = formAskingFor(intake.form, intake.situations.find(({ id }) => id === situation)?.materials)
  const shown = shownForm(form, answers)
  const told = { ...fields, ...wrong }
  const answer = (field: string, value: Answers[string]) => {
    answerIntake(field, value)
    setWrong(({ [field]: _, ...rest }) => rest)
  }
  const addFiles = (field: string, most: number) =>
    run(async () => {
      const ids: string[] = []
      for (const picked of await pickFiles(most)) {
        const file = await uploadIntakeFile(intake.id, picked)
        ids.push(file.id)
        if (file.unclear) setUnclear((all) => [...all, file.name])
      }
      addIntakeFiles(field, ids)
      setWrong(({ [field]: _, ...rest }) => rest)
    })
  const send = (confirmation: Confirmation) =>
    run(async () => {
      const checked = checkAnswers(form, answers, civilDateAt(new Date()))
      setWrong(checked.ok ? {} : checked.fields)
      if (!checked.ok) return
      const body = {
        formVersion: intake.form.version,
        answers: checked.value,
        agreed,
        confirmation,
        situation: situation || undefined
      }
      onDone(await handInIntake(intake.id, body, key))
    })
  const listed = formFields(shown).filter(({ id }) => told[id])
  return (
    <>
      <p className='zj-desk__note zj-desk__lead'>
        {intake.serviceName}，申请人 {intake.applicant}
        。填好的内容加密保存在服务器上：刷新、关闭页面或退出后，您本人 24
        小时内重新登录可以接着填；点“不录入了”立即删除。
      </p>
      <KeptOrNot keeping={keeping} />
      <IntakeSituation
        situations={intake.situations}
        chosen={situation}
        onChoose={(id) => changeIntake(() => ({ situation: id }))}
      />
      {shown.steps.map((step) => (
        <section key={step.id} className='zj-desk__panel' aria-labelledby={`step-${step.id}`}>
          <h2 id={`step-${step.id}`}>{step.title}</h2>
          {step.fields.map((field) => (
            <DeskFormField
              key={field.id}
              field={field}
              answer={answers[field.id]}
              error={told[field.id]}
              addFiles={addFiles}
              onChange={(value) => answer(field.id, value)}
            />
          ))}
        </section>
      ))}
      <section className='zj-desk__panel' aria-labelledby='intake-sharings'>
        <h2 id='intake-sharings'>向部门提供信息</h2>
        {intake.sharings.map((sharing) => (
          <label key={sharing.id} className='zj-desk__choice'>
            <input
              className='zj-desk__tick'
              type='checkbox'
              checked={agreed.includes(sharing.id)}
              onChange={({ target }) =>
                changeIntake(({ agreed: was }) => ({
                  agreed: target.checked ? [...was, sharing.id] : was.filter((one) => one !== sharing.id)
                }))
              }
            />
            {`${sharing.department.name}：${sharing.purpose}（${sharing.fields.join('、')}）。已读给本人听，本人同意。`}
          </label>
        ))}
      </section>
      <IntakeConfirmation
        intakeId={intake.id}
        phone={String(answers[intake.fields.phone] ?? '')}
        fields={fields}
        signature={signature}
        onSigned={(id) => changeIntake(() => ({ signature: id }))}
        onConfirm={send}
      />
      {unclear.length > 0 ? (
        <Notice tone='warn' title='照片好像看不清，要重拍吗？'>
          {unclear.join('、')}。看得清就继续；看不清的，请点“重新上传”。
        </Notice>
      ) : null}
      {error ? <Notice tone='error'>{error.message}</Notice> : null}
      {listed.length > 0 ? (
        <Notice tone='error' title='改好这几项再提交：'>
          <ul className='zj-desk__list'>
            {listed.map(({ id, label }) => (
              <li key={id}>{`${label}：${told[id]}`}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <div className='zj-desk__acts zj-desk__part'>
        <Button kind='plain' narrow onPress={() => run(onLeave)}>
          不录入了
        </Button>
      </div>
    </>
  )
}
