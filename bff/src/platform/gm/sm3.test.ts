import { hmacSm3, sm3 } from './sm3'

describe('SM3', () => {
  it.each([
    ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732']
  ])('gives the hash GB/T 32905 prints for %s', (text, hash) => {
    expect(sm3(text).toString('hex')).toBe(hash)
    expect(sm3(Buffer.from(text)).toString('hex')).toBe(hash)
  })

  it('keyed gives the value two independent libraries agree on, in one part or in several', () => {
    const expected = '8112d24a09eeda43ea595f3cfefb2a34856977ce4ac1d03fcc2067ae64c5e3f1'
    expect(hmacSm3('abc', 'abc').toString('hex')).toBe(expected)
    expect(hmacSm3(Buffer.from('abc'), 'a', Buffer.from('bc')).toString('hex')).toBe(expected)
  })

  it('keyed with another key gives another value', () => {
    expect(hmacSm3('abd', 'abc')).not.toEqual(hmacSm3('abc', 'abc'))
  })
})
