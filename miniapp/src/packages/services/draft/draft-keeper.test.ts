import type { Draft } from '@shared/contract/applications'
import type { Answer, Answers, Form } from '@shared/contract/form'
import fc from 'fast-check'
import { emptyDraft, type KeptDraft, keptDraft } from '@/drafts/kept-draft'
import type { PhonePlace } from '@/drafts/phone-place'
import { makeDraftKeeper } from './draft-keeper'

const form: Form = {
  serviceId: 'flexible-work',
  version: 'v1',
  steps: [{ id: 'who', title: '您是谁', fields: [{ id: 'name', label: '姓名', required: true, kind: 'person-name' }] }]
}

const pause = (ms: number) => (ms === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms)))

/** A server that merges saves field by field, as openDraft promises; a save and its reply take `slowMs` each. */
function fakeServer() {
  let answers: Answers = {}
  let draftId = 'draft-0001'
  let revision = 0
  let online = true
  let slowMs = 0
  const saves: Answers[] = []
  const draft = (): Draft => ({
    id: draftId,
    serviceId: 'flexible-work',
    serviceName: '灵活就业人员参保登记',
    formVersion: 'v1',
    answers,
    revision,
    updatedAt: '2026-11-22T09:00:00.000+08:00',
    files: []
  })
  const put = (edits: Answers) => {
    answers = { ...answers, ...edits }
    if (Object.keys(edits).length > 0) revision += 1
  }
  return {
    save: async (edits: Answers): Promise<Draft> => {
      await pause(slowMs)
      if (!online) throw new Error('offline')
      saves.push(edits)
      put(edits)
      const reply = draft()
      await pause(slowMs)
      if (!online) throw new Error('the reply is lost')
      return reply
    },
    otherDevice: put,
    submittedElsewhere: () => {
      draftId = `${draftId}x`
      answers = {}
      revision = 0
    },
    setOnline: (now: boolean) => {
      online = now
    },
    setSlow: (ms: number) => {
      slowMs = ms
    },
    answers: () => answers,
    saves
  }
}

/** A phone whose writes take a moment, as encrypted storage does. */
function fakePhone() {
  let text: string | undefined
  const place: PhonePlace = {
    read: async () => (text === undefined ? undefined : JSON.parse(text)),
    write: async (value) => {
      await Promise.resolve()
      text = JSON.stringify(value)
      return true
    },
    drop: async () => {
      text = undefined
    }
  }
  const restart = async (): Promise<KeptDraft> => {
    const read = await place.read()
    return read === undefined ? emptyDraft('flexible-work', 'citizen-0001') : keptDraft.parse(read)
  }
  return { place, restart }
}

beforeEach(() => {
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

const start = async (server: ReturnType<typeof fakeServer>, phone: ReturnType<typeof fakePhone>) =>
  makeDraftKeeper(await phone.restart(), phone.place, server.save)

describe('a citizen fills in an application', () => {
  it('sends, after a pause in typing, only the fields that changed and only their last text', async () => {
    const server = fakeServer()
    const keeper = await start(server, fakePhone())
    await keeper.flush()
    keeper.edit('name', '张')
    keeper.edit('name', '张三')
    expect(keeper.view().saving).toBe('saving')
    await jest.advanceTimersByTimeAsync(700)
    expect(server.saves).toEqual([{}])
    await jest.advanceTimersByTimeAsync(200)
    expect(server.saves).toEqual([{}, { name: '张三' }])
    expect(keeper.view().saving).toBe('saved')
  })

  it('goes on typing while a save is on its way, and what was typed meanwhile is saved next', async () => {
    const server = fakeServer()
    const keeper = await start(server, fakePhone())
    await keeper.flush()
    server.setSlow(400)
    keeper.edit('name', '张')
    await jest.advanceTimersByTimeAsync(1000)
    keeper.edit('name', '张三')
    await jest.advanceTimersByTimeAsync(10_000)
    expect(server.saves).toEqual([{}, { name: '张' }, { name: '张三' }])
    expect(keeper.view()).toMatchObject({ saving: 'saved', answers: { name: '张三' } })
  })

  it('finds every letter again after the app was killed without a network, and sends it when the network is back', async () => {
    const server = fakeServer()
    const phone = fakePhone()
    server.setOnline(false)
    const first = await start(server, phone)
    first.keepForm(form)
    first.edit('name', '李四')
    first.edit('phone', '13800000000')
    await jest.advanceTimersByTimeAsync(300)

    const second = await start(server, phone)
    expect(second.view().form).toEqual(form)
    expect(second.view().answers).toEqual({ name: '李四', phone: '13800000000' })
    await second.flush()
    expect(second.view().saving).toBe('waiting')
    server.setOnline(true)
    await jest.advanceTimersByTimeAsync(30_000)
    expect(server.answers()).toEqual({ name: '李四', phone: '13800000000' })
    expect(second.view().saving).toBe('saved')
  })

  it('sees on a second device what was typed on the first, under the fields typed here', async () => {
    const server = fakeServer()
    const phone = fakePhone()
    const keeper = await start(server, phone)
    await keeper.flush()
    server.setOnline(false)
    keeper.edit('name', '王五')
    await keeper.kept()
    server.otherDevice({ phone: '13900000000' })
    server.setOnline(true)

    const resumed = await start(server, phone)
    await resumed.flush()
    expect(resumed.view().answers).toEqual({ name: '王五', phone: '13900000000' })
    expect(server.answers()).toEqual({ name: '王五', phone: '13900000000' })
    expect(resumed.view().news.both).toEqual([])
  })

  it('is asked to check a field that was typed differently on both devices, and keeps the text of this one', async () => {
    const server = fakeServer()
    server.otherDevice({ name: '王伍' })
    const phone = fakePhone()
    server.setOnline(false)
    const keeper = await start(server, phone)
    keeper.edit('name', '王五')
    server.setOnline(true)
    await keeper.flush()
    expect(keeper.view().news.both).toEqual(['name'])
    expect(server.answers()).toEqual({ name: '王五' })
  })

  it('keeps the whole form when the draft was submitted on another device meanwhile, and says that it is a new one', async () => {
    const server = fakeServer()
    const keeper = await start(server, fakePhone())
    await keeper.flush()
    keeper.edit('name', '张三')
    await keeper.flush()
    server.submittedElsewhere()
    keeper.edit('phone', '13800000000')
    await keeper.flush()
    expect(keeper.view().news.renewed).toBe(true)
    expect(keeper.view().answers).toEqual({ name: '张三', phone: '13800000000' })
    expect(server.answers()).toEqual({ name: '张三', phone: '13800000000' })
  })

  it('starts with an empty form when the last one was submitted on another device and nothing is unsent', async () => {
    const server = fakeServer()
    const phone = fakePhone()
    const first = await start(server, phone)
    await first.flush()
    first.edit('name', '张三')
    await first.flush()
    await first.kept()
    server.submittedElsewhere()
    const second = await start(server, phone)
    await second.flush()
    expect(second.view().answers).toEqual({})
    expect(second.view().news.renewed).toBe(false)
  })

  it('types on in a newly opened form although the last save of the page left before is still on its way', async () => {
    const server = fakeServer()
    const phone = fakePhone()
    const left = await start(server, phone)
    await left.flush()
    server.setSlow(400)
    left.edit('name', '张')
    await left.kept()
    left.close()
    const opened = await start(server, phone)
    opened.edit('name', '张三')
    await opened.kept()
    await jest.advanceTimersByTimeAsync(900)
    expect((await phone.restart()).edits.name?.value).toBe('张三')
  })

  it('never saves while a submission has no answer, because that would begin a second draft', async () => {
    const server = fakeServer()
    const phone = fakePhone()
    const keeper = await start(server, phone)
    await keeper.flush()
    await keeper.keepAttempt({ key: 'key-0001', draftId: 'draft-0001', formVersion: 'v1', revision: 1 })
    const restarted = await start(server, phone)
    expect(restarted.view().attempt?.key).toBe('key-0001')
    await restarted.flush()
    restarted.edit('name', '张三')
    await jest.advanceTimersByTimeAsync(60_000)
    expect(server.saves).toEqual([{}])
    await restarted.keepAttempt(null)
    await restarted.flush()
    expect(server.answers()).toEqual({ name: '张三' })
  })

  it('leaves nothing on the phone once the application is handed in, not even a letter typed at that moment', async () => {
    const server = fakeServer()
    const phone = fakePhone()
    const keeper = await start(server, phone)
    await keeper.flush()
    keeper.edit('name', '张三')
    await keeper.forget()
    keeper.edit('name', '张三丰')
    await jest.advanceTimersByTimeAsync(60_000)
    expect(await phone.place.read()).toBeUndefined()
  })

  it('is told which answers another device changed when the draft is loaded again', async () => {
    const server = fakeServer()
    const keeper = await start(server, fakePhone())
    await keeper.flush()
    server.otherDevice({ phone: '13900000000' })
    expect(await keeper.reload()).toEqual(['phone'])
    expect(keeper.view().answers).toEqual({ phone: '13900000000' })
    server.setOnline(false)
    expect(await keeper.reload()).toBeUndefined()
  })

  it('keeps the whole form when it is loaded again and the draft turns out to be gone', async () => {
    const server = fakeServer()
    const keeper = await start(server, fakePhone())
    await keeper.flush()
    keeper.edit('name', '张三')
    await keeper.flush()
    server.submittedElsewhere()
    await keeper.reload()
    expect(keeper.view().news.renewed).toBe(true)
    expect(server.answers()).toEqual({ name: '张三' })
  })

  it('is told when even the phone has no room', async () => {
    const server = fakeServer()
    const full: PhonePlace = { ...fakePhone().place, write: async () => false }
    const keeper = makeDraftKeeper(emptyDraft('flexible-work', 'citizen-0001'), full, server.save)
    keeper.edit('name', '张三')
    await keeper.kept()
    expect(keeper.view().onPhone).toBe(false)
  })
})

type Step =
  | { act: 'edit'; field: string; value: Answer }
  | { act: 'network'; on: boolean }
  | { act: 'kill' }
  | { act: 'wait'; ms: number }
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('edit' as const),
      field: fc.constantFrom('name', 'phone', 'kinds', 'agreed'),
      value: fc.oneof(
        fc.string({ maxLength: 5 }),
        fc.boolean(),
        fc.array(fc.string({ maxLength: 3 }), { maxLength: 2 })
      )
    })
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('network' as const), on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ act: 'kill' as const }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 3000 }) }) }
)

it('whatever happens to network and app, no edit is lost and the last edit of a field wins', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.constantFrom(0, 300, 900), async (steps, slowMs) => {
      const server = fakeServer()
      server.setSlow(slowMs)
      const phone = fakePhone()
      let keeper = await start(server, phone)
      const typed: Answers = {}
      for (const one of steps) {
        if (one.act === 'edit') {
          keeper.edit(one.field, one.value)
          typed[one.field] = one.value
          expect(keeper.view().answers[one.field]).toEqual(one.value)
        } else if (one.act === 'network') server.setOnline(one.on)
        else if (one.act === 'wait') await jest.advanceTimersByTimeAsync(one.ms)
        else {
          await keeper.kept()
          keeper.close()
          keeper = await start(server, phone)
          expect(keeper.view().answers).toEqual(typed)
        }
      }
      server.setOnline(true)
      void keeper.flush()
      await jest.advanceTimersByTimeAsync(60_000)
      expect(server.answers()).toEqual(typed)
      expect(keeper.view().answers).toEqual(typed)
    }),
    { numRuns: 150 }
  )
})
