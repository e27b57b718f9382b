import { type Counts, figuresOf } from './figures'

const source = { title: '规划', document: '示例', read: true }
const guide = (applyOnline: boolean, visits: number | null, read = true) => ({
  applyOnline,
  visits: { value: visits, source: visits === null ? null : { ...source, read } }
})
const nothing = { part: 0, whole: 0 }
const of = (given: Partial<Counts>) =>
  new Map(figuresOf({ guides: [], onTime: nothing, ratings: nothing, ...given }).map((figure) => [figure.id, figure]))

it('says that nothing is known, never 0 %, where no item and no case tells anything', () => {
  expect([...of({}).values()].map(({ perMille }) => perMille)).toEqual([null, null, null, null, null])
})

it('counts visits only where somebody has read the number: examples and gaps are left out, and said so', () => {
  const figures = of({
    guides: [guide(true, 0), guide(true, 1), guide(false, 3), guide(false, null), guide(true, 0, false)]
  })
  expect(figures.get('no-visit')).toMatchObject({ perMille: 333, part: 1, whole: 3 })
  expect(figures.get('one-visit')).toMatchObject({ perMille: 666, part: 2, whole: 3 })
  expect(figures.get('no-visit')?.note).toBe('2 个事项还没有核实到现场次数，没有算进来。')
  expect(figures.get('online')).toMatchObject({ perMille: 600, part: 3, whole: 5 })
})

it('rounds down, so that a target is reached only when it is reached', () => {
  expect(of({ onTime: { part: 9499, whole: 10_000 } }).get('on-time')?.perMille).toBe(949)
})

it('tells nothing of fewer than five ratings', () => {
  expect(of({ ratings: { part: 4, whole: 4 } }).get('satisfied')).toMatchObject({ perMille: null, whole: 0 })
  expect(of({ ratings: { part: 4, whole: 5 } }).get('satisfied')).toMatchObject({ perMille: 800, whole: 5 })
})

it('names a target only with the line it comes from', () => {
  const figures = of({})
  expect(figures.get('no-visit')?.target).toMatchObject({ perMille: 200, source: { quote: '“零跑腿”比例提升至20%' } })
  expect(figures.get('one-visit')?.target?.perMille).toBe(950)
  expect(figures.get('online')?.target?.perMille).toBe(950)
  expect(figures.get('on-time')?.target).toBeNull()
})
