import { hotlineCallback } from '@shared/contract/consult-requests'
import * as z from 'zod'
import { makeHotlineConnector } from '../../../bff/src/departments/hotline/client'
import { readReceipt, readSteps, toStep } from '../../../bff/src/departments/hotline/translate'
import { startTrial, trialOptions } from '../../sandbox/in-tests/trial-sandbox'
import { testGrant } from '../../support/test-grant'
import type { ConnectorTarget } from './bench'
import { readRecorded } from './recorded'

const orders = z.object({ orders: z.array(z.object({ outerId: z.string() })) })

/** The 12345 hotline; the act is a 随手拍 with a place, a phone number and a photo. */
export const hotlineTarget: ConnectorTarget = {
  name: 'hotline',
  async start() {
    const sandbox = await startTrial()
    return {
      origin: sandbox.url,
      connect({ origin, deps, credentials }) {
        const { appId, secret, callbackSecret } = trialOptions.hotline
        const connector = makeHotlineConnector(
          {
            url: `${origin}/hotline`,
            appId,
            secret: credentials === 'right' ? secret : 'guessed-secret',
            callbackSecret,
            callbackUrl: 'http://127.0.0.1:9/api/v1/departments/hotline/callback'
          },
          deps
        )
        return { act: (key) => connector.create(orderOf(key), testGrant('hotline')), health: connector.health }
      },
      async done(key) {
        const { json } = await sandbox.get('/hotline/desk/api/orders')
        return orders.parse(json).orders.filter(({ outerId }) => outerId.startsWith(key)).length
      },
      close: sandbox.close
    }
  },
  canaries: ['井盖松了', '19900000001', '示例路', trialOptions.hotline.secret, 'guessed-secret'],
  changeRequest: (body) => body.replace('井盖松了', '井盖没了'),
  recorded: () =>
    readRecorded('hotline', {
      create: readReceipt,
      status: readSteps,
      callback: ({ body }) => {
        const read = hotlineCallback.parse(JSON.parse(body.toString()))
        return toStep(read, read)
      }
    })
}

const orderOf = (outerId: string) => ({
  outerId,
  kind: 'report' as const,
  category: '道路设施',
  text: '井盖松了，车一过就响。',
  place: { address: '大坪街道示例路 18 号', point: { longitude: 106.5478, latitude: 29.5658 } },
  about: null,
  mobile: '19900000001',
  photos: [{ fileName: '井盖.jpg', contentType: 'image/jpeg', content: Buffer.from('a photo') }],
  unchecked: false,
  submittedAt: new Date('2026-11-22T02:00:00Z')
})
