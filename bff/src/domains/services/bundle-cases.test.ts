import { type CaseState, caseState } from '@shared/contract/applications'
import fc from 'fast-check'
import { isTold, stateOfWhole, tallyOf } from './bundle-cases'

const states = caseState.options

describe('The state of a 一件事', () => {
  it.each<[CaseState[], CaseState]>([
    [['submitted', 'accepted'], 'submitted'],
    [['received', 'accepted'], 'received'],
    [['correction', 'completed'], 'received'],
    [['accepted', 'reviewing', 'completed'], 'accepted'],
    [['completed', 'completed'], 'completed'],
    [['completed', 'refused'], 'completed'],
    [['refused', 'withdrawn'], 'refused'],
    [['withdrawn', 'withdrawn'], 'withdrawn']
  ])('of parts that are %j is %s', (parts, whole) => {
    expect(stateOfWhole(parts)).toBe(whole)
  })

  it('is over exactly when every part is over, and does not hang on their order', () => {
    const ended = (state: CaseState) => ['completed', 'refused', 'withdrawn'].includes(state)
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...states), { minLength: 1, maxLength: 5 }), (parts) => {
        expect(ended(stateOfWhole(parts))).toBe(parts.every(ended))
        expect(stateOfWhole([...parts].reverse())).toBe(stateOfWhole(parts))
      })
    )
  })
})

describe('How the parts of a 一件事 ended', () => {
  const part = (state: CaseState, denied = false) => ({ state, denied })

  it('is counted when not all ended well: done first, 不予批准 apart from not 受理', () => {
    expect(
      tallyOf([part('completed', true), part('completed'), part('refused'), part('completed'), part('withdrawn')])
    ).toBe('2 项已办结、1 项不予批准、1 项未通过、1 项已撤回')
    expect(tallyOf([part('completed', true), part('completed', true)])).toBe('0 项已办结、2 项不予批准')
  })

  it('is said neither while a part is open nor when all are done', () => {
    expect(tallyOf([part('completed'), part('refused'), part('accepted')])).toBeNull()
    expect(tallyOf([part('completed'), part('completed')])).toBeNull()
  })
})

describe('The applicant', () => {
  const part = { bundle_id: 'whole', denied: false }

  it('hears of a part of a 一件事 by itself what asks something of them or can be appealed, 不予批准 included', () => {
    expect(states.filter((state) => isTold(part, state))).toEqual(['correction', 'payment', 'refused', 'withdrawn'])
    expect(isTold({ ...part, denied: true }, 'completed')).toBe(true)
  })

  it('hears everything of a case of its own', () => {
    expect(states.every((state) => isTold({ bundle_id: null, denied: false }, state))).toBe(true)
  })
})
