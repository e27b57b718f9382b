import { startOfCivilDate } from '@shared/values/civil-date'
import type { TestProduct } from './start-product'

const HOUR_MS = 3_600_000

/** Lets it be the next ten in the morning in Shanghai, here and in the outside systems: what follows crosses no midnight. */
export async function tenInTheMorning({ clock, control }: Pick<TestProduct, 'clock' | 'control'>): Promise<void> {
  const left = startOfCivilDate(clock.today()).getTime() + 10 * HOUR_MS - clock.now().getTime()
  const moveMs = left < 0 ? left + 24 * HOUR_MS : left
  clock.moveBy(moveMs)
  await control('/control/clock', { moveMs })
}
