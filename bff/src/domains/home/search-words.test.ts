import { searchWords } from './port'

it('what a citizen types is words between spaces, whatever their case, and nothing where nothing was typed', () => {
  expect(searchWords('  社保 YZ2026 ')).toEqual(['社保', 'yz2026'])
  expect(searchWords('　　')).toEqual([])
})
