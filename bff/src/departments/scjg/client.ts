import type { MarketRegister } from '../../domains/mandates/port'
import { checkConfig } from '../../platform/department-client/check-config'
import { type DepartmentDeps, makeDepartmentClient } from '../../platform/department-client/department-client'
import { departmentNumbers } from '../../platform/department-client/numbers'
import { tifSigning } from '../../platform/department-client/tif-headers'
import { type ScjgConfig, scjgConfig } from './config'
import { readEnterprise } from './translate'

const department = 'scjg'

/**
 * The register of the market-regulation bureau (市场监管局). Throws one Error naming every mistake in the configuration;
 * calls throw DepartmentUnavailable or DepartmentRefused.
 */
export function makeScjgConnector(config: ScjgConfig, deps: DepartmentDeps) {
  const { url, paasId, token } = checkConfig(department, scjgConfig, config)
  const client = makeDepartmentClient({
    ...deps,
    department,
    baseUrl: url,
    numbers: { ...departmentNumbers.watched, ...deps.numbers },
    sign: tifSigning({ paasId, token })
  })
  const register: MarketRegister = {
    // a few codes that are in use fail the check digit of GB 32100, so none is turned away here: the register decides
    byCreditCode: (creditCode) =>
      client.call({
        operation: 'enterprise',
        method: 'GET',
        path: '/enterprise',
        query: { creditCode },
        repeatable: true,
        read: readEnterprise
      })
  }
  return { ...register, health: () => ({ name: department, ...client.state() }) }
}
