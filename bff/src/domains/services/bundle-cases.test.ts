import { type CaseState, caseState } from '@shared/contract/applications'
import fc from 'fast-check'
import { stateOfWhole } from './bundle-cases'

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
