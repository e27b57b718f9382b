import { birthDateOf } from '@shared/values/citizen-id'
import * as z from 'zod/mini'
import type { Clock } from '../../platform/clock/clock'
import type { Db, Tx } from '../../platform/db/db'
import { type Refused, refuse } from '../../platform/http/refused'
import type { RecurringJob } from '../../platform/jobs/recurring'
import { newId } from '../../platform/new-id'
import type { Sealer } from '../../platform/seal/sealer'
import type { Who } from './bind-phone'
import { dropFaceChecksBefore, type FaceRow, insertFaceCheck, openFaceCheck, useFaceCheck } from './face-store'
import { openidOf } from './mini-program-openid'
import type { CitizenSeals, FaceCheck, VerifiedPerson } from './port'

const sealedPerson = z.object({ name: z.string(), idNumber: z.string(), openid: z.string() })

interface Deps {
  db: Db
  clock: Clock
  sealer: Sealer
  seals: CitizenSeals
  face: FaceCheck
}

/** A face check that has passed; used up in the transaction of what it proves. */
export interface PassedCheck {
  mergeInto: string | null
  /** whose face it was */
  person: VerifiedPerson
  /** false = used already */
  use(tx: Tx): Promise<boolean>
}

/**
 * 人脸核身 2.0: WeChat compares the face with the ID card; what the phone says of it proves nothing, so the result is
 * asked for here. A check belongs to the account that began it and is good once.
 */
export function makeFaceChecks({ db, clock, sealer, seals, face }: Deps) {
  const indexOf = (verifyId: string) => sealer.blindIndex('face-verify-id', verifyId)
  const place = (seq: string) => `identity_face_checks.person:${seq}`

  const personOf = async (row: FaceRow) =>
    sealedPerson.parse(JSON.parse((await seals.of(db, row.citizen_id)).open(row.person_sealed, place(row.seq))))

  return {
    /** Refused conflict: the person has never used the mini-program, or their paper is no ID card. */
    start: async (
      who: Who,
      person: VerifiedPerson,
      mergeInto: string | null
    ): Promise<{ verifyId: string; expiresIn: number } | Refused<'conflict'>> => {
      const openid = await openidOf(db, seals, who.selfIds)
      if (!openid || person.certificate !== 'id-card') return refuse('conflict')
      const seq = newId()
      const checked = { name: person.name, idNumber: person.idNumber, openid }
      const started = await face.start({ seq, ...checked })
      const seal = await seals.of(db, who.citizenId)
      await insertFaceCheck(db, {
        seq,
        citizen_id: who.citizenId,
        merge_into: mergeInto,
        verify_index: indexOf(started.verifyId),
        person_sealed: seal.seal(JSON.stringify(checked), place(seq)),
        expires_at: new Date(clock.now().getTime() + started.expiresIn * 1000)
      })
      return started
    },
    passed: async (
      who: Who,
      verifyId: string,
      purpose: 'face' | 'merge'
    ): Promise<PassedCheck | Refused<'face_not_passed'>> => {
      const row = await openFaceCheck(db, who.citizenId, indexOf(verifyId), clock.now())
      if (!row || (row.merge_into !== null) !== (purpose === 'merge')) return refuse('face_not_passed')
      const { openid, ...card } = await personOf(row)
      const result = await face.result(verifyId, { seq: row.seq, openid, ...card })
      if (result !== 'passed') return refuse('face_not_passed')
      const person = { ...card, certificate: 'id-card', birthDay: birthDateOf(card.idNumber) } as const
      return { mergeInto: row.merge_into, person, use: (tx) => useFaceCheck(tx, row.seq, clock.now()) }
    },
    cleanUp: {
      name: 'identity.old-face-checks',
      everyMs: 3_600_000,
      run: () => dropFaceChecksBefore(db, clock.now())
    } satisfies RecurringJob
  }
}
export type FaceChecks = ReturnType<typeof makeFaceChecks>
