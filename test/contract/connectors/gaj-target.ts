import { makeGajConnector } from '../../../bff/src/departments/gaj/client'
import { readCheck } from '../../../bff/src/departments/gaj/translate'
import { bureauKeys, ourPrivateKey, policeKeys, startTrial, trialOptions } from '../../sandbox/in-tests/trial-sandbox'
import type { ConnectorTarget } from './bench'
import { readRecorded } from './recorded'

/** The public security bureau; the act checks a person of the sandbox, and so leaves nothing behind. */
export const gajTarget: ConnectorTarget = {
  name: 'gaj',
  async start() {
    const sandbox = await startTrial()
    return {
      origin: sandbox.url,
      connect({ origin, deps, credentials }) {
        const { appCode, sm4Key } = trialOptions.gaj
        const connector = makeGajConnector(
          {
            url: `${origin}/gaj`,
            appCode,
            sm4Key,
            // somebody else's key: the bureau cannot tell who signed
            privateKey: credentials === 'right' ? ourPrivateKey : bureauKeys.privateKey,
            bureauPublicKey: policeKeys.publicKey
          },
          deps
        )
        return {
          act: () => connector.check({ name: '陈国强', idNumber: '66999919850703011X' }),
          health: connector.health
        }
      },
      close: sandbox.close
    }
  },
  canaries: ['陈国强', '66999919850703011X', trialOptions.gaj.sm4Key, ourPrivateKey],
  changeRequest: (body) => body.replace('"transCode":"RK_CHECK"', '"transCode":"RK_CHECC"'),
  changeReply: (body) => body.replace('"code":"0"', '"code":"2001"'),
  // as they are once the envelope is open; rsj's recorded messages hold sealed ones
  recorded: () => readRecorded('gaj', { RK_CHECK: readCheck })
}
