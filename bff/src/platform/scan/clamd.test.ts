import { randomBytes } from 'node:crypto'
import { EICAR, startStrictClamd } from '../../../../test/support/strict-clamd'
import { makeScan } from './clamd'

let clamd: Awaited<ReturnType<typeof startStrictClamd>>
beforeAll(async () => {
  clamd = await startStrictClamd()
})
beforeEach(() => clamd.behave('scans'))
afterAll(() => clamd.close())

const largest = () => randomBytes(10 * 1024 * 1024)

describe('the virus scanner', () => {
  it('finds a file clean, also the largest and an empty one', async () => {
    const scan = makeScan(clamd.url)
    expect(scan.on).toBe(true)
    expect(await scan(largest())).toBe('clean')
    expect(await scan(Buffer.alloc(0))).toBe('clean')
  })

  it('finds the test virus, also at the very end of a large file', async () => {
    const scan = makeScan(clamd.url)
    expect(await scan(Buffer.from(EICAR))).toBe('infected')
    expect(await scan(Buffer.concat([largest(), Buffer.from(EICAR)]))).toBe('infected')
  })

  it('says nothing of a file where the scanner is mute, hangs up, babbles, or thinks it too large', async () => {
    const scan = makeScan(clamd.url, 200)
    for (const mood of ['mute', 'hangs-up', 'babbles'] as const) {
      clamd.behave(mood)
      expect(await scan(Buffer.from(EICAR))).toBe('unscanned')
    }
    const small = await startStrictClamd({ most: 1000 })
    expect(await makeScan(small.url)(randomBytes(2000))).toBe('unscanned')
    await small.close()
    expect(await makeScan(small.url)(Buffer.from(EICAR))).toBe('unscanned')
  })

  it('that is not there leaves every file unscanned', async () => {
    const scan = makeScan(undefined)
    expect(scan.on).toBe(false)
    expect(await scan(Buffer.from(EICAR))).toBe('unscanned')
  })
})
