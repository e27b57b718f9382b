import { openTabs, reloadPage } from '@/platform/other-tabs'
import { ownerOf } from './owner'
import { whenSignedIn } from './session'

/**
 * H5: one cookie serves every tab. When another tab signs in as somebody else or switches the capacity, this tab begins
 * anew, because what is typed here would otherwise be filed under the other owner.
 */
export function followOtherTabs(tabs = openTabs('session'), reload = reloadPage): void {
  let owner: string | undefined
  whenSignedIn((me) => {
    if (ownerOf(me) === owner) return
    owner = ownerOf(me)
    tabs?.tell(owner)
  })
  tabs?.hear((theirs) => {
    if (owner !== undefined && theirs !== owner) reload()
  })
}
