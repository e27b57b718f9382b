import type { Form } from '@shared/contract/form'
import { fireEvent, render, screen } from '@testing-library/react'
import { emptyDraft } from '@/drafts/kept-draft'
import { viewOf } from '../draft/draft-view'
import { DraftNews } from './draft-news'

const form: Form = {
  serviceId: 'flexible-work',
  version: 'v1',
  steps: [
    {
      id: 'who',
      title: '您是谁',
      fields: [
        {
          id: 'household',
          label: '户籍',
          required: true,
          kind: 'choice',
          options: [
            { value: 'district', label: '本区' },
            { value: 'city', label: '本市其他区县' }
          ]
        }
      ]
    }
  ]
}
const kept = {
  ...emptyDraft('flexible-work', 'me-000001'),
  form,
  edits: { household: { value: 'district', order: 1 } },
  conflicts: { household: 'city' }
}
const progress = { saving: 'saved' as const, failure: null, onPhone: true, renewed: false }

it('a person whose two devices disagree reads both answers in words and chooses one', () => {
  const choose = jest.fn()
  render(<DraftNews view={viewOf(kept, progress)} form={form} keeper={{ choose, readDropped: async () => true }} />)
  expect(screen.getByText('这台设备：本区')).toBeTruthy()
  expect(screen.getByText('另一台设备：本市其他区县')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: '户籍用另一台设备填的' }))
  expect(choose).toHaveBeenCalledWith('household', false)
})

it('a person whose form has changed reads what could not be kept, until they say so', () => {
  const readDropped = jest.fn(async () => true)
  const base = {
    ...{ id: 'draft-0001', serviceId: 'flexible-work', serviceName: '灵活就业人员参保登记', formVersion: 'v2' },
    ...{ answers: {}, revision: 3, updatedAt: '2026-11-22T09:00:00.000+08:00', files: [] },
    dropped: [{ label: '学历', value: '本科' }]
  }
  const view = viewOf({ ...emptyDraft('flexible-work', 'me-000001'), form, base }, progress)
  render(<DraftNews view={view} form={form} keeper={{ choose: () => undefined, readDropped }} />)
  expect(screen.getByText('学历：本科')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: '知道了' }))
  expect(readDropped).toHaveBeenCalled()
})
