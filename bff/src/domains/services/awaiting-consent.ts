import type { Tx } from '../../platform/db/db'
import type { Outbox, OutboxMessage } from '../../platform/outbox/outbox'

/** Puts work aside until its owner agrees to the sharing it needs. */
export const putAside = async (
  tx: Tx,
  work: OutboxMessage & { caseId: string; ownerId: string; sharingId: string; at: Date }
): Promise<void> => {
  await tx.query(
    `insert into services_awaiting_consent (topic, key, payload, case_id, owner_id, sharing_id, since)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [work.topic, work.key, JSON.stringify(work.payload), work.caseId, work.ownerId, work.sharingId, work.at]
  )
}

/** The case was taken back: nothing of it waits for a consent any more. */
export const dropAside = async (tx: Tx, caseId: string): Promise<void> => {
  await tx.query('delete from services_awaiting_consent where case_id = $1', [caseId])
}

/** Consent was given: what waited for it is work again. */
export const makeGoOn =
  (outbox: Outbox) =>
  async (tx: Tx, ownerIds: readonly string[], sharingId: string): Promise<void> => {
    const waiting = await tx.query<{ topic: string; key: string; payload: Record<string, string>; case_id: string }>(
      `delete from services_awaiting_consent where owner_id = any($1) and sharing_id = $2
       returning topic, key, payload, case_id`,
      [ownerIds, sharingId]
    )
    await tx.query("update services_cases set delivery = 'waiting' where id = any($1) and delivery = 'unconsented'", [
      waiting.map((row) => row.case_id)
    ])
    // a key of its own: the outbox takes the one before for work done
    for (const { topic, key, payload } of waiting) await outbox.resume(tx, { topic, key, payload })
  }
