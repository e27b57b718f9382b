import { toast } from '@/platform/feedback'
import { capacityWords } from './capacity'
import { ownerOf } from './owner'
import { whenSignedIn } from './session'

/**
 * Says so whenever the same person acts for somebody else than before: after they switched, and when a mandate has ended
 * and the next sign-in made them act for themselves again.
 */
export function tellCapacityChanges(): void {
  let last: { citizenId: string; owner: string } | undefined
  whenSignedIn((me) => {
    const now = { citizenId: me.citizenId, owner: ownerOf(me) }
    if (last?.citizenId === now.citizenId && last.owner !== now.owner) toast(`当前身份：${capacityWords(me.capacity)}`)
    last = now
  })
}
