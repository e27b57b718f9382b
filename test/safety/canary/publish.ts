import { contentRoutes } from '@shared/contract/content'
import type { TestProduct } from '../../support/start-product'
import { oneMore } from './desk-work'

const params = { kind: 'service', contentId: 'social-card' }

const sure = <T>(what: string, { body, error }: { body: T; error: unknown }): T => {
  if (error) throw new Error(`${what}: ${JSON.stringify(error)}`)
  return body
}

/** A guide reworded: returned, withdrawn, sent again, published by a second person, and taken back. */
export async function publish(product: TestProduct): Promise<void> {
  const editor = await oneMore(product, 'canary-editor', 'editor', 'government-services')
  const publisher = await oneMore(product, 'canary-publisher', 'publisher', 'government-services')
  await editor.call(contentRoutes.listContent, {})
  const { body: was, inForce } = sure('content', await editor.call(contentRoutes.showContent, { params }))
  await editor.call(contentRoutes.exportContent, { params: { ...params, version: String(inForce) } })
  const body = was.replace(/^summary: .*$/m, 'summary: 办社保卡。')
  await editor.call(contentRoutes.checkContent, { params, body: { body } })
  const propose = async () =>
    sure('proposal', await editor.call(contentRoutes.propose, { params, body: { body, reason: '说得更短。' } }))
  const { id: proposalId } = await propose()
  await publisher.call(contentRoutes.showProposal, { params: { proposalId } })
  await publisher.call(contentRoutes.returnProposal, { params: { proposalId }, body: { note: '请再核对。' } })
  await editor.call(contentRoutes.withdrawProposal, { params: { proposalId } })
  const { id: second, revision } = await propose()
  await publisher.check()
  const published = await publisher.call(contentRoutes.publishProposal, {
    params: { proposalId: second },
    body: { revision, inForce }
  })
  const { version } = sure('published', published)
  const back = { version: inForce, inForce: version }
  sure('rolled back', await publisher.call(contentRoutes.rollbackContent, { params, body: back }))
}
