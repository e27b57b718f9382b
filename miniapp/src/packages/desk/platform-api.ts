import { platformDeskRoutes } from '@shared/contract/platform-desk'
import { deskCall } from './desk-session'

export const listDifferences = () => deskCall(platformDeskRoutes.listDifferences, {})
export const reconcileNow = () => deskCall(platformDeskRoutes.reconcileNow, {})
export const closeDifference = (differenceId: string, reason: string) =>
  deskCall(platformDeskRoutes.closeDifference, { params: { differenceId }, body: { reason } })
export const listPlatformItems = () => deskCall(platformDeskRoutes.listPlatformItems, {})
export const syncItemsNow = () => deskCall(platformDeskRoutes.syncItemsNow, {})
export const proposeItem = (itemCode: string, idempotencyKey: string) =>
  deskCall(platformDeskRoutes.proposeItem, { params: { itemCode } }, { idempotencyKey })
export const noteItem = (itemCode: string, reason: string) =>
  deskCall(platformDeskRoutes.noteItem, { params: { itemCode }, body: { reason } })
