import { act, fireEvent, render, screen } from '@testing-library/react'
import { phone } from '../../test-mocks/taro'
import { DraftList } from './draft-list'
import { draftPlace } from './phone-place'

const draft = {
  id: 'draft-0001',
  serviceId: 'flexible-work',
  serviceName: '灵活就业人员参保登记',
  updatedAt: '2026-11-22T09:00:00.000+08:00'
}
const discard = async () => {
  await act(async () => fireEvent.click(screen.getByRole('button', { name: /^删除草稿/ })))
  await act(async () => fireEvent.click(screen.getByRole('button', { name: '删除', hidden: true })))
}

beforeEach(() => {
  // jsdom has no dialogs
  HTMLDialogElement.prototype.showModal = () => undefined
  HTMLDialogElement.prototype.close = function close(value) {
    this.returnValue = value ?? ''
    this.dispatchEvent(new Event('close'))
  }
})

it('a draft thrown away is gone from the server and from this phone, so that nothing typed comes back', async () => {
  phone.answers(() => ({ statusCode: 200, data: { done: true } }))
  await draftPlace('flexible-work', null).write({ edits: {} })
  const gone = jest.fn()
  render(<DraftList drafts={[draft]} onDiscarded={gone} />)
  await discard()
  expect(phone.asked).toMatchObject([{ method: 'DELETE', url: '/api/v1/drafts/draft-0001' }])
  expect(await draftPlace('flexible-work', null).read()).toBeUndefined()
  expect(gone).toHaveBeenCalledWith('draft-0001')
})

it('a draft the server did not throw away stays, here too', async () => {
  phone.answers(() => ({ statusCode: 503, data: { error: 'unavailable', message: '服务正在恢复。', requestId: 'r' } }))
  await draftPlace('flexible-work', null).write({ edits: {} })
  const gone = jest.fn()
  render(<DraftList drafts={[draft]} onDiscarded={gone} />)
  await discard()
  expect(await draftPlace('flexible-work', null).read()).toEqual({ edits: {} })
  expect(gone).not.toHaveBeenCalled()
  expect(screen.getByText('服务正在恢复。')).toBeTruthy()
})
