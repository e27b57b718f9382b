import { rememberWayBack, wayBack } from './way-back'

const START = 1_790_000_000_000

it('somebody who came from 渝快办 finds the way back for two hours, and nobody else does', () => {
  expect(wayBack(START)).toBeNull()
  rememberWayBack('https://ykb.example/items/1', START)
  expect(wayBack(START + 7_199_000)).toBe('https://ykb.example/items/1')
  expect(wayBack(START + 7_200_000)).toBeNull()
})

it('the next entry without a way back forgets the one before, and what is no address leads nowhere', () => {
  rememberWayBack('https://ykb.example/items/1', START)
  rememberWayBack(null, START)
  expect(wayBack(START)).toBeNull()
  rememberWayBack('javascript:alert(1)', START)
  expect(wayBack(START)).toBeNull()
})
