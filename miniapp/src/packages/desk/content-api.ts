import { contentRoutes } from '@shared/contract/content'
import { freshly } from './api'
import { deskCall } from './desk-session'

export interface Piece {
  kind: string
  contentId: string
}

export const listContent = () => deskCall(contentRoutes.listContent, {})
export const showContent = (params: Piece) => deskCall(contentRoutes.showContent, { params })
export const exportContent = (params: Piece & { version: string }) => deskCall(contentRoutes.exportContent, { params })
export const checkContent = (params: Piece, body: string) =>
  deskCall(contentRoutes.checkContent, { params, body: { body } })
export const propose = (params: Piece, body: { body: string; reason: string }, idempotencyKey: string) =>
  deskCall(contentRoutes.propose, { params, body }, { idempotencyKey })
export const showProposal = (proposalId: string) => deskCall(contentRoutes.showProposal, { params: { proposalId } })
export const withdrawProposal = (proposalId: string) =>
  deskCall(contentRoutes.withdrawProposal, { params: { proposalId } })
export const returnProposal = (proposalId: string, note: string) =>
  deskCall(contentRoutes.returnProposal, { params: { proposalId }, body: { note } })
export const publishProposal = (
  proposalId: string,
  body: { revision: number; inForce: number },
  idempotencyKey: string
) => freshly(() => deskCall(contentRoutes.publishProposal, { params: { proposalId }, body }, { idempotencyKey }))
export const rollbackContent = (params: Piece, body: { version: number; inForce: number }, idempotencyKey: string) =>
  freshly(() => deskCall(contentRoutes.rollbackContent, { params, body }, { idempotencyKey }))
