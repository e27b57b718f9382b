import { platformDeskRoutes } from '@shared/contract/platform-desk'
import { platformDoorRoutes } from '@shared/contract/platform-door'
import { newId } from '../../../bff/src/platform/new-id'
import type { TestProduct } from '../../support/start-product'
import { oneMore } from './desk-work'

const ITEM = '66999920140100101'

/** 渝快办对接: cases and items compared, one of each settled by hand. */
export async function compareWithPlatform(product: TestProduct): Promise<void> {
  const clerk = await oneMore(product, 'canary-platform', 'clerk', 'government-services')
  const editor = await oneMore(product, 'canary-directory', 'editor', 'government-services')
  await clerk.call(platformDeskRoutes.reconcileNow, {})
  // a case that only the platform has, as after a restored backup
  await product.stores.db.query(
    `insert into services_platform_differences (id, outer_id, kind, department, theirs, found_at, seen_at)
     values ($1, 'case-of-nobody', 'missing-here', 'government-services', 'accepted', $2, $2)`,
    [newId(), product.clock.now()]
  )
  const { body } = await clerk.call(platformDeskRoutes.listDifferences, {})
  const differenceId = body.open.find(({ closable }) => closable)?.id ?? ''
  await clerk.call(platformDeskRoutes.closeDifference, {
    params: { differenceId },
    body: { reason: '已与渝快办核对。' }
  })
  await product.control(`/ykb/desk/api/items/${ITEM}`, { promiseDays: 4, version: 2 })
  await editor.call(platformDeskRoutes.syncItemsNow, {})
  await editor.call(platformDeskRoutes.listPlatformItems, {})
  const entry = { itemCode: ITEM, returnUrl: product.sandboxUrl, timestamp: '1', nonce: newId(), signature: '' }
  await editor.call(platformDoorRoutes.enterFromPlatform, { body: entry })
  await editor.call(platformDoorRoutes.showElsewhere, { params: { serviceId: 'social-card' } })
  await editor.call(platformDeskRoutes.proposeItem, { params: { itemCode: ITEM } })
  await editor.call(platformDeskRoutes.noteItem, { params: { itemCode: ITEM }, body: { reason: '等下一次修改。' } })
}
