import { ownTime } from './own-time'

test('what an act waits for counts, what the machine held the process up for does not', async () => {
  const { value, ms } = await ownTime(async () => {
    await new Promise((resolve) => setTimeout(resolve, 40))
    for (const end = performance.now() + 300; performance.now() < end; );
    return 'done'
  })
  expect(value).toBe('done')
  expect(ms).toBeGreaterThanOrEqual(39)
  expect(ms).toBeLessThan(300)
})
