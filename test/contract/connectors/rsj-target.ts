import { makeRsjConnector } from '../../../bff/src/departments/rsj/client'
import { readFlexStatus } from '../../../bff/src/departments/rsj/translate'
import { openEnvelope } from '../../../bff/src/platform/department-client/sm2-sm4-envelope'
import { bureauKeys, ourPrivateKey, startTrial, trialOptions } from '../../sandbox/in-tests/trial-sandbox'
import { testGrant } from '../../support/test-grant'
import type { ConnectorTarget } from './bench'
import { readRecorded } from './recorded'

/** The bureau; the act asks for the enrolment of a person of the sandbox, and so leaves nothing behind. */
export const rsjTarget: ConnectorTarget = {
  name: 'rsj',
  async start() {
    const sandbox = await startTrial()
    return {
      origin: sandbox.url,
      connect({ origin, deps, credentials }) {
        const { appCode, sm4Key } = trialOptions.rsj
        const connector = makeRsjConnector(
          {
            url: `${origin}/rsj`,
            appCode,
            sm4Key,
            // somebody else's key: the bureau cannot tell who signed
            privateKey: credentials === 'right' ? ourPrivateKey : bureauKeys.privateKey,
            bureauPublicKey: bureauKeys.publicKey
          },
          deps
        )
        return {
          act: () => connector.flexibleStatus({ certNo: '66999919850703011X', name: '陈国强' }, testGrant('rsj')),
          health: connector.health
        }
      },
      close: sandbox.close
    }
  },
  canaries: ['陈国强', '66999919850703011X', '6699990000002', trialOptions.rsj.sm4Key, ourPrivateKey],
  changeRequest: (body) => body.replace('"transCode":"SI_FLEX_STATUS"', '"transCode":"SI_FLEX_STATU5"'),
  changeReply: (body) => body.replace('"code":"0"', '"code":"2001"'),
  recorded: () =>
    readRecorded('rsj', {
      SI_FLEX_STATUS: async (reply, { requestId = '', sm4Key = '', bureauPublicKey = '' }) => {
        const keys = { appCode: '', privateKey: '', sm4Key, theirPublicKey: bureauPublicKey }
        const opened = await openEnvelope(keys, requestId, reply)
        return opened === null ? 'not genuine' : readFlexStatus(opened)
      }
    })
}
