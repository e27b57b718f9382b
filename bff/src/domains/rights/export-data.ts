import type { Clock } from '../../platform/clock/clock'
import { instantText } from '../../platform/clock/instant-text'
import type { Db } from '../../platform/db/db'
import type { ExportSection, Holding } from './port'

/** Everything held about a person, by domain (PIPL art. 45): their own export is the one place where it leaves unmasked. */
export const makeExportData =
  ({ db, clock, holdings }: { db: Db; clock: Clock; holdings: readonly Holding[] }) =>
  async (ownerIds: readonly string[]): Promise<{ exportedAt: string; sections: ExportSection[] }> => {
    const sections: ExportSection[] = []
    for (const holding of holdings) sections.push(...(await holding.export(db, ownerIds)))
    return { exportedAt: instantText(clock.now()), sections }
  }
export type ExportData = ReturnType<typeof makeExportData>
