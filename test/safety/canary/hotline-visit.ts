import { consultRoutes } from '@shared/contract/consult'
import { consultRequestsRoutes } from '@shared/contract/consult-requests'
import type { Citizen } from '../../support/citizen'
import { given } from '../../support/entrust'
import { agreeToHotline, REQUEST, uploadPhoto } from '../../support/hand-in-request'
import type { TestProduct } from '../../support/start-product'
import { TEXTS } from './canaries'

/** A question, and a 随手拍 with a photo that becomes a work order and is answered. */
export async function visitHotline(product: TestProduct, citizen: Citizen): Promise<void> {
  given('question', await citizen.call(consultRoutes.askQuestion, { body: { question: `${TEXTS.request} 低保` } }))
  await agreeToHotline(citizen)
  const photoId = await uploadPhoto(product, citizen)
  const body = { ...REQUEST, text: TEXTS.request, photoIds: [photoId] }
  const { id: requestId } = given('request', await citizen.call(consultRequestsRoutes.createRequest, { body }))
  await product.drain()
  await product.control(`/hotline/desk/orders/${requestId}`, { to: 'ANSWERED', note: TEXTS.hotlineAnswer })
  await product.sandbox.settled()
  given('requests', await citizen.call(consultRequestsRoutes.listRequests, {}))
  const shown = given('request', await citizen.call(consultRequestsRoutes.showRequest, { params: { requestId } }))
  if (shown.state !== 'answered') throw new Error(`hotline: ${JSON.stringify(shown)}`)
  await fetch(`${product.url}/api/v1/consult/photos/${photoId}`, {
    headers: { authorization: `Bearer ${citizen.token()}` }
  })
}
