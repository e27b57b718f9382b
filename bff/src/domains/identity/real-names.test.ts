import { addDays } from '@shared/values/civil-date'
import fc from 'fast-check'
import { idCardTyped, underAge, youngerThan } from './real-names'

const day = fc
  .date({ min: new Date('1920-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))

it('a child is under fourteen until the day before the birthday', () => {
  expect([underAge('2012-11-22', '2026-11-21'), underAge('2012-11-22', '2026-11-22')]).toEqual([true, false])
})

it('who is born on 29 February ages on 1 March of a year without one', () => {
  const on = (today: string) => underAge('2012-02-29', today)
  expect([on('2026-02-28'), on('2026-03-01')]).toEqual([true, false])
  expect([youngerThan(16, '2012-02-29', '2028-02-28'), youngerThan(16, '2012-02-29', '2028-02-29')]).toEqual([
    true,
    false
  ])
})

it('everybody comes of age on one day, and stays so', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 30 }), (born, years) => {
      const first = addDays(born, years * 365)
      const young = Array.from({ length: 12 }, (_, days) => youngerThan(years, born, addDays(first, days - 1)))
      expect(young.lastIndexOf(true)).toBe(young.indexOf(false) - 1)
      expect([young[0], young.at(-1)]).toEqual([true, false])
    })
  )
})

it('an ID card is read in its one normal form, or each place is named in Chinese', () => {
  expect(idCardTyped({ name: ' 阿依古丽•买买提 ', idNumber: '66999919930916068x' }, '2026-11-22')).toEqual({
    name: '阿依古丽·买买提',
    certificate: 'id-card',
    idNumber: '66999919930916068X',
    birthDay: '1993-09-16'
  })
  const wrong = idCardTyped({ name: 'Anna', idNumber: '669999199309160681' }, '2026-11-22')
  expect(wrong).toMatchObject({ code: 'bad_request' })
  expect('fields' in wrong ? Object.keys(wrong.fields ?? {}).sort() : []).toEqual(['body.idNumber', 'body.name'])
})
