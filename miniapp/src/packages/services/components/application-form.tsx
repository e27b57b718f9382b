import type { Form } from '@shared/contract/form'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { CASES, caseAt, receiptOf } from '@/addresses'
import { Notice } from '@/kit/notice/notice'
import { asCallError } from '@/platform/call-error'
import { toast } from '@/platform/feedback'
import { freshKey } from '@/platform/fresh-key'
import { replaceWith } from '@/platform/navigation'
import { showForm, submitDraft } from '../api'
import type { DraftKeeper } from '../draft/draft-keeper'
import type { DraftView } from '../draft/draft-view'
import { savingWords } from '../draft/saving-words'
import { type Submitted, submitApplication } from '../draft/submit-application'
import { fieldLabels } from '../form/field-labels'
import { firstWrong } from '../form/form-steps'
import { FillInForm } from './fill-in-form'

/** What stands above the form after something unexpected, in words for the citizen. */
type Told = { tone: 'warn' | 'error'; title: string; text: string } | null

const FORM_CHANGED: Told = { tone: 'warn', title: '申请表刚刚更新', text: '已填的内容都保留了，请核对后再提交。' }

function changedElsewhere(form: Form, fieldIds: string[] | undefined): Told {
  if (fieldIds === undefined)
    return { tone: 'error', title: '草稿有变化，但没有载入成功', text: '请检查网络后再提交。' }
  const labels = fieldLabels(form, fieldIds)
  return {
    tone: 'warn',
    title: '草稿在另一台设备上改过',
    text: labels ? `已载入最新内容，请核对：${labels}。` : '已载入最新内容，请核对后再提交。'
  }
}

/** Does what follows an outcome. Resolves to what to tell and which fields to mark; leaves the page on success. */
async function follow(
  ended: Submitted,
  keeper: DraftKeeper,
  form: Form
): Promise<{ told: Told; wrong?: Record<string, string> }> {
  switch (ended.kind) {
    case 'accepted':
      await keeper.forget()
      await replaceWith(receiptOf(ended.case.id))
      return { told: null }
    case 'already':
      await keeper.forget()
      toast('这份申请已经提交过了')
      await replaceWith(ended.caseId ? caseAt(ended.caseId) : CASES)
      return { told: null }
    case 'wrong-fields':
      return firstWrong(form, ended.fields)
        ? { told: null, wrong: ended.fields }
        : { told: { tone: 'error', title: '没有提交成功', text: Object.values(ended.fields).join('') } }
    case 'form-changed':
      keeper.keepForm(await showForm(form.serviceId))
      return { told: FORM_CHANGED }
    case 'changed-elsewhere':
      return { told: changedElsewhere(form, await keeper.reload()) }
    case 'not-saved':
      return { told: { tone: 'error', title: '还没有提交', text: asCallError(keeper.view().failure).message } }
    case 'unknown':
      return { told: { tone: 'error', title: '还没有收到提交结果', text: ended.error.message } }
    case 'refused':
      return { told: { tone: 'error', title: '没有提交成功', text: ended.error.message } }
  }
}

/** Sees to it that the form is the published one; a new version keeps the answers. */
function useFreshForm(keeper: DraftKeeper, form: Form | null, tell: (told: Told) => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each opened draft
  useEffect(() => {
    if (!form || keeper.view().attempt) return
    showForm(form.serviceId).then(
      (published) => {
        if (published.version === form.version) return
        keeper.keepForm(published)
        tell(FORM_CHANGED)
      },
      // No network: the kept form will do, and 提交 checks the version again.
      () => undefined
    )
  }, [keeper])
}

function News({ view, form }: { view: DraftView; form: Form }) {
  const both = fieldLabels(form, view.news.both)
  return (
    <>
      {view.news.renewed ? (
        <Notice tone='warn' title='原来的草稿已经不在了'>
          它可能已在另一台设备上提交或删除。下面是一份新的草稿，提交前请先看看“我的办件”。
        </Notice>
      ) : null}
      {both ? (
        <Notice tone='warn' title='两台设备都改过'>
          这几项已采用这台设备上填的内容，请核对：{both}。
        </Notice>
      ) : null}
    </>
  )
}

/** The application of one draft: fill in, check, submit. */
export function ApplicationForm({ keeper }: { keeper: DraftKeeper }) {
  const view = useSyncExternalStore(keeper.watch, keeper.view, keeper.view)
  const [told, setTold] = useState<Told>(null)
  const [sending, setSending] = useState(false)
  const { form } = view
  useFreshForm(keeper, form, setTold)
  if (!form) return null

  const submit = async () => {
    setSending(true)
    setTold(null)
    try {
      const ended = await submitApplication(keeper, form.version, { submit: submitDraft, freshKey })
      const next = await follow(ended, keeper, form)
      setTold(next.told)
      return next.wrong
    } catch (caught) {
      setTold({ tone: 'error', title: '没有提交成功', text: asCallError(caught).message })
      return undefined
    } finally {
      setSending(false)
    }
  }
  const unknown = view.attempt !== null && !sending
  return (
    <FillInForm
      title={view.base?.serviceName ?? '在线申请'}
      form={form}
      answers={view.answers}
      answersNow={() => keeper.view().answers}
      files={view.files}
      onEdit={keeper.edit}
      onFile={keeper.keepFile}
      note={savingWords(view)}
      submitLabel={unknown ? '再试一次' : '提交'}
      locked={unknown || sending}
      onSubmit={submit}
      notice={told}
      top={
        <>
          {told ? (
            <Notice tone={told.tone} title={told.title}>
              {told.text}
            </Notice>
          ) : null}
          {unknown ? (
            <Notice tone='warn' title='请确认提交结果'>
              上一次提交还没有收到回应，可能已经成功。点“再试一次”确认结果，不会重复提交。
            </Notice>
          ) : null}
          <News view={view} form={form} />
        </>
      }
    />
  )
}
