import type { EditOrigin } from '@shared/contract/applications'
import type { Answers } from '@shared/contract/form'
import { type DeskDraft, relaysRoutes } from '@shared/contract/relays'
import { deskCall } from './desk-session'

/** Calls of 接力填写. Every function rejects with CallError. */

export const takeRelay = (code: string): Promise<DeskDraft> =>
  deskCall(relaysRoutes.takeRelayAtDesk, { body: { code } })

export const saveRelayDraft = (relayId: string, edits: Answers, from: EditOrigin): Promise<DeskDraft> =>
  deskCall(relaysRoutes.saveRelayDraft, { params: { relayId }, body: { edits, from } })

export const handBackRelay = (relayId: string) => deskCall(relaysRoutes.handBackRelay, { params: { relayId } })
