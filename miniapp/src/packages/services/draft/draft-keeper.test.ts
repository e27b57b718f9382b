import type { Draft } from '@shared/contract/applications'
import type { Answer, Answers, Form } from '@shared/contract/form'
import fc from 'fast-check'
import type { EditBatch } from '@/drafts/edit-batch'
import { emptyDraft, type KeptDraft, keptDraft } from '@/drafts/kept-draft'
import type { PhonePlace } from '@/drafts/place'
import { makeDraftKeeper } from './draft-keeper'

const form: Form = {
  serviceId: 'flexible-work',
  version: 'v1',
  steps: [{ id: 'who', title: '您是谁', fields: [{ id: 'name', label: '姓名', required: true, kind: 'person-name' }] }]
}

const pause = (ms: number) => (ms === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms)))

/**
 * A server that takes each edit in once and holds back what would overwrite another device, as openDraft promises; a save
 * and its reply take `slowMs` each.
 */
function fakeServer() {
  let answers: Answers = {}
  let draftId = 'draft-0001'
  let revision = 0
  let online = true
  let slowMs = 0
  let log: { revision: number; visit: string; fields: string[] }[] = []
  let newest: Record<string, number> = {}
  const saves: Answers[] = []
  const draft = (more: Partial<Draft> = {}): Draft => ({
    id: draftId,
    serviceId: 'flexible-work',
    serviceName: '灵活就业人员参保登记',
    formVersion: 'v1',
    answers,
    revision,
    updatedAt: '2026-11-22T09:00:00.000+08:00',
    files: [],
    ...more
  })
  const put = (edits: Answers, visit: string) => {
    if (Object.keys(edits).length === 0) return
    answers = { ...answers, ...edits }
    revision += 1
    log = [...log, { revision, visit, fields: Object.keys(edits) }]
  }
  const takeIn = ({ edits, from: { visit, seen, orders } }: EditBatch): Draft => {
    const done = newest[visit] ?? 0
    newest[visit] = Math.max(done, ...Object.values(orders))
    const saw = seen?.draftId === draftId ? seen.revision : 0
    const others = log.filter((one) => one.revision > saw && one.visit !== visit).flatMap(({ fields }) => fields)
    const fresh = Object.entries(edits).filter(([field]) => (orders[field] ?? 0) > done)
    const held = Object.entries(edits).filter(
      ([f, value]) => others.includes(f) && JSON.stringify(answers[f]) !== JSON.stringify(value)
    )
    put(Object.fromEntries(fresh.filter(([field]) => !held.some(([other]) => other === field))), visit)
    return draft({ conflicts: held.map(([field]) => ({ field, answer: answers[field] ?? null })) })
  }
  return {
    save: async (batch: EditBatch): Promise<Draft> => {
      await pause(slowMs)
      if (!online) throw new Error('offline')
      saves.push(batch.edits)
      const reply = takeIn(batch)
      await pause(slowMs)
      if (!online) throw new Error('the reply is lost')
      return reply
    },
    takeIn,
    otherDevice: (edits: Answers) => put(edits, 'the-other-device'),
    submittedElsewhere: () => {
      draftId = `${draftId}x`
      answers = {}
      revision = 0
      log = []
      newest = {}
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

let visits = 0
const visit = () => {
  visits += 1
  return `visit-${String(visits).padStart(6, '0')}`
}
const start = async (server: ReturnType<typeof fakeServer>, phone: ReturnType<typeof fakePhone>) =>
  makeDraftKeeper(await phone.restart(), phone.place, server.save, visit())

describe('a citizen fills in an application', () => {
  it('sends, after a pause in typing, only the fields that changed and only their last text', async () => {
    const server = fakeServer()
    const keeper = await start(server, fakePhone())
    await keeper.flush()
    keeper.edit('name', '张')
    keeper.edit('name', '张三')
    expect(keeper.view().saving).toBe('saving')
    await jest.advanceTimersByTimeAsync(500)
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
    expect(resumed.view().conflicts).toEqual({})
  })

  it('is asked which stands where a field was typed differently on both devices, and nothing is overwritten before', async () => {
    const server = fakeServer()
    server.otherDevice({ name: '王伍' })
    const phone = fakePhone()
    server.setOnline(false)
    const keeper = await start(server, phone)
    keeper.edit('name', '王五')
    server.setOnline(true)
    expect(await keeper.flush()).toBe(true)
    expect(keeper.view()).toMatchObject({ conflicts: { name: '王伍' }, answers: { name: '王五' } })
    expect(server.answers()).toEqual({ name: '王伍' })
    await keeper.kept()
    const reopened = await start(server, phone)
    await reopened.flush()
    expect(reopened.view().conflicts).toEqual({ name: '王伍' })
    reopened.choose('name', true)
    await reopened.flush()
    expect(server.answers()).toEqual({ name: '王五' })
    expect(reopened.view()).toMatchObject({ conflicts: {}, saving: 'saved' })
  })

  it('may let the other device have its way', async () => {
    const server = fakeServer()
    const keeper = await start(server, fakePhone())
    await keeper.flush()
    keeper.edit('name', '王五')
    server.otherDevice({ name: '王伍' })
    await keeper.flush()
    expect(keeper.view().conflicts).toEqual({ name: '王伍' })
    keeper.choose('name', false)
    await keeper.flush()
    expect(keeper.view().answers).toEqual({ name: '王伍' })
    expect(server.answers()).toEqual({ name: '王伍' })
  })

  it('is also asked about what the other device typed while a save was on its way', async () => {
    const server = fakeServer()
    const keeper = await start(server, fakePhone())
    await keeper.flush()
    server.setSlow(400)
    keeper.edit('phone', '1')
    const saving = keeper.flush()
    server.otherDevice({ name: '王伍' })
    keeper.edit('name', '王五')
    await jest.advanceTimersByTimeAsync(5_000)
    await saving
    expect(keeper.view().conflicts).toEqual({ name: '王伍' })
    expect(server.answers()).toEqual({ name: '王伍', phone: '1' })
  })

  it('has every letter on the server within two seconds, however long they type without a pause', async () => {
    const server = fakeServer()
    const keeper = await start(server, fakePhone())
    await keeper.flush()
    server.setSlow(300)
    for (let letters = 1; letters <= 60; letters += 1) {
      keeper.edit('name', '字'.repeat(letters))
      await jest.advanceTimersByTimeAsync(200)
      const there = server.answers().name
      expect(typeof there === 'string' ? there.length : 0).toBeGreaterThanOrEqual(letters - 2_000 / 200)
    }
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
    expect(keeper.view().renewed).toBe(true)
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
    expect(second.view().renewed).toBe(false)
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
    expect(keeper.view().renewed).toBe(true)
    expect(server.answers()).toEqual({ name: '张三' })
  })

  it('is told when even the phone has no room', async () => {
    const server = fakeServer()
    const full: PhonePlace = { ...fakePhone().place, write: async () => false }
    const keeper = makeDraftKeeper(emptyDraft('flexible-work', 'citizen-0001'), full, server.save, visit())
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

const edit = (value: Answer): Step => ({ act: 'edit', field: 'kinds', value })
const kill: Step = { act: 'kill' }
const wait = (ms: number): Step => ({ act: 'wait', ms })
const cutOff: Step = { act: 'network', on: false }
/** Found by chance: what the visit before the last one had typed was taken for the words of another device. */
const found: [Step[], number][] = [
  [[edit([]), kill, edit(false), kill, edit('')], 0],
  [[edit(''), kill, wait(0), cutOff, edit([]), kill], 0],
  [[edit([]), kill, edit(false), kill, edit([])], 0],
  // the answer that names a collision is lost, and the save repeated
  [[edit([]), kill, edit(''), wait(1500), cutOff, wait(300)], 300],
  // the reply is lost, then a later save does not even arrive
  [[edit('a'), wait(3000), edit('b'), wait(1000), cutOff, edit('c'), wait(3000), kill, wait(3000)], 300]
]

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
    { numRuns: 150, examples: found }
  )
})

it('a save that comes late or twice never undoes a later edit', async () => {
  const texts = fc.array(fc.string({ maxLength: 3 }), { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(texts, fc.infiniteStream(fc.nat()), async (typed, random) => {
      const server = fakeServer()
      const sent: EditBatch[] = []
      const save = async (batch: EditBatch) => {
        sent.push(batch)
        const reply = server.takeIn(batch)
        const again = sent[(random.next().value ?? 0) % sent.length]
        if (again) server.takeIn(again)
        return reply
      }
      const keeper = makeDraftKeeper(emptyDraft('flexible-work', 'citizen-0001'), fakePhone().place, save, visit())
      await keeper.flush()
      for (const text of typed) {
        keeper.edit('name', text)
        await keeper.flush()
      }
      expect(server.answers().name).toBe(typed.at(-1))
    })
  )
})

it('two devices typing at once: what one wrote is never overwritten by the other unasked', async () => {
  const move = fc.record({
    who: fc.constantFrom('a', 'b'),
    act: fc.constantFrom('edit', 'edit', 'flush', 'choose-mine', 'choose-theirs'),
    value: fc.string({ maxLength: 3 })
  })
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 30 }), async (moves) => {
      const server = fakeServer()
      const keepers = { a: await start(server, fakePhone()), b: await start(server, fakePhone()) }
      await Promise.all([keepers.a.flush(), keepers.b.flush()])
      for (const { who, act, value } of moves) {
        const keeper = keepers[who]
        const seen = keeper.view()
        const before = server.answers().name
        if (act === 'edit') keeper.edit('name', `${who}${value}`)
        else {
          if (act !== 'flush' && 'name' in seen.conflicts) keeper.choose('name', act === 'choose-mine')
          await keeper.flush()
          const after = server.answers().name
          // what stood there was on this screen: as the draft's answer, or as the other side of the question
          if (after !== before) expect([seen.base?.answers.name, seen.conflicts.name]).toContain(before)
        }
      }
    }),
    { numRuns: 100 }
  )
})
