import type { Form } from '@shared/contract/form'
import { shownForm } from '@shared/contract/form-shown'
import { CASES, caseAt, receiptOf } from '@/addresses'
import { asCallError } from '@/platform/call-error'
import { toast } from '@/platform/feedback'
import { replaceWith } from '@/platform/navigation'
import { showForm } from '../api'
import { fieldLabels } from '../form/field-labels'
import { wrongInOrder } from '../form/form-steps'
import type { DraftKeeper } from './draft-keeper'
import type { Submitted } from './submit-application'

/** What stands above the form after something unexpected, in words for the citizen. */
export type Told = { tone: 'warn' | 'error'; title: string; text: string } | null

export const NOT_AGREED: Told = {
  tone: 'warn',
  title: '还没有提交',
  text: '需要您同意向部门提供必要的信息才能在线提交。填写的内容都在草稿里，随时可以接着办。'
}

export const FORM_CHANGED: Told = {
  tone: 'warn',
  title: '申请表刚刚更新',
  text: '已填的内容都保留了，请核对后再提交。'
}

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
export async function followSubmission(
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
      return wrongInOrder(shownForm(form, keeper.view().answers), ended.fields).length > 0
        ? { told: null, wrong: ended.fields }
        : { told: { tone: 'error', title: '没有提交成功', text: Object.values(ended.fields).join('') } }
    case 'form-changed':
      keeper.keepForm(await showForm(form.serviceId))
      return { told: FORM_CHANGED }
    case 'changed-elsewhere':
      return { told: changedElsewhere(form, await keeper.reload()) }
    case 'not-saved':
      return { told: { tone: 'error', title: '还没有提交', text: asCallError(keeper.view().failure).message } }
    case 'to-choose':
      return { told: { tone: 'warn', title: '还没有提交', text: '有内容在两台设备上填得不一样，请先选好用哪一个。' } }
    case 'unknown':
      return { told: { tone: 'error', title: '还没有收到提交结果', text: ended.error.message } }
    case 'refused':
      if (ended.error.code === 'consent_required') return { told: NOT_AGREED }
      // The draft is gone: loading again begins a new one with everything on the screen.
      if (ended.error.code === 'not_found') await keeper.reload()
      return {
        told: { tone: 'error', title: '没有提交成功', text: ended.error.message + (ended.error.fields?.until ?? '') }
      }
  }
}
