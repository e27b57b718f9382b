import fc from 'fast-check'
import { checkPersonName, maskName } from './person-name'

describe('a personal name', () => {
  it.each(['张三', '欧阳震华', '阿卜杜拉·买买提', '𬱖颖', '㛃㛃', '王〇'])('%s is accepted', (name) => {
    expect(checkPersonName(name)).toEqual({ ok: true, value: name })
  })

  it.each(['•', '‧', '・', '．', '.', '⋅'])(
    'with the dot "%s" of some input method gets the dot of the register',
    (dot) => {
      expect(checkPersonName(` 买买提${dot}艾力\u200b `)).toEqual({ ok: true, value: '买买提·艾力' })
    }
  )

  it.each([
    ['', '请填写'],
    ['张', '至少两个字'],
    ['张 三', '不要有空格'],
    ['Zhang San', '不要有空格'],
    ['ZhangSan', '不能有“Z”'],
    ['张三1', '不能有“1”'],
    ['张三😀', '不能有“😀”'],
    ['张\ue863', '自造字'],
    ['·张三', '“·”'],
    ['张··三', '“·”'],
    ['张'.repeat(31), '最多30个字']
  ])('"%s" is refused with words that say what is wrong', (name, words) => {
    expect(checkPersonName(name)).toEqual({ ok: false, reason: expect.stringContaining(words) })
  })

  it('of 30 rare characters is accepted, because characters are counted and not code units', () => {
    expect(checkPersonName('𬱖'.repeat(30)).ok).toBe(true)
  })

  it('masked shows its ends, and a rare character stays whole', () => {
    const names = ['张三', '张小三', '欧阳震华', '阿卜杜拉·买买提', '𬱖小颖', '张']
    expect(names.map(maskName)).toEqual(['张*', '张*三', '欧**华', '阿***提', '𬱖*颖', '*'])
  })

  it('masked never contains what lies between the first and the last character', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('甲', '乙', '丙', '𬱖'), { minLength: 1, maxLength: 10 }), (inner) => {
        expect(maskName(`张${inner.join('')}三`)).toMatch(/^张\*{1,3}三$/)
      })
    )
  })
})
