import { type CaseState, caseState } from '@shared/contract/applications'
import fc from 'fast-check'
import { isTold, stateOfWhole } from './bundle-cases'

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
