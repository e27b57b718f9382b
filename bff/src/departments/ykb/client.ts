import type { acceptanceCallback } from '@shared/contract/departments'
import type * as z from 'zod/mini'
import type { AcceptancePlatform, CaseStep, PlatformLists } from '../../domains/services/port'
import { checkConfig } from '../../platform/department-client/check-config'
import { type DepartmentDeps, makeDepartmentClient } from '../../platform/department-client/department-client'
import { type CallbackCheck, hmacSm3Check, hmacSm3Signing } from '../../platform/department-client/hmac-sm3'
import { departmentNumbers } from '../../platform/department-client/numbers'
import { logStrange, settle } from '../../platform/department-client/verdict'
import type { SignedRequest } from '../../platform/http/caller'
import { type YkbConfig, ykbConfig } from './config'
import { makeYkbDoor } from './door'
import {
  fromApplication,
  fromForm,
  fromMaterial,
  inShanghai,
  readCases,
  readItems,
  readReceipt,
  readStatus,
  readSupplemented,
  toStep
} from './translate'

const department = 'ykb'
const originsOf = (list: string): string[] =>
  list.split(',').flatMap((one) => (URL.canParse(one.trim()) ? [new URL(one.trim()).origin] : []))
const headerPrefix = 'X-Ykb'

/**
 * The municipal acceptance platform: takes cases of many departments and reports their steps. Throws one Error naming
 * every mistake in the configuration; calls throw DepartmentUnavailable or DepartmentRefused.
 */
export function makeYkbConnector(config: YkbConfig, deps: DepartmentDeps) {
  const { url, appId, secret, callbackSecret, callbackUrl, pageUrl, returnOrigins } = checkConfig(
    department,
    ykbConfig,
    config
  )
  const client = makeDepartmentClient({
    ...deps,
    department,
    baseUrl: url,
    numbers: { ...departmentNumbers.background, ...deps.numbers },
    sign: hmacSm3Signing({ headerPrefix, appId, secret })
  })
  const check = hmacSm3Check({ headerPrefix, appId: department, secret: callbackSecret }, deps)
  const acceptance: AcceptancePlatform = {
    apply: (application, grant) =>
      client.call({
        operation: 'apply',
        method: 'POST',
        path: '/api/acceptance/apply',
        body: fromApplication(application, callbackUrl),
        // the platform knows the case by outerId and answers its first receipt again
        repeatable: true,
        mayGo: grant.holds,
        read: readReceipt
      }),
    supplement: ({ outerId, form, materials }, supplementId, grant) =>
      client.call({
        operation: 'supplement',
        method: 'POST',
        path: '/api/acceptance/supplement',
        body: { outerId, supplementId, form: fromForm(form), materials: materials.map(fromMaterial) },
        // recognised by supplementId
        repeatable: true,
        mayGo: grant.holds,
        read: readSupplemented
      }),
    status: (outerId) =>
      client.call({
        operation: 'status',
        method: 'GET',
        path: '/api/acceptance/status',
        query: { outerId },
        repeatable: true,
        read: readStatus
      })
  }
  const lists: PlatformLists = {
    cases: (since, page) =>
      client.call({
        operation: 'cases',
        method: 'GET',
        path: '/api/acceptance/cases',
        query: { since: inShanghai(since), page: String(page) },
        repeatable: true,
        read: readCases
      }),
    items: (page) =>
      client.call({
        operation: 'items',
        method: 'GET',
        path: '/api/catalogue/items',
        query: { page: String(page) },
        repeatable: true,
        read: readItems
      })
  }
  return {
    ...acceptance,
    lists,
    door: makeYkbDoor(
      { secret, callbackSecret, pageUrl, returnOrigins: originsOf(returnOrigins ?? pageUrl ?? '') },
      deps
    ),
    health: () => ({ name: department, ...client.state() }),
    /** Whether a callback is the platform's: right signature, at most 300 s off our clock, not seen before. */
    verifyCallback: (request: SignedRequest): Promise<CallbackCheck> => check(request),
    /** The step a callback reports; throws DepartmentUnavailable on a state or date we cannot read, so it comes again. */
    toCaseStep(body: z.infer<typeof acceptanceCallback>): CaseStep {
      const step = toStep(body, body)
      logStrange(deps.log, department, 'callback', step)
      return settle(department, step)
    }
  }
}
