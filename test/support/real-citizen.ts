import { consentsRoutes } from '@shared/contract/consents'
import { noticesRoutes } from '@shared/contract/notices'
import type { Browser } from 'playwright-core'
import { named } from './apply'
import { openPhone } from './browser'
import type { Citizen } from './citizen'
import type { TestProduct } from './start-product'

/** Agrees to every text in force, as the sheet after the first sign-in asks. */
export async function agreeToTerms(citizen: Citizen): Promise<void> {
  const terms = await citizen.call(noticesRoutes.listMyTerms, {})
  for (const { id, version } of terms.body.items)
    await citizen.call(noticesRoutes.agreeToTerms, { body: { id, version } })
}

/** Somebody of people.yaml with a bound phone and a real name, who has agreed to the terms; has a bearer token. */
export async function realCitizen(product: TestProduct, id: string): Promise<Citizen> {
  const citizen = product.citizen(id)
  await citizen.signIn()
  await named(citizen)
  await agreeToTerms(citizen)
  return citizen
}

/** The cookie a browser has in which this citizen is signed in. */
export const sessionCookie = (product: TestProduct, citizen: Citizen) => ({
  name: 'zjb_session',
  value: citizen.token(),
  url: product.url,
  httpOnly: true
})

/** A phone's browser in which this citizen is signed in already. */
export async function openPhoneAs(browser: Browser, product: TestProduct, citizen: Citizen) {
  const phone = await openPhone(browser)
  await phone.context.addCookies([sessionCookie(product, citizen)])
  return phone
}

/** Takes back everything a citizen has agreed to. */
export async function withdrawAll(citizen: Citizen): Promise<void> {
  const { body } = await citizen.call(consentsRoutes.listConsents, {})
  for (const { id: consentId } of body.items)
    await citizen.call(consentsRoutes.withdrawConsent, { params: { consentId } })
}
