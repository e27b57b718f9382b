import type { CaseDetail } from '@shared/contract/services'
import { CallError, type CallErrorCode } from '@/platform/call-error'
import { exampleCase } from '../case/example-case'
import { handIn } from './hand-in'

const refusal = (code: CallErrorCode, fields?: Record<string, string>) =>
  new CallError({ code, status: 409, message: '…', fields })

/** A server that answers one after another what it is told; remembers keys, and what the phone kept at that moment. */
function counter(replies: (CaseDetail | CallError)[]) {
  const keysSeen: string[] = []
  const keptWhenSent: (string | null)[] = []
  let kept: string | null = null
  let made = 0
  const act = (key: string) => ({
    key,
    freshKey: () => {
      made += 1
      return `fresh-${made}`
    },
    keepKey: async (next: string | null) => {
      kept = next
    },
    send: async (sentKey: string) => {
      keysSeen.push(sentKey)
      keptWhenSent.push(kept)
      const reply = replies.shift()
      if (reply instanceof CallError || reply === undefined) throw reply
      return reply
    }
  })
  return { act, keysSeen, keptWhenSent, kept: () => kept }
}

it('the key is on the phone before anything is sent, and gone once the application is accepted', async () => {
  const server = counter([exampleCase])
  expect(await handIn(server.act('key-1'))).toEqual({ kind: 'accepted', case: exampleCase })
  expect(server.keptWhenSent).toEqual(['key-1'])
  expect(server.kept()).toBeNull()
})

it.each(['offline', 'unavailable', 'internal', 'too_many_requests', 'sign_in_required'] as const)(
  'after %s the citizen tries again under the same key',
  async (code) => {
    const server = counter([refusal(code), exampleCase])
    expect((await handIn(server.act('key-1'))).kind).toBe('unknown')
    const kept = server.kept()
    expect(kept).toBe('key-1')
    expect((await handIn(server.act(kept ?? ''))).kind).toBe('accepted')
    expect(server.keysSeen).toEqual(['key-1', 'key-1'])
  }
)

it.each([
  ['form_invalid', { name: '请填写姓名。' }, { kind: 'wrong-fields', fields: { name: '请填写姓名。' } }],
  ['draft_submitted', { caseId: 'case-0009' }, { kind: 'already', caseId: 'case-0009' }],
  ['form_changed', undefined, { kind: 'form-changed' }],
  ['conflict', undefined, { kind: 'changed-elsewhere' }]
] as const)('after %s the outcome is certain and the next submission gets a new key', async (code, fields, ended) => {
  const server = counter([refusal(code, fields)])
  expect(await handIn(server.act('key-1'))).toEqual(ended)
  expect(server.kept()).toBeNull()
})

it('a key the server knows with other content is replaced, once', async () => {
  const server = counter([refusal('idempotency_key_reused'), exampleCase])
  expect((await handIn(server.act('key-1'))).kind).toBe('accepted')
  expect(server.keysSeen).toEqual(['key-1', 'fresh-1'])

  const stubborn = counter([refusal('idempotency_key_reused'), refusal('idempotency_key_reused')])
  expect((await handIn(stubborn.act('key-1'))).kind).toBe('refused')
  expect(stubborn.keysSeen).toHaveLength(2)
})
