import { findings, type Swept, sweep } from './canary/sweep'

let mockPlainErrors = false
jest.mock('../../bff/src/platform/log/safe-error', () => {
  const real = jest.requireActual('../../bff/src/platform/log/safe-error')
  const whole = (error: Error) => ({ name: error.name, message: error.message, stack: error.stack })
  return {
    ...real,
    safeError: (error: unknown) => (mockPlainErrors && error instanceof Error ? whole(error) : real.safeError(error))
  }
})

const total = ({ found }: { found: Map<string, number> }) => [...found.values()].reduce((sum, count) => sum + count, 0)

/** Places that a run on a real database server has not. */
const EMBEDDED_ONLY = process.env.TEST_DATABASE_URL ? ['database files'] : []
const CARELESS = 'log of a careless program'

/** What each of them has told us, been told, and handed in. */
const OWN: Record<'applicant' | 'traveller', string[]> = {
  applicant: [
    ...['applicant.name', 'applicant.idNumber', 'applicant.mobile', 'applicant.openid', 'applicant.oaOpenid'],
    ...['address', 'plate', 'bankCard', 'story', 'draftStory', 'fileName', 'departmentNote', 'result.personalNo'],
    ...['dispute', 'disputeAnswer', 'correction', 'correctionAnswer', 'request', 'hotlineAnswer']
  ],
  traveller: ['traveller.mobile', 'traveller.openid', 'passport', 'passportName', 'nationality', 'reviewReason']
}

describe('canary citizens go through everything', () => {
  let swept: Swept
  beforeAll(async () => {
    swept = await sweep({ careless: false })
  })

  it('nothing of theirs is left anywhere in plain, however it is written', () => {
    expect(findings(swept.places)).toEqual([])
  })

  it('no token of a session is left anywhere but in the cookie it came in', () => {
    expect(findings(swept.tokens)).toEqual([])
  })

  it('looked into every place, and every kind of refusal and failure was among what it heard', () => {
    const empty = Object.entries(swept.places).flatMap(([name, { bytes }]) => (bytes < 100 ? [name] : []))
    expect(empty.sort()).toEqual([...EMBEDDED_ONLY, CARELESS].sort())
    const { statuses } = swept
    for (const status of [200, 400, 401, 403, 404, 409, 413, 422, 500, 503])
      expect([status, (statuses.get(status) ?? 0) > 0]).toEqual([status, true])
    expect(statuses.get(400)).toBeGreaterThan(100)
  })

  it('used every route of the product', () => {
    expect(swept.leftOut).toEqual([])
  })

  it.each(['applicant', 'traveller'] as const)('the export of the %s holds their values, and nobody else’s', (who) => {
    const found = swept.exported[who]
    expect(OWN[who].filter((name) => !found.has(name))).toEqual([])
    expect([...found.keys()].filter((name) => !OWN[who].includes(name))).toEqual([])
  })
})

describe('negative control: nothing sealed, nothing left out of the log', () => {
  it('the same sweep finds them in the database, the files, the backup and the log', async () => {
    mockPlainErrors = true
    const { places } = await sweep({ careless: true })
    const counts = new Map(Object.entries(places).map(([name, place]) => [name, total(place)]))
    process.stdout.write(`canary sweep without sealing and redaction found ${JSON.stringify([...counts])}\n`)
    const needed = ['log', CARELESS, 'database rows', 'database files', 'files folder', 'data folder', 'backup']
    for (const name of needed.filter((one) => !EMBEDDED_ONLY.includes(one)))
      expect([name, (counts.get(name) ?? 0) > 10]).toEqual([name, true])
    const values = new Set(Object.values(places).flatMap(({ found }) => [...found.keys()]))
    for (const kind of ['applicant.idNumber', 'child.name', 'passport', 'departmentNote', 'dispute', 'fileBytes'])
      expect([kind, values.has(kind)]).toEqual([kind, true])
  })
})
