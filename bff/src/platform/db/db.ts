/** One SQL dialect (PostgreSQL) on two engines: PGlite in the data folder, or a real server. Used by store.ts files only. */
export interface Sql {
  /** Rows are plain objects; int8 comes as number, date as 'YYYY-MM-DD', timestamptz as Date, jsonb parsed. */
  query<R>(text: string, params?: readonly unknown[]): Promise<R[]>
}

/** Inside a transaction. Never call the Db itself there: PGlite has one session and would wait for itself for ever. */
export interface Tx extends Sql {
  readonly inTransaction: true
  /** Several statements without parameters (migrations). */
  exec(text: string): Promise<void>
  /** Runs once the transaction has committed, never when it rolled back (waking a worker). Must not throw. */
  afterCommit(run: () => void): void
}

export interface Db extends Sql {
  readonly kind: 'pglite' | 'postgres'
  /** Runs work in one transaction; an error rolls everything back and is thrown on. */
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}
