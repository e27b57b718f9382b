import type { CaseDetail } from '@shared/contract/applications'
import { shownForm } from '@shared/contract/form-shown'
import { civilDateAt } from '@shared/values/civil-date'
import { View } from '@tarojs/components'
import { useState, useSyncExternalStore } from 'react'
import { caseAt } from '@/addresses'
import { Notice } from '@/kit/notice/notice'
import { toast } from '@/platform/feedback'
import { freshKey } from '@/platform/fresh-key'
import { replaceWith } from '@/platform/navigation'
import { stepUp } from '@/session/step-up'
import { answerCorrection } from '../api'
import { useConsents } from '../consent/use-consents'
import type { CorrectionKeeper } from '../draft/correction-keeper'
import type { HandedIn } from '../draft/hand-in'
import { submitCorrection } from '../draft/submit-correction'
import { wrongInOrder } from '../form/form-steps'
import { CorrectionList } from './correction-list'
import { FillInForm } from './fill-in-form'
import { UnknownOutcome } from './unknown-outcome'

/** What the department asks for, above the form. */
function Asked({ correction }: Pick<CaseDetail, 'correction'>) {
  return (
    <Notice tone='warn' title='部门请您补正'>
      <CorrectionList correction={correction} />
    </Notice>
  )
}

/** The case waits for the 补正; what was mended stays on the phone. */
const NOT_AGREED = {
  title: '还没有提交',
  text: '需要您同意向部门提供必要的信息才能在线提交。修改的内容都在，随时可以接着办。'
}

const failed = (title: string, text: string) => ({ title, text })

/** 补正: the form as it was handed in, to be mended and handed in again under the same case. */
export function CorrectionForm({ keeper, detail }: { keeper: CorrectionKeeper; detail: CaseDetail }) {
  const view = useSyncExternalStore(keeper.watch, keeper.view, keeper.view)
  const [told, setTold] = useState<{ title: string; text: string } | null>(null)
  const [sending, setSending] = useState(false)
  const consents = useConsents(detail.serviceId)

  const leave = async (words: string) => {
    await keeper.forget()
    toast(words)
    await replaceWith(caseAt(detail.id))
  }
  const follow = async (ended: HandedIn): Promise<Record<string, string> | undefined> => {
    if (ended.kind === 'accepted') await leave('补正已提交')
    else if (ended.kind === 'wrong-fields' && wrongInOrder(shownForm(view.form, view.answers), ended.fields).length > 0)
      return ended.fields
    else if (ended.kind === 'unknown') setTold(failed('还没有收到提交结果', ended.error.message))
    else if (ended.kind === 'refused' && ended.error.code === 'consent_required') setTold(NOT_AGREED)
    else if (ended.kind === 'refused') setTold(failed('没有提交成功', ended.error.message))
    else if (ended.kind === 'wrong-fields') setTold(failed('没有提交成功', Object.values(ended.fields).join('')))
    // The case waits for no 补正 any more: it was handed in on another device, or the department went on.
    else await leave('这个办件已经不需要补正了')
    return undefined
  }
  const submit = async () => {
    setSending(true)
    setTold(null)
    try {
      return await follow(
        await submitCorrection(keeper, {
          answer: (answers, key) => answerCorrection(detail.id, answers, key),
          freshKey,
          stepUp,
          agree: consents.missing
        })
      )
    } finally {
      setSending(false)
    }
  }
  const unknown = view.key !== null && !sending
  return (
    <FillInForm
      title={`补正：${detail.serviceName}`}
      form={view.form}
      // like the server: what was right on the day of application stays right
      today={civilDateAt(new Date(detail.submittedAt))}
      mend={detail.correction.map(({ item }) => item)}
      answers={view.answers}
      answersNow={() => keeper.view().answers}
      files={view.files}
      onEdit={keeper.edit}
      onFile={keeper.keepFile}
      note={view.onPhone ? '修改的内容存在手机上，提交后部门才能看到' : '手机存储空间不足，刚填的内容还没有保存'}
      submitLabel={unknown ? '再试一次' : '提交补正'}
      locked={unknown || sending}
      onSubmit={submit}
      notice={told}
      instead={consents.screen}
      top={
        <View>
          {told ? (
            <Notice tone='error' title={told.title}>
              {told.text}
            </Notice>
          ) : null}
          {unknown ? <UnknownOutcome /> : null}
          <Asked correction={detail.correction} />
        </View>
      }
    />
  )
}
