import type { Tx } from '../../platform/db/db'
import { keepReason } from './store'

/** Keeps the reason with the task, for subjects that have no record of their own. */
export type KeepReason = (tx: Tx, kind: 'parked' | 'not-me', aboutId: string, reason: string) => Promise<void>

interface SystemSeal {
  seal(plain: string, context: string): string
}

/** A reason is free text and may name somebody: sealed under a key of the product. */
export const makeKeepReason =
  (seal: SystemSeal): KeepReason =>
  async (tx, kind, aboutId, reason) => {
    if (reason !== '') await keepReason(tx, kind, aboutId, seal.seal(reason, `tasks_queue.reason:${kind}:${aboutId}`))
  }
