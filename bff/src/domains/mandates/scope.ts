import { mandateDomain, type Scope } from '@shared/contract/mandates'
import type { MandateRow } from './mandate-store'

/** What a legal representative or a guardian may do. */
export const EVERYTHING: Scope = { domains: [...mandateDomain.options], serviceIds: null }

/** As a session carries it; null = everything. */
export const scopeOfSession = ({ kind, scope }: Pick<MandateRow, 'kind' | 'scope'>): Scope | null =>
  kind === 'legal-representative' || kind === 'guardian' ? null : scope

/** Why a scope cannot be given, in words; null = it can. */
export function wrongScope({ domains, serviceIds }: Scope, knows: (serviceId: string) => boolean): string | null {
  if (new Set(domains).size !== domains.length) return '授权范围里有重复的项目，请重新选择。'
  if (serviceIds === null) return null
  if (!domains.includes('services')) return '选了具体事项，请同时勾选“办事”。'
  return serviceIds.every(knows) ? null : '授权范围里有已下线的事项，请重新选择。'
}
