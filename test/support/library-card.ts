import { consentsRoutes } from '@shared/contract/consents'
import { libraryCertificatesRoutes } from '@shared/contract/library-certificates'
import type { Citizen } from './citizen'
import { given } from './entrust'
import { until } from './until'

/** Agrees that the e-certificate library is asked; the id of the ID card it holds of this person. */
export async function idCardFromLibrary(citizen: Citizen): Promise<string> {
  const list = async () => given('held', await citizen.call(libraryCertificatesRoutes.listLibraryCertificates, {}))
  const { silent } = await list()
  if (!silent?.sharing) throw new Error('nothing to agree to')
  const body = { sharingId: silent.sharing.id, version: silent.sharing.version }
  given('consent', await citizen.call(consentsRoutes.giveConsent, { body }))
  let heldId = ''
  // on a busy machine the library may be late once: whoever looks again finds it
  await until('the library has answered', async () => {
    heldId = (await list()).items.find(({ title }) => title === '居民身份证')?.id ?? ''
    return heldId !== ''
  })
  return heldId
}
