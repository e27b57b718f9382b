import type { HeldLibrary } from '../../domains/certificates/port'
import type { CertificateLibrary } from '../../domains/services/port'
import { checkConfig } from '../../platform/department-client/check-config'
import { type DepartmentDeps, makeDepartmentClient } from '../../platform/department-client/department-client'
import { departmentNumbers } from '../../platform/department-client/numbers'
import { sm2Sm4Envelope } from '../../platform/department-client/sm2-sm4-envelope'
import { type ZzkConfig, zzkConfig } from './config'
import { readFile, readHeld, readList } from './translate'

const department = 'zzk'

/**
 * The e-certificate library (电子证照库). Throws one Error naming every mistake in the configuration; calls throw
 * DepartmentUnavailable or DepartmentRefused.
 */
export function makeZzkConnector(config: ZzkConfig, deps: DepartmentDeps) {
  const { url, appCode, sm4Key, privateKey, libraryPublicKey } = checkConfig(department, zzkConfig, config)
  const client = makeDepartmentClient({
    ...deps,
    department,
    baseUrl: url,
    numbers: { ...departmentNumbers.watched, ...deps.numbers },
    sign: sm2Sm4Envelope({ appCode, sm4Key, privateKey, theirPublicKey: libraryPublicKey })
  })
  // all only read
  const common = { method: 'POST', path: '/gateway', repeatable: true } as const
  const library: CertificateLibrary & HeldLibrary = {
    list: ({ name, idNumber }, grant) =>
      client.call({
        ...common,
        operation: 'ZZ_LIST',
        body: { XM: name, GMSFHM: idNumber },
        mayGo: grant.holds,
        read: readList
      }),
    held: ({ name, idNumber }, grant) =>
      client.call({
        ...common,
        operation: 'ZZ_LIST',
        body: { XM: name, GMSFHM: idNumber },
        mayGo: grant.holds,
        read: readHeld
      }),
    file: (certificateId, grant) =>
      client.call({
        ...common,
        operation: 'ZZ_FILE',
        body: { zzbs: certificateId },
        mayGo: grant.holds,
        read: readFile
      })
  }
  return { ...library, health: () => ({ name: department, ...client.state() }) }
}
