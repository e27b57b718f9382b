import { makeYkbAuthConnector } from '../../../bff/src/departments/ykb-auth/client'
import { readPerson, readToken } from '../../../bff/src/departments/ykb-auth/translate'
import { startTrial, trialOptions } from '../../sandbox/in-tests/trial-sandbox'
import type { ConnectorTarget } from './bench'
import { readRecorded } from './recorded'

const redirectUri = 'http://127.0.0.1:9/ykb'

/** 渝快办's sign-in knows us by client id and secret and signs nothing; the act signs a person in with a fresh code. */
export const ykbAuthTarget: ConnectorTarget = {
  name: 'ykb-auth',
  async start() {
    const sandbox = await startTrial()
    return {
      origin: sandbox.url,
      connect({ origin, deps, credentials }) {
        const { clientId, clientSecret } = trialOptions.ykbAuth
        const connector = makeYkbAuthConnector(
          {
            url: `${origin}/ykb-auth`,
            pageUrl: `${sandbox.url}/ykb-auth`,
            clientId,
            clientSecret: credentials === 'right' ? clientSecret : 'guessed-secret'
          },
          deps
        )
        return {
          async act() {
            const { pathname, search } = new URL(connector.authorizeUrl(redirectUri, 'state-1'))
            const { location } = await sandbox.postForm(`${pathname}${search}`, { person: 'zhang-min' })
            return connector.byCode(new URL(location).searchParams.get('code') ?? '', redirectUri)
          },
          health: connector.health
        }
      },
      close: sandbox.close
    }
  },
  canaries: [
    '张敏',
    '669999198803120021',
    '19900000001',
    trialOptions.ykbAuth.clientSecret,
    'guessed-secret',
    'Bearer'
  ],
  recorded: () => readRecorded('ykb-auth', { token: readToken, userinfo: readPerson })
}
