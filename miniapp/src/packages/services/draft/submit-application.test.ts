import type { CaseDetail, Draft } from '@shared/contract/applications'
import type { Answers } from '@shared/contract/form'
import { type Attempt, emptyDraft, keptDraft } from '@/drafts/kept-draft'
import { CallError, offlineError } from '@/platform/call-error'
import { exampleCase } from '../case/example-case'
import { makeDraftKeeper } from './draft-keeper'
import { submitApplication } from './submit-application'

/** A phone and a server on which a submission is worth one case, whatever becomes of its reply. */
function world() {
  let text: string | undefined
  let answers: Answers = {}
  let revision = 0
  let network: 'good' | 'none' | 'reply-lost' = 'good'
  let keys = 0
  const cases = new Map<string, string>()
  const place = {
    read: async (): Promise<unknown> => (text === undefined ? undefined : JSON.parse(text)),
    write: async (value: unknown) => {
      text = JSON.stringify(value)
      return true
    },
    drop: async () => {
      text = undefined
    }
  }
  const save = async ({ edits }: { edits: Answers }): Promise<Draft> => {
    if (network === 'none') throw offlineError(false)
    answers = { ...answers, ...edits }
    if (Object.keys(edits).length > 0) revision += 1
    return {
      id: 'draft-0001',
      serviceId: 'flexible-work',
      serviceName: '灵活就业人员参保登记',
      formVersion: 'v1',
      answers,
      revision,
      updatedAt: '2026-11-22T09:00:00.000+08:00',
      files: []
    }
  }
  const submit = async ({ key, ...content }: Attempt): Promise<CaseDetail> => {
    if (network === 'none') throw offlineError(false)
    const known = cases.get(key)
    if (known !== undefined && known !== JSON.stringify(content))
      throw new CallError({ code: 'idempotency_key_reused', status: 409, message: '…' })
    cases.set(key, JSON.stringify(content))
    if (network === 'reply-lost') throw offlineError(true)
    return exampleCase
  }
  const server = {
    submit,
    stepUp: async () => false,
    agree: async () => false,
    freshKey: () => {
      keys += 1
      return `key-${keys}`
    }
  }
  const open = async () => {
    const read = await place.read()
    return makeDraftKeeper(
      read === undefined ? emptyDraft('flexible-work', 'me-000001') : keptDraft.parse(read),
      place,
      save,
      'visit-000001'
    )
  }
  const setNetwork = (state: typeof network) => {
    network = state
  }
  return { open, server, cases, setNetwork, onPhone: () => text, answers: () => answers }
}

it('everything typed is on the server before the application goes out, and the phone forgets the key afterwards', async () => {
  const { open, server, cases, answers } = world()
  const keeper = await open()
  await keeper.flush()
  keeper.edit('name', '张三')
  expect((await submitApplication(keeper, 'v1', server)).kind).toBe('accepted')
  expect(answers()).toEqual({ name: '张三' })
  expect([...cases.values()].map((content) => JSON.parse(content).revision)).toEqual([1])
  expect(keeper.view().attempt).toBeNull()
})

it('without a network nothing is submitted while there are unsent edits', async () => {
  const { open, server, cases, setNetwork } = world()
  const keeper = await open()
  await keeper.flush()
  setNetwork('none')
  keeper.edit('name', '张三')
  expect((await submitApplication(keeper, 'v1', server)).kind).toBe('not-saved')
  expect(cases.size).toBe(0)
  keeper.close()
})

it('a submission whose reply was lost is repeated under its key after the app was killed, and stays one case', async () => {
  const { open, server, cases, setNetwork } = world()
  const keeper = await open()
  await keeper.flush()
  keeper.edit('name', '张三')
  await keeper.flush()
  setNetwork('reply-lost')
  expect((await submitApplication(keeper, 'v1', server)).kind).toBe('unknown')

  const restarted = await open()
  setNetwork('none')
  expect((await submitApplication(restarted, 'v2', server)).kind).toBe('unknown')
  setNetwork('good')
  expect((await submitApplication(restarted, 'v2', server)).kind).toBe('accepted')
  expect([...cases.keys()]).toEqual(['key-1'])
})

it('once it is a case, nothing of it stays on the phone', async () => {
  const { open, server, onPhone } = world()
  const keeper = await open()
  await keeper.flush()
  await submitApplication(keeper, 'v1', server)
  await keeper.forget()
  expect(onPhone()).toBeUndefined()
})
