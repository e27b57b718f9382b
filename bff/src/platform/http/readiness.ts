import type { Reply } from '@shared/contract/route'
import type { systemRoutes } from '@shared/contract/system'

type Ready = Reply<typeof systemRoutes.ready>
export type Check = Ready['stores'][number]

const LIMIT_MS = 1500

/** Asks one store, at most 1.5 s; the age says how long ago it answered last. */
export function makeStoreCheck(name: string, ask: () => Promise<unknown>): () => Promise<Check> {
  let answeredAt: number | null = null
  const age = () => (answeredAt === null ? null : Math.round((Date.now() - answeredAt) / 100) / 10)
  return async () => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer')), LIMIT_MS)
    })
    try {
      await Promise.race([ask(), late])
      answeredAt = Date.now()
      return { name, state: 'up', ageSeconds: 0 }
    } catch {
      return { name, state: 'down', ageSeconds: age() }
    } finally {
      clearTimeout(timer)
    }
  }
}
