import { consentsRoutes } from '@shared/contract/consents'
import { type ConsultRequest, consultRequestsRoutes } from '@shared/contract/consult-requests'
import * as z from 'zod/mini'
import { named } from './apply'
import { type Citizen, photo } from './citizen'
import { given } from './entrust'
import type { TestProduct } from './start-product'

/** What somebody writes: a loose manhole cover, without photos. */
export const REQUEST = {
  kind: 'report' as const,
  category: '道路设施' as const,
  text: '井盖松了，车一过就响，夜里很吵。',
  place: { address: '大坪街道示例路 18 号', point: { longitude: 106.5478, latitude: 29.5658 } },
  photoIds: []
}

/** A photo for a request; its id. */
export async function uploadPhoto(
  { url }: Pick<TestProduct, 'url'>,
  citizen: Citizen,
  bytes: Buffer = photo()
): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), '井盖.jpg')
  const reply = await fetch(`${url}${consultRequestsRoutes.uploadRequestPhoto.path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${citizen.token()}` },
    body: form
  })
  return z.object({ id: z.string() }).parse(await reply.json()).id
}

/** Agrees that the hotline gets what is handed in; the id of the consent. */
export async function agreeToHotline(citizen: Citizen): Promise<string> {
  const { sharing } = given('form', await citizen.call(consultRequestsRoutes.showRequestForm, {}))
  const body = { sharingId: sharing.id, version: sharing.version }
  return given('consent', await citizen.call(consentsRoutes.giveConsent, { body })).id
}

/** A 随手拍 with a photo, under consent. */
export async function handInRequest(product: TestProduct, citizen: Citizen): Promise<ConsultRequest> {
  await named(citizen)
  await agreeToHotline(citizen)
  const photoIds = [await uploadPhoto(product, citizen)]
  return given('request', await citizen.call(consultRequestsRoutes.createRequest, { body: { ...REQUEST, photoIds } }))
}
