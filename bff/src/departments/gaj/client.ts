import type { PublicSecurity } from '../../domains/identity/port'
import { checkConfig } from '../../platform/department-client/check-config'
import { type DepartmentDeps, makeDepartmentClient } from '../../platform/department-client/department-client'
import { departmentNumbers } from '../../platform/department-client/numbers'
import { sm2Sm4Envelope } from '../../platform/department-client/sm2-sm4-envelope'
import { type GajConfig, gajConfig } from './config'
import { readCheck } from './translate'

const department = 'gaj'

/**
 * The public security bureau (公安局): whether a name and an ID number belong together. Throws one Error naming every
 * mistake in the configuration; calls throw DepartmentUnavailable or DepartmentRefused.
 */
export function makeGajConnector(config: GajConfig, deps: DepartmentDeps) {
  const { url, appCode, sm4Key, privateKey, bureauPublicKey } = checkConfig(department, gajConfig, config)
  const client = makeDepartmentClient({
    ...deps,
    department,
    baseUrl: url,
    numbers: { ...departmentNumbers.watched, ...deps.numbers },
    sign: sm2Sm4Envelope({ appCode, sm4Key, privateKey, theirPublicKey: bureauPublicKey })
  })
  const register: PublicSecurity = {
    check: ({ name, idNumber }) =>
      client.call({
        // the envelope sends it as transCode
        operation: 'RK_CHECK',
        method: 'POST',
        path: '/gateway',
        // their own field names: 姓名, 公民身份号码 (GA/T 543)
        body: { XM: name, GMSFHM: idNumber },
        // only reads
        repeatable: true,
        read: readCheck
      })
  }
  return { ...register, health: () => ({ name: department, ...client.state() }) }
}
