import type { Sql } from '../../platform/db/db'

/** One read of somebody's data. No value of it, only what kinds of field. */
export interface DataRead {
  /** whose data */
  ownerId: string
  reader: {
    kind: 'department' | 'staff' | 'proxy'
    /** department id, staff id, or citizen id of the proxy: for audit, never shown to the citizen */
    id: string
    /** what the citizen reads: 渝中区人力社保局; 窗口受理人员 · 渝中区人力社保局; 代办人 张* */
    name: string
  }
  purpose: string
  fields: readonly string[]
  caseId?: string
  caseNumber?: string
  /** the same read reported again under this key is one entry (a worker that repeats its work) */
  once?: string
}

/** 谁看过我的数据: appends to the hash-chained ledger, in the caller's transaction when `sql` is one. */
export interface Ledger {
  record(sql: Sql, read: DataRead): Promise<void>
}
