import { browserSignInRoutes } from '@shared/contract/browser-sign-in'
import { identityRoutes } from '@shared/contract/identity'
import { verificationRoutes } from '@shared/contract/verification'
import { lookIntoCamera } from '../../support/citizen'
import { given } from '../../support/entrust'
import { makeBrowser } from '../../support/oauth-browser'
import { smsCodeOn } from '../../support/sms-inbox'
import type { TestProduct } from '../../support/start-product'
import { CITIZENS, TEXTS } from './canaries'
import type { Cast } from './cast'

/** Gives the tokens of the sessions. 公众号, 渝快办 and SMS in browsers; then two accounts that turn out to be one person. */
export async function browsers(product: TestProduct, { browser: phone }: Cast): Promise<string[]> {
  const { id, mobile, name, idNumber } = CITIZENS.browser
  const official = makeBrowser(product)
  await official.finish(await official.choose(await official.begin(), CITIZENS.applicant.id))

  const ykb = makeBrowser(product)
  const { url } = (await ykb.post(browserSignInRoutes.startYkbSignIn.path, { returnTo: '/' })).body
  await ykb.post(browserSignInRoutes.finishYkbSignIn.path, await ykb.choose(url, id))
  await ykb.get(verificationRoutes.showIdentity.path)

  const sms = makeBrowser(product)
  await sms.post(browserSignInRoutes.sendSignInCode.path, { phone: mobile })
  const code = await smsCodeOn(product.sandboxUrl, mobile)
  await sms.post(browserSignInRoutes.signInWithSms.path, { phone: mobile, code: '000000' })
  await sms.post(browserSignInRoutes.signInWithSms.path, { phone: mobile, code })
  await sms.post(browserSignInRoutes.signInWithSms.path, { phone: mobile, code, idTail: idNumber.slice(-6) })
  await sms.get(identityRoutes.me.path)

  await phone.bindPhone(TEXTS.otherPhone)
  const merging = given('merge', await phone.call(verificationRoutes.startMerge, { body: { name, idNumber } }))
  await lookIntoCamera(product.sandboxUrl, id, merging.verifyId, true)
  const { verifyId } = merging
  const merged = given('merged', await phone.call(verificationRoutes.mergeAccounts, { body: { verifyId } }))
  const { useToken: take } = phone
  take(merged.token ?? '')
  return [official, ykb, sms].flatMap(({ cookies }) => cookies.get('zjb_session') ?? [])
}
