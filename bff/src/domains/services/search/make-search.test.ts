import * as fc from 'fast-check'
import { makeSearch } from './make-search'
import type { SearchEntry } from './phrase-index'

const item = (id: string, name: string, aliases: string[], more: Partial<SearchEntry> = {}): SearchEntry => ({
  id,
  name,
  aliases,
  summary: '',
  department: '区人力社保局 区人社局',
  hot: false,
  ...more
})
const ENTRIES = [
  item('card', '社会保障卡申领', ['社保卡', '办社保卡']),
  item('permit', '居住证申领', ['暂住证'], { department: '区公安分局' }),
  item('property', '不动产变更登记', ['房产证改名'], { department: '市规划自然资源局' }),
  item('lawyer', '律师事务所设立', ['开律所'], { department: '区司法局', summary: '设立合伙律师事务所的许可。' }),
  item('move', '重庆市外户籍迁入登记', ['迁户口'], { department: '区公安分局' }),
  item('water', '用水报装', ['装水表', '10吨以上用水'], { department: '市城市管理局' })
]
const search = makeSearch(ENTRIES)
const first = (query: string) => search.find(query, 3)[0]

describe('A citizen finds an item', () => {
  it.each([
    ['by its name', '社会保障卡申领', 'card'],
    ['by part of its name', '保障卡', 'card'],
    ['by what people call it', '暂住证', 'permit'],
    ['by full pinyin', 'shebaoka', 'card'],
    ['by pinyin with blanks', 'she bao ka', 'card'],
    ['by initials', 'sbk', 'card'],
    ['by initials and syllables mixed', 'shbk', 'card'],
    ['by characters and letters mixed', '社保k', 'card'],
    ['by the beginning of its pinyin', 'juzhu', 'permit'],
    ['by one letter', 's', 'card'],
    ['by pinyin with a letter missing', 'budongchnbiangeng', 'property'],
    ['by pinyin with two letters exchanged', 'juzhuzehng', 'permit'],
    ['by the reading a character has in this name', 'chongqing', 'move'],
    ['by the other reading people guess', 'zhongqing', 'move'],
    ['by ü typed as v', 'lvshi', 'lawyer'],
    ['by ü typed as u', 'lushi', 'lawyer'],
    ['with a character that sounds the same', '居主证', 'permit'],
    ['with a character that nearly sounds the same', '社保坎', 'card'],
    ['with a wrong character', '居往证', 'permit'],
    ['with a character missing', '不动变更登记', 'property'],
    ['with two characters exchanged', '房产改证名', 'property'],
    ['with the words in another order', '变更登记不动产', 'property'],
    ['with the words in any order', '登记变更不动产', 'property'],
    ['with words apart', '登记 不动产', 'property'],
    ['with department and matter in one', '人社局社保卡', 'card'],
    ['in full-width and upper-case letters', 'ＳＢＫ', 'card'],
    ['in traditional characters', '居住證', 'permit'],
    ['inside a question', '请问居住证怎么办？', 'permit'],
    ['by a number in it', '10吨', 'water'],
    ['by a word of its summary only', '合伙', 'lawyer']
  ])('%s: %s', (_, query, id) => {
    expect(first(query)).toBe(id)
  })

  it('by its department: all its items', () => {
    expect(search.find('公安分局', 10).sort()).toEqual(['move', 'permit'])
  })

  it('at most as many as asked for, and items asked for often come first among equals', () => {
    const twins = makeSearch([
      item('b', '失业登记', []),
      item('a', '失业登记', []),
      item('c', '失业登记', [], { hot: true })
    ])
    expect(twins.find('失业登记', 10)).toEqual(['c', 'a', 'b'])
    expect(twins.find('失业登记', 1)).toEqual(['c'])
  })

  it.each(['', '   ', '？！', '😀', '恐龙化石', 'xyz', 'qwertyuiop', '天气预报', '居'.repeat(60)])(
    'and nothing for “%s”',
    (query) => {
      expect(search.find(query, 10)).toEqual([])
    }
  )
})

describe('Whatever is typed', () => {
  it('is answered without an error, with known items, each once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (query) => {
        const found = search.find(query, 5)
        expect(new Set(found).size).toBe(found.length)
        expect(found.every((id) => ENTRIES.some((entry) => entry.id === id))).toBe(true)
      })
    )
  })

  it('any piece of two characters or more of a name finds the item', () => {
    const piece = fc
      .constantFrom(...ENTRIES)
      .chain((entry) => fc.tuple(fc.constant(entry), fc.nat(entry.name.length - 2), fc.integer({ min: 2, max: 12 })))
    fc.assert(
      fc.property(piece, ([entry, start, length]) => {
        expect(search.find(entry.name.slice(start, start + length), ENTRIES.length)).toContain(entry.id)
      })
    )
  })
})
