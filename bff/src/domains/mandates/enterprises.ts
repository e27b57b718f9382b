import { checkCreditCode, hasCreditCodeShape } from '@shared/values/credit-code'
import { typedCode } from '@shared/values/typed-code'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import { isRefused, refuse } from '../../platform/http/refused'
import { newId } from '../../platform/new-id'
import type { Persons, Subjects } from '../identity/port'
import type { Endings } from './endings'
import {
  type EnterpriseRow,
  enterpriseByCode,
  enterprisesById,
  keepEnterprise,
  lockCreditCode
} from './enterprise-store'
import { openInvitations } from './invitation-store'
import { isRepresentative, stands } from './legal-representative'
import { closeExpired, insertMandate, livingFor, livingHeld, mandatesGiven } from './mandate-store'
import type { ActingCaller, MarketRegister, RegisteredEnterprise } from './port'
import { EVERYTHING } from './scope'

interface Deps {
  db: Db
  clock: Clock
  persons: Pick<Persons, 'verified'>
  subjects: Subjects
  register: MarketRegister
  endings: Endings
}

const NOT_FOUND = '没有查到这个统一社会信用代码的企业，请对照营业执照逐位核对。'
const GONE = {
  revoked: '登记显示这家企业已被吊销营业执照，不能绑定。',
  cancelled: '登记显示这家企业已经注销，不能绑定。'
} as const

/** 我的企业: bound by credit code, confirmed by the market-regulation register. */
export function makeEnterprises({ db, clock, persons, subjects, register, endings }: Deps) {
  /** Refused with form_invalid when the register knows no living enterprise of this code. */
  const registered = async (typed: string) => {
    const given = checkCreditCode(typed)
    // some codes in real use fail the check character: the register decides, the reason is told when it knows none
    if (!given.ok && !hasCreditCodeShape(typed)) return refuse('form_invalid', { creditCode: `${given.reason}。` })
    const found = await register.byCreditCode(typedCode(typed))
    if (!found) return refuse('form_invalid', { creditCode: given.ok ? NOT_FOUND : `${given.reason}。` })
    return found.state === 'active' ? found : refuse('form_invalid', { creditCode: GONE[found.state] })
  }

  const keep = async (tx: Tx, found: RegisteredEnterprise, representativeId: string): Promise<EnterpriseRow> => {
    const known = await enterpriseByCode(tx, found.creditCode)
    const row = {
      id: known?.id ?? (await subjects.create(tx, 'enterprise')),
      credit_code: found.creditCode,
      name: found.name,
      confirmed_at: clock.now(),
      representative_id: representativeId
    }
    await keepEnterprise(tx, row)
    return row
  }

  const appoint = async (tx: Tx, caller: ActingCaller, enterprise: EnterpriseRow) => {
    const living = await livingFor(tx, enterprise.id, clock.today())
    const mine = living.find((row) => isRepresentative(row) && caller.selfIds.includes(row.holder_id))
    for (const former of living.filter((row) => isRepresentative(row) && row !== mine))
      await endings.replace(tx, enterprise, former, living)
    if (mine) return mine
    const kind = 'legal-representative' as const
    const between = { kind, ownerId: enterprise.id, holderId: caller.citizenId }
    await closeExpired(tx, between, clock.today(), clock.now())
    const fresh = {
      id: newId(),
      kind,
      owner_id: enterprise.id,
      holder_id: caller.citizenId,
      scope: EVERYTHING,
      since: clock.now(),
      until: null,
      from_invitation: null,
      owner_name_sealed: null
    }
    await insertMandate(tx, fresh)
    return fresh
  }

  return {
    /** Refused: form_invalid (fields.creditCode), not_legal_representative, level_required. */
    bind: async (caller: ActingCaller, typed: string) => {
      const person = await persons.verified(db, caller.citizenId)
      if (!person) return refuse('level_required', { needed: 'real-name' })
      const found = await registered(typed)
      if (isRefused(found)) return found
      if (!stands(found, person)) return refuse('not_legal_representative')
      return db.tx(async (tx) => {
        await lockCreditCode(tx, found.creditCode)
        const enterprise = await keep(tx, found, caller.citizenId)
        return { enterprise, mandate: await appoint(tx, caller, enterprise) }
      })
    },
    /** Enterprises the person may act for, each with the mandate that says so (the representative's before an agent's). */
    list: async ({ selfIds }: ActingCaller) => {
      const held = (await livingHeld(db, selfIds, clock.today())).filter(
        (row) => isRepresentative(row) || row.kind === 'agent'
      )
      const known = await enterprisesById(db, [...new Set(held.map((row) => row.owner_id))])
      return known.flatMap((enterprise) => {
        const mine = held.filter((row) => row.owner_id === enterprise.id)
        const mandate = mine.find(isRepresentative) ?? mine[0]
        return mandate ? [{ enterprise, mandate }] : []
      })
    },
    /** Agents (also former ones) and open invitations for the legal representative. Refused: not_found. */
    show: async ({ selfIds }: ActingCaller, enterpriseId: string) => {
      const living = await livingFor(db, enterpriseId, clock.today())
      const mine = living.filter((row) => selfIds.includes(row.holder_id))
      const mandate = mine.find(isRepresentative) ?? mine.find((row) => row.kind === 'agent')
      const [enterprise] = mandate ? await enterprisesById(db, [enterpriseId]) : []
      if (!mandate || !enterprise) return refuse('not_found')
      if (!isRepresentative(mandate)) return { enterprise, mandate, agents: [], invitations: [] }
      return {
        enterprise,
        mandate,
        agents: await mandatesGiven(db, [enterpriseId], 'agent'),
        invitations: await openInvitations(db, [enterpriseId], 'agent', clock.now())
      }
    }
  }
}
export type Enterprises = ReturnType<typeof makeEnterprises>
