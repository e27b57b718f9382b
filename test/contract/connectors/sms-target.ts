import { makeSmsConnector } from '../../../bff/src/departments/sms/client'
import { readReceipt, readSent } from '../../../bff/src/departments/sms/translate'
import { startTrial, trialOptions } from '../../sandbox/in-tests/trial-sandbox'
import { smsOn } from '../../support/sms-inbox'
import type { ConnectorTarget } from './bench'
import { readRecorded } from './recorded'

const phone = '19900000001'

/** The SMS gateway; the act is a sign-in code to a phone of the sandbox. */
export const smsTarget: ConnectorTarget = {
  name: 'sms',
  async start() {
    const sandbox = await startTrial()
    return {
      origin: sandbox.url,
      connect({ origin, deps, credentials }) {
        const { appId, secret } = trialOptions.sms
        const connector = makeSmsConnector(
          {
            url: `${origin}/sms`,
            appId,
            secret: credentials === 'right' ? secret : 'guessed-secret',
            signature: '指尖办'
          },
          deps
        )
        return {
          act: (key) => connector.send({ outId: key, phone, template: 'sign-in-code', params: ['482915'] }),
          health: connector.health
        }
      },
      done: async (key) => (await smsOn(sandbox.url, phone)).filter(({ outId }) => outId === key).length,
      close: sandbox.close
    }
  },
  canaries: [phone, '482915', trialOptions.sms.secret, 'guessed-secret'],
  changeRequest: (body) => body.replace('482915', '482916'),
  recorded: () => readRecorded('sms', { send: readSent, receipt: readReceipt })
}
