import { acceptanceCallback } from '@shared/contract/departments'
import * as z from 'zod'
import { makeYkbConnector } from '../../../bff/src/departments/ykb/client'
import {
  readCases,
  readItems,
  readReceipt,
  readStatus,
  readSupplemented,
  toStep
} from '../../../bff/src/departments/ykb/translate'
import type { Application } from '../../../bff/src/domains/services/port'
import { startTrial, trialOptions } from '../../sandbox/in-tests/trial-sandbox'
import { testGrant } from '../../support/test-grant'
import type { ConnectorTarget } from './bench'
import { readRecorded } from './recorded'

const cases = z.object({ cases: z.array(z.object({ outerId: z.string() })) })

/** The acceptance platform; the act is an application of the sandbox's default person. */
export const ykbTarget: ConnectorTarget = {
  name: 'ykb',
  async start() {
    const sandbox = await startTrial()
    return {
      origin: sandbox.url,
      connect({ origin, deps, credentials }) {
        const { appId, secret, callbackSecret } = trialOptions.ykb
        const connector = makeYkbConnector(
          {
            url: `${origin}/ykb`,
            appId,
            secret: credentials === 'right' ? secret : 'guessed-secret',
            callbackSecret,
            callbackUrl: 'http://127.0.0.1:9/api/v1/departments/ykb/callback'
          },
          deps
        )
        return { act: (key) => connector.apply(applicationOf(key), testGrant('ykb')), health: connector.health }
      },
      async done(key) {
        const { json } = await sandbox.get('/ykb/desk/api/cases')
        return cases.parse(json).cases.filter(({ outerId }) => outerId.startsWith(key)).length
      },
      close: sandbox.close
    }
  },
  canaries: ['张敏', '669999198803120021', '19900000001', '示例路', 'our-secret', 'guessed-secret'],
  changeRequest: (body) => body.replace('"name":"张敏"', '"name":"张明"'),
  recorded: () =>
    readRecorded('ykb', {
      apply: readReceipt,
      supplement: readSupplemented,
      status: readStatus,
      cases: readCases,
      items: readItems,
      callback: ({ body }) => {
        const read = acceptanceCallback.parse(JSON.parse(body.toString()))
        return toStep(read, read)
      }
    })
}

const submittedAt = new Date('2026-11-22T02:00:00Z')

/** The application every act of the suite hands in. */
export function applicationOf(outerId: string): Application {
  return {
    outerId,
    itemCode: '66999920140100101',
    itemName: '灵活就业人员参加企业职工基本养老保险登记',
    applicant: { name: '张敏', certNo: '669999198803120021', mobile: '19900000001' },
    form: [{ label: '户籍地址', value: '大坪街道示例路 18 号' }],
    materials: [
      {
        name: '承诺书',
        fileName: '承诺书.pdf',
        contentType: 'application/pdf',
        content: Buffer.from('%PDF-1.4 劳动关系声明')
      }
    ],
    submittedAt
  }
}
