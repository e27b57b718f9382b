import { CallError, offlineError } from './call-error'
import { makeSendKeys } from './send-keys'

const POST = { way: 'post' }
const WINDOW = { way: 'window' }
const refusal = new CallError({ code: 'form_invalid', status: 422, message: '请填写收件人。' })

/** Presses of one button with these bodies and outcomes; the keys they went out under. */
async function pressed(...presses: [body: object, outcome: Error | null][]): Promise<string[]> {
  const keys = makeSendKeys()
  const used: string[] = []
  for (const [body, outcome] of presses) {
    const press = keys.sent(body, async (key) => {
      used.push(key)
      if (outcome) throw outcome
    })
    if (outcome) await expect(press).rejects.toBe(outcome)
    else await press
  }
  return used
}

it('a second press after a lost reply is the same act', async () => {
  const [first, second] = await pressed([POST, offlineError(true)], [POST, null])
  expect(second).toBe(first)
})

it('another choice after a lost reply is another act', async () => {
  const [first, second] = await pressed([POST, offlineError(true)], [WINDOW, null])
  expect(second).not.toBe(first)
})

it.each([
  ['a refusal', refusal],
  ['success', null]
])('what is sent after %s is another act', async (_name, outcome) => {
  const [first, second] = await pressed([POST, outcome], [POST, null])
  expect(second).not.toBe(first)
})

it('a server in trouble may have done it: the same act again', async () => {
  const trouble = new CallError({ code: 'internal', status: 500, message: '请稍后再试。' })
  const [first, second] = await pressed([POST, trouble], [POST, null])
  expect(second).toBe(first)
})
