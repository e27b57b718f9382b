import { relaysRoutes } from '@shared/contract/relays'
import { call } from '@/platform/call'

/** Calls about 接力码. Every function rejects with CallError. */

export const makeRelay = (draftId: string) => call(relaysRoutes.makeRelay, { params: { draftId } })

export const showRelay = (draftId: string) => call(relaysRoutes.showRelay, { params: { draftId } })

export const endRelay = (draftId: string) => call(relaysRoutes.endRelay, { params: { draftId } })

/** On another phone of mine: which item the draft with this code is for; the code is used. */
export const takeRelay = async (code: string): Promise<string> =>
  (await call(relaysRoutes.takeRelay, { body: { code } })).serviceId
