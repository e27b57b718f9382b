import { act, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { CallError, offlineError } from '@/platform/call-error'
import type { PickedFile } from '@/platform/pick-files'
import { type UploadedFile, UploadField } from './upload-field'

const chosen: PickedFile = { name: '证.jpg', bytes: 1200, preview: '' }
jest.mock('@/platform/pick-files', () => ({ pickFiles: async () => [chosen] }))

const arrived = async (): Promise<UploadedFile> => ({
  id: 'file-00001',
  name: '证.jpg',
  bytes: 1200,
  type: 'image/jpeg'
})
const fails = (error: CallError) => () => Promise.reject(error)
const wrongKind = new CallError({ code: 'file_rejected', status: 415, message: '请上传照片。' })

/** A field whose uploads end as `outcomes` say, in turn. */
function opened(outcomes: (() => Promise<UploadedFile>)[]) {
  let pending = 0
  const seen = { pending: () => pending, sent: 0 }
  function Field() {
    const [files, setFiles] = useState<UploadedFile[]>([])
    const send = () => {
      seen.sent += 1
      return outcomes.shift()?.() ?? arrived()
    }
    const count = (change: 1 | -1) => {
      pending += change
    }
    const source = async () => ''
    return (
      <UploadField
        name='id'
        label='身份证'
        files={files}
        onChange={setFiles}
        maxFiles={1}
        send={send}
        show={source}
        onPending={count}
      />
    )
  }
  const { unmount } = render(<Field />)
  return { ...seen, sent: () => seen.sent, unmount }
}
const press = (name: string) => act(async () => fireEvent.click(screen.getByRole('button', { name })))

test('a photo that did not get through can be sent again as often as it takes', async () => {
  const { pending, sent } = opened([fails(offlineError(false)), fails(offlineError(true)), arrived])
  await press('添加身份证')
  expect(screen.getByText('网络不太顺畅，请检查网络后再试。')).toBeTruthy()
  expect(pending()).toBe(1)
  await press('再传一次证.jpg')
  expect(screen.getByText('等了很久还没有回应，请稍后再试。')).toBeTruthy()
  await press('再传一次证.jpg')
  expect(sent()).toBe(3)
  expect(screen.getByText(/已传 1 个/)).toBeTruthy()
  expect(screen.queryByRole('alert')).toBeNull()
  expect(pending()).toBe(0)
})

test('a citizen may give a photo up and choose another', async () => {
  const { pending } = opened([fails(offlineError(false))])
  await press('添加身份证')
  expect(screen.queryByRole('button', { name: '添加身份证' })).toBeNull()
  await press('不传证.jpg')
  expect(pending()).toBe(0)
  await press('添加身份证')
  expect(screen.getByText(/已传 1 个/)).toBeTruthy()
})

test('a file of the wrong kind is refused with the reason, and nobody is offered to send it again', async () => {
  const { pending } = opened([fails(wrongKind)])
  await press('添加身份证')
  expect(screen.getByText('“证.jpg”没有传好：请上传照片。')).toBeTruthy()
  expect(screen.queryByRole('button', { name: '再传一次证.jpg' })).toBeNull()
  expect(pending()).toBe(0)
})

test('whoever leaves the page with a file stuck leaves nothing pending', async () => {
  const { pending, unmount } = opened([fails(offlineError(false))])
  await press('添加身份证')
  unmount()
  expect(pending()).toBe(0)
})

describe('a photo that is perhaps not readable', () => {
  const blurred = async (): Promise<UploadedFile> => ({ ...(await arrived()), id: 'file-00009', unclear: 'blurred' })

  test('is kept when the citizen says it can be read', async () => {
    opened([blurred])
    await press('添加身份证')
    expect(screen.getByText('照片好像看不清，要重拍吗？')).toBeTruthy()
    expect(screen.getByText(/有些模糊/)).toBeTruthy()
    await press('就用证.jpg')
    expect(screen.queryByText('照片好像看不清，要重拍吗？')).toBeNull()
    expect(screen.getByText(/已传 1 个/)).toBeTruthy()
  })

  test('gives way to the one taken anew', async () => {
    const { sent } = opened([blurred, arrived])
    await press('添加身份证')
    await press('重拍证.jpg')
    expect(sent()).toBe(2)
    expect(screen.getByText(/已传 1 个/)).toBeTruthy()
    expect(screen.queryByText('照片好像看不清，要重拍吗？')).toBeNull()
  })
})
