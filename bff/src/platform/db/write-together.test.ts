import { writeTogether } from './write-together'

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

test('rows of one moment are one statement, in their order, and each caller hears when its row is written', async () => {
  const written: number[][] = []
  const write = writeTogether<number>(async (rows) => written.push(rows))
  await Promise.all([3, 1, 2].map(write))
  expect(written).toEqual([[3, 1, 2]])
  await write(4)
  expect(written).toEqual([[3, 1, 2], [4]])
})

test('rows that come while others are being written wait and go together; no two statements run at once', async () => {
  const written: number[][] = []
  const finish: (() => void)[] = []
  const write = writeTogether<number>(async (rows) => {
    written.push(rows)
    await new Promise<void>((resolve) => finish.push(resolve))
  })
  const first = write(1)
  await nextTurn()
  await nextTurn()
  const later = [write(2)]
  await nextTurn()
  later.push(write(3))
  await nextTurn()
  expect(written).toEqual([[1]])
  finish[0]?.()
  await first
  await nextTurn()
  expect(written).toEqual([[1], [2, 3]])
  finish[1]?.()
  await Promise.all(later)
})

test('a statement that fails is told to everybody in it, and the next rows are written', async () => {
  let away = true
  const written: number[][] = []
  const write = writeTogether<number>(async (rows) => {
    if (away) throw new Error('away')
    written.push(rows)
  })
  const both = await Promise.allSettled([write(1), write(2)])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  away = false
  await write(3)
  expect(written).toEqual([[3]])
})

test('a crowd is split into statements of 500 rows, nobody is left out', async () => {
  const written: number[][] = []
  const write = writeTogether<number>(async (rows) => written.push(rows))
  await Promise.all(Array.from({ length: 1201 }, (_, i) => write(i)))
  expect(written.map((rows) => rows.length)).toEqual([500, 500, 201])
  expect(written.flat()).toEqual(Array.from({ length: 1201 }, (_, i) => i))
})
