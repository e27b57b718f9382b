import { randomUUID } from 'node:crypto'
import { browserSignInRoutes } from '@shared/contract/browser-sign-in'
import { consentsRoutes } from '@shared/contract/consents'
import { departmentsRoutes } from '@shared/contract/departments'
import { staffRoutes } from '@shared/contract/desk'
import { identityRoutes } from '@shared/contract/identity'
import { mandatesRoutes } from '@shared/contract/mandates'
import { servicesRoutes } from '@shared/contract/services'
import { signOnRoutes } from '@shared/contract/sign-on'
import { verificationRoutes } from '@shared/contract/verification'
import { openidOf } from '../sandbox/wechat/accounts'
import { agree, apply, fillDraft } from '../support/apply'
import { type Citizen, jsCode, lookIntoCamera, phoneCode } from '../support/citizen'
import { codeFor, makeClerk, makeDesk, PASSWORD } from '../support/clerk'
import { given, invite } from '../support/entrust'
import { makeBrowser } from '../support/oauth-browser'
import type { TestProduct } from '../support/start-product'
import { asPartner, PARTNER, pushOf, signedHeaders } from './signed-calls'
import { catchUp, goOnWith, signedIn } from './victims'

/** Presents the same thing once more; true = it was accepted. The first acceptance is the rightful use. */
export type Present = () => Promise<boolean>
type Prepare = (product: TestProduct) => Promise<Present>

const post = async (product: TestProduct, path: string, body: string, headers: Record<string, string>) => {
  const reply = await fetch(`${product.url}${path}`, { method: 'POST', headers, body })
  return { status: reply.status, text: await reply.text() }
}
const json = { 'content-type': 'application/json' }

async function ticketOf(citizen: Citizen): Promise<string> {
  const params = { partnerId: PARTNER }
  const { sharingId, sharingVersion } = given('partner', await citizen.call(signOnRoutes.showPartner, { params }))
  const body = { sharingId, version: sharingVersion }
  given('consent', await citizen.call(consentsRoutes.giveConsent, { body }))
  const { url } = given('ticket', await citizen.call(signOnRoutes.openPartner, { params }))
  return new URL(url).searchParams.get('ticket') ?? ''
}

/** A sign-in by way of another site: `again` says what each further try brings anew. */
function byOtherSite(site: 'wechat' | 'ykb', again: 'nothing' | 'state' | 'code'): Prepare {
  const routes = {
    wechat: [identityRoutes.startOfficialAccountSignIn, identityRoutes.finishOfficialAccountSignIn],
    ykb: [browserSignInRoutes.startYkbSignIn, browserSignInRoutes.finishYkbSignIn]
  } as const
  const [start, finish] = routes[site]
  return async (product) => {
    const begin = async () => {
      const browser = makeBrowser(product)
      const { url } = (await browser.post(start.path, { returnTo: '/' })).body
      return { browser, url, chosen: await browser.choose(url, 'chen-guoqiang') }
    }
    const first = await begin()
    /** as they were before the first use: what somebody copied */
    const cookies = [...first.browser.cookies]
    let used = false
    return async () => {
      const next = used && again === 'state' ? await begin() : { ...first, browser: makeBrowser(product) }
      if (next.url === first.url) for (const [name, value] of cookies) next.browser.cookies.set(name, value)
      const code = used && again === 'code' ? (await begin()).chosen.code : first.chosen.code
      used = true
      const { status } = await next.browser.post(finish.path, { code, state: next.chosen.state })
      return status === 200
    }
  }
}

/** Everything that is good once, by name. */
export const REPLAYS: Record<string, Prepare> = {
  'code of wx.login': async (product) => {
    const code = await jsCode(product.sandboxUrl, 'chen-guoqiang')
    const { path } = identityRoutes.signInWithWechat
    return async () => (await post(product, path, JSON.stringify({ code }), json)).status === 200
  },
  'code of getPhoneNumber': async (product) => {
    const citizen = product.citizen('gong-yan')
    await citizen.signIn()
    const code = await phoneCode(product.sandboxUrl, 'gong-yan')
    return async () => {
      const bound = await citizen.call(verificationRoutes.bindWechatPhone, { body: { code } })
      if (bound.status === 200) goOnWith(citizen, bound.body.token)
      return bound.status === 200
    }
  },
  '公众号 code and state': byOtherSite('wechat', 'nothing'),
  '公众号 code with a new state': byOtherSite('wechat', 'state'),
  '公众号 state with a new code': byOtherSite('wechat', 'code'),
  '渝快办 code and state': byOtherSite('ykb', 'nothing'),
  '渝快办 code with a new state': byOtherSite('ykb', 'state'),
  '渝快办 state with a new code': byOtherSite('ykb', 'code'),
  'outward ticket': async (product) => {
    const body = JSON.stringify({ ticket: await ticketOf(await signedIn(product, 'zhao-lei')) })
    const { path } = signOnRoutes.exchangeTicket
    return async () => (await post(product, path, body, asPartner(product, body))).text.includes('"0000"')
  },
  'nonce of a partner': async (product) => {
    const body = JSON.stringify({ ticket: 'x'.repeat(43) })
    const headers = asPartner(product, body)
    return async () => (await post(product, signOnRoutes.exchangeTicket.path, body, headers)).status === 200
  },
  'nonce of the acceptance platform': async (product) => {
    const { id } = await apply(await signedIn(product, 'zhao-lei'))
    const body = JSON.stringify({
      eventId: randomUUID(),
      outerId: id,
      receiptNo: 'YKB-TEST',
      state: 'ACCEPTED',
      at: product.clock.now().toISOString()
    })
    const { path } = departmentsRoutes.acceptanceCallback
    const headers = signedHeaders('x-ykb', ['x-ykb-app-id', 'ykb'], product.secrets.ykb.callbackSecret, path, body)
    return async () => (await post(product, path, body, headers)).status === 200
  },
  'push of WeChat': async (product) => {
    const FromUserName = openidOf(product.secrets.wechat.appid, 'zhang-min')
    const event = { FromUserName, CreateTime: 1_700_000_000, MsgType: 'event', Event: 'replayed' }
    const { path, body } = pushOf(product, JSON.stringify(event))
    let counted = 0
    return async () => {
      await post(product, path, body, {})
      const rows = await product.stores.db.query("select 1 from wechat_push_received where kind = 'replayed'")
      const before = counted
      counted = rows.length
      return counted > before
    }
  },
  'SMS code of a sign-in': async (product) => {
    const phone = '13900008888'
    const browser = makeBrowser(product)
    await browser.post(browserSignInRoutes.sendSignInCode.path, { phone })
    const code = await product.smsCode(phone)
    const { path } = browserSignInRoutes.signInWithSms
    return async () => (await makeBrowser(product).post(path, { phone, code })).status === 200
  },
  'SMS code of a fresh check': async (product) => {
    const citizen = await signedIn(product, 'luo-shufen')
    given('send', await citizen.call(verificationRoutes.sendCheckCode, {}))
    const code = await product.smsCode(citizen.known().mobile)
    return async () => {
      const checked = await citizen.call(verificationRoutes.check, { body: { code } })
      if (checked.status === 200) goOnWith(citizen, checked.body.token)
      return checked.status === 200
    }
  },
  'verifyId of a face check': async (product) => {
    const citizen = await signedIn(product, 'tang-jing')
    const { verifyId } = given('face', await citizen.call(verificationRoutes.startFaceCheck, {}))
    await lookIntoCamera(product.sandboxUrl, 'tang-jing', verifyId, true)
    return async () => {
      const finished = await citizen.call(verificationRoutes.finishFaceCheck, { body: { verifyId } })
      if (finished.status === 200) goOnWith(citizen, finished.body.token)
      return finished.status === 200
    }
  },
  'code of an invitation': async (product) => {
    const inviter = await signedIn(product, 'wang-xiaoli')
    await inviter.check()
    const { code } = given('invite', await invite(inviter))
    const holders = [await signedIn(product, 'liu-yang'), await signedIn(product, 'yang-defu')]
    let nth = 0
    // whoever has accepted may ask again and hear the same: the replays come from somebody else
    return async () => {
      const holder = holders[Math.min(nth++, 1)]
      const accepted = await holder?.call(mandatesRoutes.acceptInvitation, { params: { code } })
      return accepted?.status === 200
    }
  },
  'code of the second factor': async (product) => {
    const clerk = await makeClerk(product, 'replayed', ['clerk'])
    const body = { login: 'replayed', password: PASSWORD, code: clerk.code() }
    await catchUp(product)
    return async () => (await makeDesk(product).call(staffRoutes.signIn, { body })).status === 200
  },
  'invitation of staff': async (product) => {
    const clerk = await makeClerk(product, 'replayed-too', ['clerk'])
    await catchUp(product)
    const code = () => codeFor(clerk.offer.secret, product.clock.now())
    const body = () => ({ token: clerk.token, name: '陈静', password: PASSWORD, code: code() })
    let presented = 0
    return async () => {
      presented += 1
      // taken up by makeClerk already: that was the rightful use
      if (presented === 1) return clerk.me.login === 'replayed-too'
      const accepted = await makeDesk(product).call(staffRoutes.acceptInvitation, { body: body() })
      return accepted.status === 200
    }
  },
  'Idempotency-Key of a submit': async (product) => {
    const citizen = await signedIn(product, 'ayguli')
    await agree(citizen)
    const draft = await fillDraft(citizen)
    const [params, key] = [{ draftId: draft.id }, randomUUID()]
    const body = { formVersion: draft.formVersion, revision: draft.revision }
    let cases = 0
    return async () => {
      given('submit', await citizen.call(servicesRoutes.submitDraft, { params, body }, { key }))
      const rows = await product.stores.db.query('select 1 from services_cases where draft_id = $1', [draft.id])
      const before = cases
      cases = rows.length
      return cases > before
    }
  }
}

const AT_ONCE = 10

/** Uses a thing once and then `times` more; how often it was accepted, the rightful use included. */
export async function replay(product: TestProduct, prepare: Prepare, times: number): Promise<number> {
  const present = await prepare(product)
  let accepted = (await present()) ? 1 : 0
  for (let left = times; left > 0; left -= AT_ONCE) {
    const answers = await Promise.all(Array.from({ length: Math.min(AT_ONCE, left) }, () => present()))
    accepted += answers.filter(Boolean).length
  }
  return accepted
}
