import { CallError, offlineError } from '@/platform/call-error'
import { sendPatiently } from './send-patiently'

const failing = (errors: CallError[]) => async () => {
  const error = errors.shift()
  if (error) throw error
  return 'file-0001'
}

it('a photo that did not get through is sent again as often as the citizen asks', async () => {
  const send = failing([offlineError(false), offlineError(true)])
  expect(await sendPatiently(send, async () => true)).toBe('file-0001')
})

it('giving up ends with the reason of the last try', async () => {
  await expect(sendPatiently(failing([offlineError(false)]), async () => false)).rejects.toMatchObject({
    code: 'offline'
  })
})

it('a file of the wrong kind is refused at once, without asking to send it again', async () => {
  const wrong = new CallError({ code: 'file_rejected', status: 415, message: '…' })
  let asked = 0
  const ask = async () => {
    asked += 1
    return true
  }
  await expect(sendPatiently(failing([wrong]), ask)).rejects.toMatchObject({ code: 'file_rejected' })
  expect(asked).toBe(0)
})
