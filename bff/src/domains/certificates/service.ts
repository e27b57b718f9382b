import type { Clock } from '../../platform/clock/clock'
import { instantText } from '../../platform/clock/instant-text'
import type { Db } from '../../platform/db/db'
import { makePdf } from '../../platform/documents/pdf'
import { isRefused, refuse } from '../../platform/http/refused'
import type { Kv } from '../../platform/kv/kv'
import { newId } from '../../platform/new-id'
import type { CitizenSeals } from '../identity/port'
import { type ActingCaller, reachOf } from '../mandates/port'
import { drawPaperCode, drawShownCode, plainCode, shownPlace } from './code'
import type { CertificateKeys } from './keys'
import { paperOf } from './paper'
import type { Certificates } from './port'
import { presentCertificate, presentCheck, presentDetail, presentUnknown, stateOf } from './present'
import { isGenuine, openHidden, sealHidden, signContent } from './signed-content'
import {
  type CertificateRow,
  certificateByCode,
  certificateOf,
  certificatesOf,
  insertCertificate,
  isIssued
} from './store'

/** How long a shown code (亮证) is good, in milliseconds. */
const SHOWN_LIFE_MS = 60_000

export interface CertificatesDeps {
  db: Db
  kv: Kv
  clock: Clock
  seals: CitizenSeals
  keys: CertificateKeys
  /** page that checks a code; the code is appended */
  checkPage: string
  /** keyed hash of a value, another one per purpose (Sealer) */
  blindIndex(purpose: string, value: string): string
}

const within = (caller: ActingCaller, row: Pick<CertificateRow, 'service_id'>): boolean =>
  reachOf(caller)?.includes(row.service_id) ?? true

export const codeIndex = ({ blindIndex }: Pick<CertificatesDeps, 'blindIndex'>, code: string): string =>
  blindIndex('certificates.code', plainCode(code))

/** Issuing, reading, showing and checking e-certificates. */
export function makeCertificates(deps: CertificatesDeps) {
  const { db, kv, clock, seals, keys, checkPage } = deps

  const opened = async (row: CertificateRow) => {
    const seal = await seals.of(db, row.owner_id)
    const withdrawnReason = row.withdrawn_reason_sealed
      ? seal.open(row.withdrawn_reason_sealed, `certificates_certificates.withdrawn_reason:${row.id}`)
      : null
    return { row, hidden: openHidden(seal, row), withdrawnReason }
  }
  const mine = async (caller: ActingCaller, id: string) => {
    const row = await certificateOf(db, caller.ownerIds, id)
    if (!row) return refuse('not_found')
    return within(caller, row) ? row : refuse('out_of_scope')
  }

  /** A code that is good once, for a minute, for what is shown. */
  const showCode = async (what: string) => {
    const code = drawShownCode()
    await kv.set(shownPlace(code), what, SHOWN_LIFE_MS)
    return { code, expiresAt: instantText(new Date(clock.now().getTime() + SHOWN_LIFE_MS)) }
  }

  const issue: Certificates['issue'] = async (given) => {
    if (await isIssued(db, given.caseId)) return
    const { department, holder } = given
    const code = drawPaperCode()
    const open = {
      id: newId(),
      title: given.title,
      department: department.name,
      issued_on: given.issuedOn,
      valid_until: given.validUntil
    }
    const { name, ...rest } = holder
    const hidden = { holder: name, ...rest, number: given.number, code }
    const proof = await signContent(open, hidden, keys.signKey)
    const seal = await seals.of(db, given.ownerId)
    await insertCertificate(db, {
      ...open,
      ...proof,
      owner_id: given.ownerId,
      case_id: given.caseId,
      service_id: given.serviceId,
      department_id: department.id,
      code_index: codeIndex(deps, code),
      sealed: sealHidden(seal, open.id, hidden),
      created_at: clock.now()
    })
  }

  return {
    issue,
    opened,
    list: async (caller: ActingCaller) =>
      (await certificatesOf(db, caller.ownerIds))
        .filter((row) => within(caller, row))
        .map((row) => presentCertificate(row, clock.today())),
    /** Refused: not_found, out_of_scope. */
    show: async (caller: ActingCaller, id: string) => {
      const row = await mine(caller, id)
      return isRefused(row) ? row : presentDetail(await opened(row), clock.today())
    },
    /** The PDF; refused: not_found, out_of_scope. */
    paper: async (caller: ActingCaller, id: string) => {
      const row = await mine(caller, id)
      if (isRefused(row)) return row
      const { hidden } = await opened(row)
      const own = caller.capacity.kind === 'self'
      return makePdf(paperOf({ row, hidden, own, today: clock.today(), at: clock.now(), checkPage }))
    },
    /** 亮证. Refused: not_found, out_of_scope, forbidden (whoever acts for somebody is not the holder), conflict. */
    present: async (caller: ActingCaller, id: string) => {
      const row = await mine(caller, id)
      if (isRefused(row)) return row
      if (caller.capacity.kind !== 'self') return refuse('forbidden')
      if (stateOf(row, clock.today()) !== 'valid') return refuse('conflict')
      return showCode(row.id)
    },
    showCode,
    /** For anybody with the code of the paper. */
    check: async (code: string) => {
      const row = await certificateByCode(db, codeIndex(deps, code))
      const found = row && (await opened(row))
      return found && (await isGenuine(found.row, found.hidden, keys.trusted))
        ? presentCheck(found.row, found.hidden, clock.today(), clock.now())
        : presentUnknown(clock.now())
    }
  }
}
export type CertificatesService = ReturnType<typeof makeCertificates>
