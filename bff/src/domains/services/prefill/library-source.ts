import { type Sharing, sharing as sharingSchema } from '@shared/contract/consents'
import type { Answer, Field } from '@shared/contract/form'
import type { Clock } from '../../../platform/clock/clock'
import type { Db } from '../../../platform/db/db'
import { isRefused } from '../../../platform/http/refused'
import type { Consents, Grant } from '../../consents/port'
import type { Content } from '../../content/port'
import type { Persons } from '../../identity/port'
import type { Ledger } from '../../ledger/port'
import type { ActingCaller } from '../../mandates/port'
import type { CitizenFiles } from '../files'
import type { CertificateLibrary, LibraryCertificate } from '../port'
import type { Found, PrefillSource, Wanted } from './source'

const SHARING = 'e-certificate-library'
const SYSTEM = 'zzk'

/** Who can put an entry of a certificate right: ids in departments.yaml. */
const ISSUERS = {
  'id-card': 'public-security',
  household: 'public-security',
  disability: 'civil-affairs',
  'business-licence': 'market-regulation',
  property: 'city-land-planning'
} as const satisfies Record<LibraryCertificate['kind'], string>

interface Deps {
  db: Db
  clock: Clock
  library: CertificateLibrary
  consents: Pick<Consents, 'grant'>
  content: Pick<Content, 'sharings'>
  ledger: Ledger
  persons: Persons
  files: Pick<CitizenFiles, 'keepPaper'>
}

/** An entry as the field answers it: where there are options, the one that is called so. */
function answerOf(field: Field, entry: string): Answer | undefined {
  if (!('options' in field)) return entry
  return field.options.find(({ value, label }) => label === entry || value === entry)?.value
}

/**
 * The e-certificate library (电子证照库), for people who act for themselves and agree to it. Only certificates that are in
 * force and are this person's own count. A certificate in place of a photo is fetched once, into the person's own files.
 */
export function makeLibrarySource(deps: Deps): PrefillSource {
  const { db, clock, library, consents, content, ledger, persons, files } = deps

  const told = (): Sharing | null => {
    const sharing = content.sharings.get(SHARING)
    return sharing ? sharingSchema.parse(sharing) : null
  }
  const writeDown = async (ownerId: string, grant: Grant<typeof SYSTEM>): Promise<void> => {
    const department = told()?.department
    if (!department) return
    await ledger.record(db, {
      ownerId,
      reader: { kind: 'department', ...department },
      purpose: grant.purpose,
      fields: grant.fields,
      once: `prefill:${ownerId}:${grant.consentId}:${clock.today()}`
    })
  }
  const take = async (
    caller: ActingCaller,
    { blank }: Wanted,
    one: LibraryCertificate,
    grant: Grant<typeof SYSTEM>
  ): Promise<Pick<Found, 'value' | 'file'> | null> => {
    // what stands there already, a photo or this certificate, stays
    if (!blank) return null
    const name = `${one.name}（电子证照）.pdf`
    const bytes = await library.file(one.id, grant)
    const given = { name, type: 'application/pdf', bytes }
    const file = await files.keepPaper(caller, given, one.validUntil)
    return isRefused(file) ? null : { value: [file.id], file }
  }

  return {
    id: 'library',
    name: '电子证照库',
    ask: async ({ caller, wanted }) => {
      const { ownerId } = caller
      const person = caller.capacity.kind === 'self' ? await persons.verified(db, ownerId) : null
      const sharing = told()
      if (person?.certificate !== 'id-card' || !sharing) return { found: [] }
      const grant = await consents.grant(db, { ownerId, sharingId: SHARING, department: SYSTEM })
      if (!grant) return { consent: sharing }
      const { name, idNumber } = person
      await writeDown(ownerId, grant)
      const all = await library.list({ name, idNumber }, grant)
      const good = all.filter(
        ({ state, holderNumber, validUntil }) =>
          state === 'valid' && holderNumber === idNumber && (validUntil === null || validUntil >= clock.today())
      )
      const found = await Promise.all(
        wanted.flatMap((want) =>
          want.names.map(async (known): Promise<Found[]> => {
            const [, kind, entry] = known.split('.')
            const one = good.find((each) => each.kind === kind)
            if (!one) return []
            const value = one.entries[entry ?? '']
            const filled = entry
              ? { value: value === undefined ? undefined : answerOf(want.field, value) }
              : await take(caller, want, one, grant)
            if (!filled || filled.value === undefined) return []
            const department = ISSUERS[one.kind]
            const told = { field: want.field.id, name: known, source: `${one.name}（电子证照库）`, department }
            return [{ ...told, at: one.updatedAt, ...filled, value: filled.value }]
          })
        )
      )
      return { found: found.flat() }
    }
  }
}
