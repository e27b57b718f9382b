import type { Draft } from '@shared/contract/applications'
import type { EditBatch } from '@/drafts/edit-batch'
import { CallError, offlineError } from '@/platform/call-error'
import { saveWithTold } from './save-with-told'
import { handOverTold, takeTold } from './told'

const facts = { 企业规模: '微型' }
const batch: EditBatch = { edits: {}, from: { visit: 'visit-000001', seen: null, orders: {} } }
const draft: Draft = {
  ...{ id: 'draft-0001', serviceId: 'water-connection', serviceName: '用水报装', formVersion: 'v1', answers: {} },
  ...{ revision: 1, updatedAt: '2026-11-22T09:00:00.000+08:00', files: [] }
}
/** A server that says these things in turn; null = it takes the save. */
function server(...replies: (CallError | null)[]) {
  const got: unknown[] = []
  const save = async (sent: EditBatch & { situation?: unknown }) => {
    got.push(sent.situation)
    const failed = replies.shift()
    if (failed) throw failed
    return draft
  }
  return { got, save }
}

it('what was told on the check page goes to the form of that item, once', () => {
  handOverTold('water-connection', facts)
  expect(takeTold('elderly-allowance').facts).toBeNull()
  handOverTold('water-connection', facts)
  expect(takeTold('water-connection').facts).toEqual(facts)
  expect(takeTold('water-connection').facts).toBeNull()
})

it('without an answer nothing is handed over, and what was told before is forgotten', () => {
  handOverTold('water-connection', facts)
  handOverTold('water-connection', {})
  expect(takeTold('water-connection').facts).toBeNull()
})

it('a dead network keeps the answers for the next save; once they are there they do not go out again', async () => {
  const { got, save } = server(offlineError(false), null, null)
  const send = saveWithTold(save, { facts })
  await expect(send(batch)).rejects.toMatchObject({ code: 'offline' })
  await send(batch)
  await send(batch)
  expect(got).toEqual([{ facts }, { facts }, undefined])
})

it('answers the published rules do not know any more do not stand in the way of the form', async () => {
  const refused = new CallError({
    code: 'bad_request',
    status: 400,
    message: '…',
    fields: { 企业规模: '没有这一项。' }
  })
  const { got, save } = server(refused, null)
  expect(await saveWithTold(save, { facts })(batch)).toEqual(draft)
  expect(got).toEqual([{ facts }, undefined])
})
