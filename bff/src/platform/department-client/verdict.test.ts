import { inspect } from 'node:util'
import pino from 'pino'
import { DepartmentRefused, DepartmentUnavailable } from './errors'
import { codeForLog, logStrange, settle, unreadable } from './verdict'

describe('a code of a department in our log', () => {
  it.each(['E1021', '0000', '-1', '40163', 'state:SUSPENDED'])('%s stands there as it came', (code) => {
    expect(codeForLog(code)).toBe(code)
  })

  it.each(['证件号 669999198803120021', '669999198803120021', '19900000001', 'E1021 张敏', ''])(
    'is withheld when it could hold somebody’s data: %s',
    (code) => {
      expect(codeForLog(code)).toBe('unprintable')
    }
  )
})

describe('what a reply means', () => {
  it('is the value itself when all went well', () => {
    expect(settle('ykb', { kind: 'ok', value: 7 })).toBe(7)
  })

  it('is worth another try later when nobody could read it or its code is unknown', () => {
    const unavailable = new DepartmentUnavailable({ department: 'ykb', reason: 'garbage' })
    expect(() => settle('ykb', unreadable('shape'))).toThrow(unavailable)
    expect(() => settle('ykb', { kind: 'unknown', code: 'E7777' })).toThrow(unavailable)
  })

  it('keeps the department’s words for those who ask, and out of anything that prints the error', () => {
    const lines: string[] = []
    try {
      const fields = [{ field: 'applicant.name', reason: '张敏不是户主' }]
      settle('ykb', { kind: 'refused', code: 'E2002', said: '申请人张敏有误', fields })
    } catch (error) {
      if (!(error instanceof DepartmentRefused)) throw error
      expect([error.department, error.code, error.said, error.fields.length]).toEqual([
        'ykb',
        'E2002',
        '申请人张敏有误',
        1
      ])
      pino({}, { write: (line: string) => lines.push(line) }).error({ err: error })
      lines.push(inspect(error, { depth: 9 }), JSON.stringify(error), String(error.stack))
    }
    expect(lines).toHaveLength(4)
    expect(lines.join()).toContain('E2002')
    expect(lines.join()).not.toContain('张敏')
  })

  it('leaves a log line with the raw code when a callback cannot be taken over', () => {
    const lines: string[] = []
    const log = pino({}, { write: (line: string) => lines.push(line) })
    logStrange(log, 'ykb', 'callback', { kind: 'unknown', code: 'state:SUSPENDED' })
    logStrange(log, 'ykb', 'callback', { kind: 'ok', value: 1 })
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ department: 'ykb', outcome: 'unknown', code: 'state:SUSPENDED' })
  })
})
