import type { Form } from '@shared/contract/form'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { saveDraft } from '@/drafts/api'
import { emptyDraft } from '@/drafts/kept-draft'
import { phone } from '../../../../test-mocks/taro'
import { makeDraftKeeper } from '../draft/draft-keeper'
import { ApplicationForm } from './application-form'

const at = '2026-11-22T09:00:00.000+08:00'
const prefill = { from: ['identity.name'] }
const form: Form = {
  serviceId: 'flexible-work',
  version: 'v1',
  steps: [
    {
      id: 'who',
      title: '您的身份',
      fields: [
        { id: 'name', label: '姓名', required: true, kind: 'person-name', prefill },
        { id: 'phone', label: '手机号码', required: true, kind: 'phone', prefill }
      ]
    }
  ]
}
const came = (field: string, value: string) => ({ field, value, source: '实名信息', at, disputable: false })
const values = [came('name', '张三'), came('phone', '19900000001')]

/** The form, open, while the sources have not answered yet; `arrives` lets them. */
async function opened() {
  let arrives: () => Promise<void> = async () => undefined
  const answered = new Promise<void>((resolve) => {
    arrives = () => act(async () => resolve())
  })
  phone.answers(async ({ url, data }) => {
    if (url.endsWith('/prefill')) {
      await answered
      return { statusCode: 200, data: { values, silent: [] } }
    }
    if (!url.endsWith('/draft')) return { statusCode: 404, data: {} }
    const { edits } = JSON.parse(JSON.stringify(data))
    const draft = { id: 'draft-0001', serviceId: 'flexible-work', serviceName: '灵活就业人员参保登记' }
    const saved = { formVersion: 'v1', answers: edits, revision: 1, updatedAt: at, files: [] }
    return { statusCode: 200, data: { ...draft, ...saved } }
  })
  const place = { read: async () => undefined, write: async () => true, drop: async () => undefined }
  const begun = { ...emptyDraft('flexible-work', 'me-000001'), form }
  const keeper = makeDraftKeeper(begun, place, (batch) => saveDraft('flexible-work', batch), 'visit-000001')
  await keeper.flush()
  render(<ApplicationForm keeper={keeper} />)
  return { arrives: () => arrives(), answers: () => keeper.view().answers }
}
const name = () => screen.getByLabelText(/姓名/)

it('what comes for the field somebody types in waits until they leave it, and what they wrote stays', async () => {
  const { arrives, answers } = await opened()
  fireEvent.focus(name())
  await arrives()
  // the input method may be composing: the field is as it was, the others are filled in
  expect(answers()).toEqual({ phone: '19900000001' })
  fireEvent.change(name(), { target: { value: '张三丰' } })
  await act(async () => fireEvent.blur(name()))
  expect(answers()).toEqual({ name: '张三丰', phone: '19900000001' })
})

it('who leaves the field blank finds it filled in', async () => {
  const { arrives, answers } = await opened()
  fireEvent.focus(name())
  await arrives()
  await act(async () => fireEvent.blur(name()))
  expect(answers()).toEqual({ name: '张三', phone: '19900000001' })
  expect(screen.queryByText(/有误需要修改|请填写/)).toBeNull()
})
