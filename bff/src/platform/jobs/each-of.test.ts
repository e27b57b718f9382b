import { eachOf } from './each-of'

it('one that fails keeps nobody behind it waiting, and the job still says so', async () => {
  const done: number[] = []
  const act = async (item: number) => {
    if (item === 1) throw new Error('a torn row')
    done.push(item)
  }
  await expect(eachOf([1, 2, 3], act)).rejects.toThrow('1 of 3 failed, first: a torn row')
  expect(done).toEqual([2, 3])
})
