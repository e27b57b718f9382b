import type { hotlineCallback } from '@shared/contract/consult-requests'
import type * as z from 'zod/mini'
import type { Hotline, OrderStep } from '../../domains/consult/port'
import { checkConfig } from '../../platform/department-client/check-config'
import { type DepartmentDeps, makeDepartmentClient } from '../../platform/department-client/department-client'
import { type CallbackCheck, hmacSm3Check, hmacSm3Signing } from '../../platform/department-client/hmac-sm3'
import { departmentNumbers } from '../../platform/department-client/numbers'
import { logStrange, settle } from '../../platform/department-client/verdict'
import type { SignedRequest } from '../../platform/http/caller'
import { type HotlineConfig, hotlineConfig } from './config'
import { fromOrder, readReceipt, readSteps, toStep } from './translate'

const department = 'hotline'
const headerPrefix = 'X-Hotline'

/**
 * The 12345 hotline: takes work orders and reports their steps. Throws one Error naming every mistake in the
 * configuration; calls throw DepartmentUnavailable or DepartmentRefused.
 */
export function makeHotlineConnector(config: HotlineConfig, deps: DepartmentDeps) {
  const { url, appId, secret, callbackSecret, callbackUrl } = checkConfig(department, hotlineConfig, config)
  const client = makeDepartmentClient({
    ...deps,
    department,
    baseUrl: url,
    numbers: { ...departmentNumbers.background, ...deps.numbers },
    sign: hmacSm3Signing({ headerPrefix, appId, secret })
  })
  const check = hmacSm3Check({ headerPrefix, appId: department, secret: callbackSecret }, deps)
  const hotline: Hotline = {
    create: (order, grant) =>
      client.call({
        operation: 'create',
        method: 'POST',
        path: '/api/orders',
        body: fromOrder(order, callbackUrl),
        // the hotline knows the order by outerId and answers its first receipt again
        repeatable: true,
        mayGo: grant.holds,
        read: readReceipt
      }),
    steps: (outerId) =>
      client.call({
        operation: 'status',
        method: 'GET',
        path: '/api/orders/status',
        query: { outerId },
        repeatable: true,
        read: readSteps
      })
  }
  return {
    ...hotline,
    health: () => ({ name: department, ...client.state() }),
    /** Whether a callback is the hotline's: right signature, at most 300 s off our clock, not seen before. */
    verifyCallback: (request: SignedRequest): Promise<CallbackCheck> => check(request),
    /** The step a callback reports; throws DepartmentUnavailable on a state or date we cannot read, so it comes again. */
    toStep(body: z.output<typeof hotlineCallback>): OrderStep {
      const step = toStep(body, body)
      logStrange(deps.log, department, 'callback', step)
      return settle(department, step)
    }
  }
}
