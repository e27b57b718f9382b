import * as fc from 'fast-check'
import { availabilityOn } from './availability'

const paused = { paused: { until: '2026-12-31', reason: '系统升级' } }
const read = {
  title: '关于城乡居民医保参保缴费的通知',
  document: '第二条',
  quote: '每年九月一日起集中缴费',
  read: true
}
const autumn = { season: { from: '09-01', to: '12-20', source: read } }
const winter = { season: { from: '11-15', to: '02-28', source: read } }

describe('A citizen who looks at an item', () => {
  it('hears nothing of opening times where it is always open', () => {
    expect(availabilityOn(null, '2026-11-22')).toEqual({ open: true, note: null })
  })

  it.each([
    ['during a pause', paused, '2026-12-31', false, '暂停办理到 2026年12月31日。原因：系统升级。'],
    ['after a pause', paused, '2027-01-01', true, null],
    [
      'during a pause without an end',
      { paused: { reason: '机房检修。' } },
      '2026-11-22',
      false,
      '暂停办理，恢复时间还没有定。原因：机房检修。'
    ],
    [
      'on the first day of a season',
      autumn,
      '2026-09-01',
      true,
      '每年 9月1日至 12月20日办理，这一次到 2026年12月20日为止。'
    ],
    [
      'on the last day of a season',
      autumn,
      '2026-12-20',
      true,
      '每年 9月1日至 12月20日办理，这一次到 2026年12月20日为止。'
    ],
    ['after a season', autumn, '2026-12-21', false, '每年 9月1日至 12月20日办理，下一次从 2027年9月1日开始。'],
    ['before a season', autumn, '2026-08-31', false, '每年 9月1日至 12月20日办理，下一次从 2026年9月1日开始。'],
    [
      'in a season over New Year, before it',
      winter,
      '2026-12-24',
      true,
      '每年 11月15日至次年 2月28日办理，这一次到 2027年2月28日为止。'
    ],
    [
      'in a season over New Year, after it',
      winter,
      '2027-01-05',
      true,
      '每年 11月15日至次年 2月28日办理，这一次到 2027年2月28日为止。'
    ],
    [
      'in summer, of a season over New Year',
      winter,
      '2026-07-01',
      false,
      '每年 11月15日至次年 2月28日办理，下一次从 2026年11月15日开始。'
    ]
  ])('%s is told so, and until when', (_when, opening, today, open, note) => {
    expect(availabilityOn(opening, today)).toEqual({ open, note })
  })

  it.each([
    ['made up for the sandbox', { ...read, title: '示例数据，以主管部门发布为准', read: false }, '示例'],
    ['that nobody has held against its original', { ...read, read: false }, '待核'],
    ['without a source', null, '待核']
  ])('reads of a season %s that it is so', (_what, source, mark) => {
    const { note } = availabilityOn({ season: { ...autumn.season, source } }, '2026-11-22')
    expect(note).toBe(`每年 9月1日至 12月20日办理（${mark}），这一次到 2026年12月20日为止。`)
  })

  it('whatever the season, a closed item names the day from which it is open', () => {
    const two = (n: number) => String(n).padStart(2, '0')
    const dayOfYear = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    fc.assert(
      fc.property(dayOfYear, dayOfYear, dayOfYear, (from, to, today) => {
        const text = ([month, day]: [number, number]) => `${two(month)}-${two(day)}`
        const season = { season: { from: text(from), to: text(to), source: null } }
        const told = availabilityOn(season, `2026-${text(today)}`)
        const next = /下一次从 (\d+)年(\d+)月(\d+)日开始/.exec(told.note ?? '')
        expect(next === null).toBe(told.open)
        if (!next) return
        const [, year, month, day] = next.map(Number)
        const opens = `${year}-${two(month ?? 0)}-${two(day ?? 0)}`
        expect(opens > `2026-${text(today)}`).toBe(true)
        expect(availabilityOn(season, opens).open).toBe(true)
      })
    )
  })
})
