import { factsRoutes } from '@shared/contract/facts'
import type { Subject } from '@shared/contract/guide'
import { type ServiceCheck, type ServiceVerdicts, serviceCheckRoutes } from '@shared/contract/service-check'
import { call } from '@/platform/call'
import type { AskedFact, FactValue } from './fact-value'

/** What anybody may be asked, by name. Rejects with CallError. */
export const listFacts = async (): Promise<Map<string, AskedFact>> =>
  new Map((await call(factsRoutes.listFacts, {})).items.map((fact) => [fact.name, fact]))

/** 情形引导 and 能不能办 from what was told; nothing is stored. Rejects with CallError; `bad_request` names the wrong facts in `fields`. */
export const checkService = (serviceId: string, facts: Record<string, FactValue>): Promise<ServiceCheck> =>
  call(serviceCheckRoutes.checkService, { params: { serviceId }, body: { facts } })

/** 我能办什么: the verdict of every item for persons or for enterprises; nothing is stored. Rejects as `checkService` does. */
export const judgeServices = (subject: Subject, facts: Record<string, FactValue>): Promise<ServiceVerdicts> =>
  call(serviceCheckRoutes.judgeServices, { body: { subject, facts } })
