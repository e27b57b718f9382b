import { type Answer, answer, wrongFields } from './answers'
import type { Item } from './items'
import type { YkbParts } from './parts'
import { stateOf } from './state'

const CASES_A_PAGE = 100
const ITEMS_A_PAGE = 50

/** The directory as it stands: the file, with what a tester has changed since. */
export function itemsNow({ items, store }: YkbParts): Item[] {
  const { itemChanges } = store.data
  return items
    .map((item) => ({ ...item, ...itemChanges[item.itemCode] }))
    .filter((item) => !itemChanges[item.itemCode]?.removed)
}

const pageOf = <T>(all: readonly T[], page: number, size: number) => ({
  page,
  pages: Math.max(1, Math.ceil(all.length / size)),
  total: all.length,
  list: all.slice((page - 1) * size, page * size)
})

/** GET /ykb/api/acceptance/cases?since=&page=: every case received since, oldest first, with the ids of its events. */
export function listCases(since: string, page: string, { store }: YkbParts): Answer {
  const from = Date.parse(since)
  if (Number.isNaN(from)) return wrongFields([{ field: 'since', reason: '不是时间' }])
  if (!/^[1-9]\d{0,4}$/.test(page)) return wrongFields([{ field: 'page', reason: '不是页码' }])
  const wanted = store.data.cases.filter(({ receivedAt }) => Date.parse(receivedAt) >= from)
  const { list, ...rest } = pageOf(wanted, Number(page), CASES_A_PAGE)
  return answer('0000', {
    ...rest,
    cases: list.map((one) => ({
      outerId: one.outerId,
      receiptNo: one.receiptNo,
      state: stateOf(one),
      events: one.events.map(({ eventId, state, at }) => ({ eventId, state, at }))
    }))
  })
}

/** GET /ykb/api/catalogue/items?page=: the directory of items. */
export function listItems(page: string, parts: YkbParts): Answer {
  if (!/^[1-9]\d{0,4}$/.test(page)) return wrongFields([{ field: 'page', reason: '不是页码' }])
  const { list, ...rest } = pageOf(itemsNow(parts), Number(page), ITEMS_A_PAGE)
  return answer('0000', {
    ...rest,
    items: list.map(({ itemCode, itemName, version, department, state, promiseDays }) => ({
      ...{ itemCode, itemName, version, department, state },
      ...(promiseDays === undefined ? {} : { promiseDays })
    }))
  })
}
