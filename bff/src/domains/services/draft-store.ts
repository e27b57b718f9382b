import type { Capacity } from '@shared/contract/identity'
import type { Sql, Tx } from '../../platform/db/db'

export interface DraftRow {
  id: string
  citizen_id: string
  service_id: string
  form_version: string
  answers_sealed: string
  revision: number
  created_at: Date
  updated_at: Date
  case_id: string | null
  /** who saved it last, and in which capacity; null = nothing was saved since capacities are kept */
  acted_by: string | null
  capacity: Capacity['kind'] | null
  mandate_id: string | null
  /** answers a changed form could not keep, until the person has read which */
  dropped_sealed: string | null
  /** what was told in 情形引导 before going on to the form; null = nothing, or no 情形 was certain */
  situation_sealed: string | null
}

interface FreshDraft {
  id: string
  citizenId: string
  serviceId: string
  formVersion: string
  answersSealed: string
  at: Date
}

/**
 * The owner's open draft of a service item, made when there is none; held until the transaction ends. Two accounts that
 * were merged may each have one: the newest is taken.
 */
export const lockOpenDraft = async (tx: Tx, ownerIds: readonly string[], fresh: FreshDraft): Promise<DraftRow | null> =>
  // waiting for the row may mean waiting until it was handed in: then there is none, and the next look makes one
  (await newestOpen(tx, ownerIds, fresh.serviceId)) ??
  (await openOrMake(tx, ownerIds, fresh)) ??
  (await openOrMake(tx, ownerIds, fresh))

const newestOpen = async (tx: Tx, ownerIds: readonly string[], serviceId: string): Promise<DraftRow | null> =>
  (
    await tx.query<DraftRow>(
      `select * from services_drafts where citizen_id = any($1) and service_id = $2 and case_id is null
       order by updated_at desc limit 1 for update`,
      [ownerIds, serviceId]
    )
  )[0] ?? null

/** The same, only looked at. */
export const openDraftOf = async (sql: Sql, ownerIds: readonly string[], serviceId: string): Promise<DraftRow | null> =>
  (
    await sql.query<DraftRow>(
      `select * from services_drafts where citizen_id = any($1) and service_id = $2 and case_id is null
       order by updated_at desc limit 1`,
      [ownerIds, serviceId]
    )
  )[0] ?? null

/** Whether a draft is somebody else's; false for one there is not (any more). */
export const isOthersDraft = async (sql: Sql, ownerIds: readonly string[], draftId: string): Promise<boolean> =>
  (await sql.query('select id from services_drafts where id = $1 and citizen_id <> all($2)', [draftId, ownerIds]))
    .length > 0

const openOrMake = async (tx: Tx, ownerIds: readonly string[], fresh: FreshDraft): Promise<DraftRow | null> => {
  await tx.query(
    `insert into services_drafts (id, citizen_id, service_id, form_version, answers_sealed, revision, created_at, updated_at)
     values ($1, $2, $3, $4, $5, 0, $6, $6)
     on conflict (citizen_id, service_id) where case_id is null do nothing`,
    [fresh.id, fresh.citizenId, fresh.serviceId, fresh.formVersion, fresh.answersSealed, fresh.at]
  )
  return newestOpen(tx, ownerIds, fresh.serviceId)
}

export const lockDraft = async (tx: Tx, ownerIds: readonly string[], draftId: string): Promise<DraftRow | null> =>
  (
    await tx.query<DraftRow>('select * from services_drafts where id = $1 and citizen_id = any($2) for update', [
      draftId,
      ownerIds
    ])
  )[0] ?? null

/** `reach`: of these service items only; null = of every one. */
export const openDrafts = (sql: Sql, ownerIds: readonly string[], reach: readonly string[] | null) =>
  sql.query<DraftRow>(
    `select * from services_drafts
     where citizen_id = any($1) and case_id is null and ($2::text[] is null or service_id = any($2))
     order by updated_at desc limit 50`,
    [ownerIds, reach]
  )

export const saveDraft = async (
  tx: Tx,
  draft: Pick<
    DraftRow,
    | 'id'
    | 'answers_sealed'
    | 'form_version'
    | 'revision'
    | 'updated_at'
    | 'acted_by'
    | 'capacity'
    | 'mandate_id'
    | 'dropped_sealed'
  >
): Promise<void> => {
  await tx.query(
    `update services_drafts set answers_sealed = $2, form_version = $3, revision = $4, updated_at = $5, acted_by = $6,
       capacity = $7, mandate_id = $8, dropped_sealed = $9 where id = $1`,
    [
      draft.id,
      draft.answers_sealed,
      draft.form_version,
      draft.revision,
      draft.updated_at,
      draft.acted_by,
      draft.capacity,
      draft.mandate_id,
      draft.dropped_sealed
    ]
  )
}

export const saveSituation = async (
  tx: Tx,
  draft: Pick<DraftRow, 'id' | 'situation_sealed' | 'revision' | 'updated_at'>
): Promise<void> => {
  await tx.query('update services_drafts set situation_sealed = $2, revision = $3, updated_at = $4 where id = $1', [
    draft.id,
    draft.situation_sealed,
    draft.revision,
    draft.updated_at
  ])
}

/** Something beside the answers has changed. */
export const saveRevision = async (tx: Tx, draft: Pick<DraftRow, 'id' | 'revision' | 'updated_at'>): Promise<void> => {
  await tx.query('update services_drafts set revision = $2, updated_at = $3 where id = $1', [
    draft.id,
    draft.revision,
    draft.updated_at
  ])
}

/** The draft has become a case; its answers live on there. */
export const closeDraft = async (tx: Tx, draftId: string, caseId: string, emptySealed: string): Promise<void> => {
  await tx.query(
    `update services_drafts set case_id = $2, answers_sealed = $3, dropped_sealed = null, situation_sealed = null
     where id = $1`,
    [draftId, caseId, emptySealed]
  )
}

export const deleteDraft = async (tx: Tx, draftId: string): Promise<void> => {
  await tx.query('delete from services_drafts where id = $1', [draftId])
}
