import type { CaseDetail } from '@shared/contract/applications'
import { CallError, type CallErrorCode } from '@/platform/call-error'
import { exampleCase } from '../case/example-case'
import { handIn } from './hand-in'

const refusal = (code: CallErrorCode, fields?: Record<string, string>) =>
  new CallError({ code, status: 409, message: '…', fields })

/** A server that answers one after another what it is told; remembers keys, and what the phone kept at that moment. */
function counter(replies: (CaseDetail | CallError)[], returns = true) {
  let asks = 0
  const keysSeen: string[] = []
  const keptWhenSent: (string | null)[] = []
  const ledTo: string[] = []
  const keptWhenLed: (string | null)[] = []
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
    stepUp: async (needed: string) => {
      ledTo.push(needed)
      keptWhenLed.push(kept)
      return returns
    },
    agree: async () => {
      asks += 1
      keptWhenLed.push(kept)
      return returns
    },
    send: async (sentKey: string) => {
      keysSeen.push(sentKey)
      keptWhenSent.push(kept)
      const reply = replies.shift()
      if (reply instanceof CallError || reply === undefined) throw reply
      return reply
    }
  })
  return { act, keysSeen, keptWhenSent, ledTo, keptWhenLed, kept: () => kept, asks: () => asks }
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

it('a citizen who lacks the level is led to it, and the same application goes out again under the same key', async () => {
  const server = counter([refusal('level_required', { needed: 'real-name' }), exampleCase])
  expect((await handIn(server.act('key-1'))).kind).toBe('accepted')
  expect(server.ledTo).toEqual(['real-name'])
  expect(server.keysSeen).toEqual(['key-1', 'key-1'])
  expect(server.keptWhenSent).toEqual(['key-1', 'key-1'])
  // killed meanwhile, the form opens again as one that was never handed in
  expect(server.keptWhenLed).toEqual([null])
})

it('whoever turns back from proving who they are is told why it was not submitted', async () => {
  const server = counter([refusal('level_required', { needed: 'real-name' })], false)
  expect(await handIn(server.act('key-1'))).toMatchObject({ kind: 'refused', error: { code: 'level_required' } })
  expect(server.kept()).toBeNull()
})

it('a server that asks for the same level again does not lead anybody round in circles', async () => {
  const again = refusal('level_required', { needed: 'phone' })
  const server = counter([again, again])
  expect((await handIn(server.act('key-1'))).kind).toBe('refused')
  expect(server.ledTo).toEqual(['phone'])
})

it('a missing consent is asked for, also twice, and then the same application goes out', async () => {
  const missing = refusal('consent_required', { 'flexible-enrolment-ykb': '办理参保登记' })
  const server = counter([missing, missing, exampleCase])
  expect((await handIn(server.act('key-1'))).kind).toBe('accepted')
  expect(server.asks()).toBe(2)
  expect(server.keysSeen).toEqual(['key-1', 'key-1', 'key-1'])
  expect(server.keptWhenLed).toEqual([null, null])
})

it('a citizen who does not consent has handed nothing in, and the form is open again', async () => {
  const server = counter([refusal('consent_required', {})], false)
  expect(await handIn(server.act('key-1'))).toMatchObject({ kind: 'refused', error: { code: 'consent_required' } })
  expect(server.keysSeen).toEqual(['key-1'])
  expect(server.kept()).toBeNull()
})
