import { makeHotlineConnector } from '../../../bff/src/departments/hotline/client'
import { readEcho, readStatus } from '../../../bff/src/departments/hotline/translate'
import { startHotline } from '../../sandbox/hotline/start-hotline'
import type { ConnectorTarget } from './bench'
import { readRecorded } from './recorded'

const keys = { appId: 'zhijianban', secret: 'hotline-secret-0123456789' }

/** The hotline system; the act is an echo that carries a person. */
export const hotlineTarget: ConnectorTarget = {
  name: 'hotline',
  async start() {
    const sandbox = await startHotline({ port: 0, ...keys })
    return {
      origin: sandbox.origin,
      connect({ origin, deps, credentials }) {
        const secret = credentials === 'right' ? keys.secret : 'guessed-secret'
        const connector = makeHotlineConnector({ url: `${origin}/hotline`, appId: keys.appId, secret }, deps)
        return { act: (key) => connector.echo(key, '张敏 19900000001'), health: connector.health }
      },
      done: async (key) => sandbox.count(key),
      close: sandbox.close
    }
  },
  canaries: ['张敏', '19900000001', keys.secret, 'guessed-secret'],
  changeRequest: (body) => body.replace('张敏', '张明'),
  recorded: () => readRecorded('hotline', { echo: readEcho, status: readStatus })
}
