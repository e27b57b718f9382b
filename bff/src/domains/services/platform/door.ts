import type { Db } from '../../../platform/db/db'
import { refuse } from '../../../platform/http/refused'
import type { Content } from '../../content/port'
import type { PlatformDoor, PlatformEntry } from '../port'
import { seenItems } from './item-store'

interface Deps {
  db: Db
  content: Pick<Content, 'services'>
  door: PlatformDoor
  /** address of our H5, without a slash at the end; null = not known to the outside */
  publicUrl: string | null
}

/** People who come from 渝快办's pages to an item here, and from a guide here to the item there. */
export function makeDoor({ db, content, door, publicUrl }: Deps) {
  const all = () => [...content.services.values()]
  /** The item here that the directory's item of this code is: the same code, else the same name. */
  const itemHere = async (itemCode: string) => {
    const own = all().find(
      ({ acceptance }) => acceptance && 'itemCode' in acceptance && acceptance.itemCode === itemCode
    )
    if (own) return own
    const there = (await seenItems(db)).find((row) => row.item_code === itemCode)
    return all().find(({ guide }) => guide.name === there?.item.itemName)
  }
  return {
    /**
     * Where an entry leads, and back. An entry that is not the platform's, is old or used leads to the same public guide,
     * but nobody is sent back from it. Refused: not_found, no such item here.
     */
    enter: async (entry: PlatformEntry) => {
      const service = await itemHere(entry.itemCode)
      if (!service) return refuse('not_found')
      const returnTo = (await door.opens(entry)) ? door.wayBack(entry.returnUrl) : null
      return { serviceId: service.guide.id, returnTo }
    },
    /** The platform's page of an item that cannot be applied for here; null = there is none. Refused: not_found. */
    elsewhere: async (serviceId: string) => {
      const service = content.services.get(serviceId)
      if (!service) return refuse('not_found')
      if (service.form && service.acceptance) return { url: null }
      const there = (await seenItems(db)).find(
        ({ item, listed }) => listed && item.open && item.itemName === service.guide.name
      )
      const back = publicUrl ? `${publicUrl}/#/packages/services/pages/guide/index?serviceId=${serviceId}` : ''
      return { url: there ? door.pageOf(there.item_code, back) : null }
    }
  }
}
export type Door = ReturnType<typeof makeDoor>
