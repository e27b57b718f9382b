import { certificatesRoutes } from '@shared/contract/certificates'
import { libraryCertificatesRoutes } from '@shared/contract/library-certificates'
import type { Citizen } from '../../support/citizen'
import { makeClerk } from '../../support/clerk'
import { given } from '../../support/entrust'
import { idCardFromLibrary } from '../../support/library-card'
import type { TestProduct } from '../../support/start-product'
import { TEXTS } from './canaries'

/** The result of a case as an e-certificate: read, printed, shown at a desk, checked by a stranger, withdrawn. */
export async function certificateLife(product: TestProduct, citizen: Citizen): Promise<void> {
  const { items } = given('certificates', await citizen.call(certificatesRoutes.listCertificates, {}))
  const params = { certificateId: items[0]?.id ?? '' }
  const { code } = given('certificate', await citizen.call(certificatesRoutes.showCertificate, { params }))
  await fetch(`${product.url}/api/v1/certificates/${params.certificateId}/paper`, {
    headers: { authorization: `Bearer ${citizen.token()}` }
  })
  await product.citizen('chen-guoqiang').call(certificatesRoutes.checkCertificate, { body: { code } })
  const clerk = await makeClerk(product, 'canary-hr', ['clerk'], 'human-resources')
  const shown = given('shown', await citizen.call(certificatesRoutes.presentCertificate, { params }))
  const scanned = await clerk.call(certificatesRoutes.scanPresentation, { body: { code: shown.code } })
  if (scanned.error) throw new Error(`scan: ${scanned.error}`)
  await clerk.check()
  const body = { code, reason: TEXTS.reviewReason }
  const withdrawn = await clerk.call(certificatesRoutes.withdrawCertificate, { body })
  if (withdrawn.error) throw new Error(`withdraw: ${withdrawn.error}`)
}

/** What the e-certificate library holds: agreed to, read, shown at a desk. */
export async function libraryLife(product: TestProduct, citizen: Citizen): Promise<void> {
  const params = { heldId: await idCardFromLibrary(citizen) }
  given('shown', await citizen.call(libraryCertificatesRoutes.showLibraryCertificate, { params }))
  const { code } = given('code', await citizen.call(libraryCertificatesRoutes.presentLibraryCertificate, { params }))
  const clerk = await makeClerk(product, 'canary-gate', ['clerk'], 'human-resources')
  const scanned = await clerk.call(certificatesRoutes.scanPresentation, { body: { code } })
  if (scanned.error) throw new Error(`scan: ${scanned.error}`)
}
