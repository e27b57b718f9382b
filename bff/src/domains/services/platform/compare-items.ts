import type { ItemChange } from '@shared/contract/platform-desk'
import type { ServiceDefinition } from '../../content/port'
import type { ListedItem } from '../port'

/** An item of the platform's directory as we last saw it. */
export interface SeenItem extends ListedItem {
  /** false = the directory does not list it any more */
  listed: boolean
  /** the platform's version that somebody here has looked at */
  notedVersion: number
}

export interface ItemDifference {
  itemCode: string
  itemName: string
  /** the platform's name of the department */
  department: string
  /** the item here that hands over under this code, or has the same name */
  serviceId: string | null
  serviceName: string | null
  changes: ItemChange[]
}

const working = (days: number) => `${days} 个工作日`

function promiseHere({ guide }: ServiceDefinition): string {
  const promise = guide.promise.value
  if (!promise) return '没有写'
  if (promise.unit === 'at-once') return '当场办'
  return promise.unit === 'working-days' ? working(promise.days) : `${promise.days} 天`
}

/** What differs between an item that hands over under this code and the platform's directory. */
function changesIn(service: ServiceDefinition, itemName: string, item: SeenItem | undefined): ItemChange[] {
  if (!item?.listed || !item.open) {
    const stopped = service.open !== null && 'paused' in service.open
    return stopped ? [] : [{ kind: 'withdrawn', here: '可以申请', there: item?.listed ? '停止受理' : '目录里没有' }]
  }
  const changes: ItemChange[] = []
  if (item.itemName !== itemName) changes.push({ kind: 'renamed', here: itemName, there: item.itemName })
  if (item.promiseDays !== null && promiseHere(service) !== working(item.promiseDays))
    changes.push({ kind: 'promise', here: promiseHere(service), there: working(item.promiseDays) })
  if (item.version > item.notedVersion)
    changes.push({
      kind: 'version',
      here: `核对过第 ${item.notedVersion} 版`,
      there: `第 ${item.version} 版`
    })
  return changes
}

/** The platform's directory beside the items in force here; an item without a difference is left out. Pure. */
export function compareItems(services: ReadonlyMap<string, ServiceDefinition>, seen: readonly SeenItem[]) {
  const all = [...services.values()]
  const items = new Map(seen.map((item) => [item.itemCode, item]))
  const linked = all.flatMap((service): ItemDifference[] => {
    const { acceptance, guide } = service
    if (!acceptance || !('itemCode' in acceptance)) return []
    const item = items.get(acceptance.itemCode)
    return [
      {
        itemCode: acceptance.itemCode,
        itemName: item?.itemName ?? acceptance.itemName,
        department: item?.department ?? guide.department.name,
        serviceId: guide.id,
        serviceName: guide.name,
        changes: changesIn(service, acceptance.itemName, item)
      }
    ]
  })
  const known = new Set(linked.map(({ itemCode }) => itemCode))
  const others = seen
    .filter(({ itemCode, listed, open }) => listed && open && !known.has(itemCode))
    .map(({ itemCode, itemName, department }): ItemDifference => {
      const alike = all.find(({ guide }) => guide.name === itemName)?.guide
      const here = alike ? '有同名指南，没有接通' : '没有这个事项'
      return {
        ...{ itemCode, itemName, department, serviceId: alike?.id ?? null, serviceName: alike?.name ?? null },
        changes: [{ kind: 'new', here, there: '正在受理' }]
      }
    })
  return [...linked, ...others].filter(({ changes }) => changes.length > 0)
}
