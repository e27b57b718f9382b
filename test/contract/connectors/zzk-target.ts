import { makeZzkConnector } from '../../../bff/src/departments/zzk/client'
import { readFile, readHeld, readList } from '../../../bff/src/departments/zzk/translate'
import { bureauKeys, ourPrivateKey, policeKeys, startTrial, trialOptions } from '../../sandbox/in-tests/trial-sandbox'
import { testGrant } from '../../support/test-grant'
import type { ConnectorTarget } from './bench'
import { readRecorded } from './recorded'

/** The e-certificate library; the act lists what it holds of a person of the sandbox, and so leaves nothing behind. */
export const zzkTarget: ConnectorTarget = {
  name: 'zzk',
  async start() {
    const sandbox = await startTrial()
    return {
      origin: sandbox.url,
      connect({ origin, deps, credentials }) {
        const { appCode, sm4Key } = trialOptions.zzk
        const connector = makeZzkConnector(
          {
            url: `${origin}/zzk`,
            appCode,
            sm4Key,
            // somebody else's key: the library cannot tell who signed
            privateKey: credentials === 'right' ? ourPrivateKey : bureauKeys.privateKey,
            libraryPublicKey: policeKeys.publicKey
          },
          deps
        )
        return {
          act: () => connector.list({ name: '陈国强', idNumber: '66999919850703011X' }, testGrant('zzk')),
          health: connector.health
        }
      },
      close: sandbox.close
    }
  },
  canaries: ['陈国强', '66999919850703011X', trialOptions.zzk.sm4Key, ourPrivateKey],
  changeRequest: (body) => body.replace('"transCode":"ZZ_LIST"', '"transCode":"ZZ_LISS"'),
  changeReply: (body) => body.replace('"code":"0"', '"code":"2001"'),
  // as they are once the envelope is open
  recorded: () => readRecorded('zzk', { ZZ_LIST: readList, 'ZZ_LIST for 我的证照': readHeld, ZZ_FILE: readFile })
}
