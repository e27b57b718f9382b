import type { EnrolmentRegister } from '../../domains/services/port'
import { checkConfig } from '../../platform/department-client/check-config'
import { type DepartmentDeps, makeDepartmentClient } from '../../platform/department-client/department-client'
import { departmentNumbers } from '../../platform/department-client/numbers'
import { sm2Sm4Envelope } from '../../platform/department-client/sm2-sm4-envelope'
import { type RsjConfig, rsjConfig } from './config'
import { readFlexStatus } from './translate'

const department = 'rsj'

/**
 * The bureau of human resources (人社局): its register of flexible-employment insurance. Throws one Error naming every
 * mistake in the configuration; calls throw DepartmentUnavailable or DepartmentRefused.
 */
export function makeRsjConnector(config: RsjConfig, deps: DepartmentDeps) {
  const { url, appCode, sm4Key, privateKey, bureauPublicKey } = checkConfig(department, rsjConfig, config)
  const client = makeDepartmentClient({
    ...deps,
    department,
    baseUrl: url,
    numbers: { ...departmentNumbers.watched, ...deps.numbers },
    sign: sm2Sm4Envelope({ appCode, sm4Key, privateKey, theirPublicKey: bureauPublicKey })
  })
  const register: EnrolmentRegister = {
    flexibleStatus: ({ certNo, name }, grant) =>
      client.call({
        // the envelope sends it as transCode
        operation: 'SI_FLEX_STATUS',
        method: 'POST',
        path: '/gateway',
        body: { certNo, name },
        // only reads
        repeatable: true,
        mayGo: grant.holds,
        read: readFlexStatus
      })
  }
  return { ...register, health: () => ({ name: department, ...client.state() }) }
}
