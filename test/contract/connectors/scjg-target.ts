import { makeScjgConnector } from '../../../bff/src/departments/scjg/client'
import { readEnterprise } from '../../../bff/src/departments/scjg/translate'
import { startTrial, trialOptions } from '../../sandbox/in-tests/trial-sandbox'
import type { ConnectorTarget } from './bench'
import { readRecorded } from './recorded'

/** The market-regulation bureau; the act looks an enterprise up, and so leaves nothing behind. */
export const scjgTarget: ConnectorTarget = {
  name: 'scjg',
  async start() {
    const sandbox = await startTrial()
    return {
      origin: sandbox.url,
      connect({ origin, deps, credentials }) {
        const { paasId, token } = trialOptions.scjg
        const connector = makeScjgConnector(
          { url: `${origin}/scjg`, paasId, token: credentials === 'right' ? token : 'guessed-token' },
          deps
        )
        return { act: () => connector.byCreditCode('91669999MA0YJB01X6'), health: connector.health }
      },
      close: sandbox.close
    }
  },
  canaries: ['赵磊', '669999198101080790', '91669999MA0YJB01X6', trialOptions.scjg.token, 'guessed-token'],
  headersOnly: true,
  recorded: () => readRecorded('scjg', { enterprise: readEnterprise })
}
