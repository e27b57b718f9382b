import { type MendingState, mendingState } from '@shared/contract/feedback'
import fc from 'fast-check'
import { DEADLINE, type MendingAct, nextState, TURN } from './mending-rules'

const ACTS = [
  ...(['contacted', 'mended', 'explained', 'passed'] as const),
  ...(['returned', 'confirmed', 'contested', 'lapsed'] as const)
] satisfies MendingAct[]
/** Who may do what: nobody else's act leads anywhere. */
const BY: Record<NonNullable<(typeof TURN)[MendingState]>, readonly MendingAct[]> = {
  department: ['contacted', 'mended', 'explained'],
  checker: ['passed', 'returned'],
  office: ['passed', 'returned'],
  rater: ['confirmed', 'contested', 'lapsed']
}

it('every state but the last has somebody whose turn it is, a deadline, and a way on that is theirs alone', () => {
  for (const state of mendingState.options) {
    const open = ACTS.filter((act) => nextState(state, act, false))
    if (state === 'closed') {
      expect([TURN[state], open]).toEqual([null, []])
      continue
    }
    expect(DEADLINE[state]).toBeDefined()
    expect(open.length).toBeGreaterThan(0)
    expect(open.filter((act) => !BY[TURN[state]].includes(act))).toEqual([])
  }
})

it('in 10,000 random histories nothing is closed before somebody has checked it, and the rater contests once', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ACTS), { maxLength: 40 }), (acts) => {
      let state: MendingState = 'contact'
      const done: MendingAct[] = []
      for (const act of acts) {
        const next = nextState(state, act, done.includes('contested'))
        if (!next) continue
        done.push(act)
        state = next
      }
      expect(done.filter((act) => act === 'contested').length).toBeLessThanOrEqual(1)
      if (done.includes('passed') || done.includes('returned')) expect(done[0]).toBe('contacted')
      if (state === 'closed') expect(done).toContain('passed')
      const checked = done.filter((act) => act === 'passed' || act === 'returned').length
      const worked = done.filter((act) => act === 'mended' || act === 'explained' || act === 'contested').length
      expect(worked - checked).toBe(state === 'check' || state === 'recheck' ? 1 : 0)
    }),
    { numRuns: 10_000 }
  )
})
