import { browserSignInRoutes } from '@shared/contract/browser-sign-in'
import { certificatesRoutes } from '@shared/contract/certificates'
import { consentsRoutes } from '@shared/contract/consents'
import { contentRoutes } from '@shared/contract/content'
import { deskCasesRoutes } from '@shared/contract/desk-cases'
import { deskOpinionsRoutes } from '@shared/contract/desk-opinions'
import { devicesRoutes } from '@shared/contract/devices'
import { ledgerRoutes } from '@shared/contract/ledger'
import { mandatesRoutes } from '@shared/contract/mandates'
import { materialsRoutes } from '@shared/contract/materials'
import { messagesRoutes } from '@shared/contract/messages'
import { relaysRoutes } from '@shared/contract/relays'
import { archiveRoutes, rightsRoutes } from '@shared/contract/rights'
import { tasksRoutes } from '@shared/contract/tasks'
import { uploadPartsRoutes } from '@shared/contract/upload-parts'
import { verificationRoutes } from '@shared/contract/verification'
import * as z from 'zod/mini'
import { newId } from '../../bff/src/platform/new-id'
import { announced } from '../support/announced'
import { apply, fillDraft, named, person } from '../support/apply'
import { applyLocally } from '../support/apply-local'
import { bookHall, DAPING_LINE } from '../support/book-hall'
import { type Citizen, lookIntoCamera, photo } from '../support/citizen'
import { makeClerk } from '../support/clerk'
import { actAs, entrust, given, inDays, invite } from '../support/entrust'
import { handInRequest, uploadPhoto } from '../support/hand-in-request'
import { idCardFromLibrary } from '../support/library-card'
import { makeBrowser } from '../support/oauth-browser'
import type { TestProduct } from '../support/start-product'
import { beginWith, scan } from '../support/walk-in'

/** 重庆黄葛树下餐饮有限公司 of people.yaml, and one of another legal representative. */
const BANYAN = '91669999MA0YJB01X6'
const RIVERS = '91669999MA0YJB0286'
const HOUR_MS = 3_600_000

/** Time goes by, here and in the outside systems. */
export const pass = async (product: TestProduct, ms: number): Promise<void> => {
  product.clock.moveBy(ms)
  await product.control('/control/clock', { moveMs: ms })
}
/** Staff codes move our clock alone: the outside systems catch up, or signatures would be too old for them. */
export const catchUp = async (product: TestProduct): Promise<void> => {
  await product.control('/control/clock', { resetClock: true })
  await product.control('/control/clock', { moveMs: product.clock.now().getTime() - Date.now() })
}

/** Goes on with the session that took the place of the old one. */
export function goOnWith(citizen: Citizen, token: string | null): void {
  // not a hook, whatever its name makes a checker think
  const { useToken: take } = citizen
  if (token) take(token)
}

export async function signedIn(product: TestProduct, id: string): Promise<Citizen> {
  const citizen = product.citizen(id)
  await citizen.signIn()
  await named(citizen)
  return citizen
}

/** What the law keeps of somebody who closed their account: the id of the archived record. */
async function archived(product: TestProduct): Promise<string> {
  const citizen = await signedIn(product, 'wang-xiaoli')
  const { id } = await apply(citizen)
  await product.drain()
  for (const step of ['ACCEPTED', 'REVIEWING', 'DONE']) await product.advance(id, step)
  await citizen.check()
  given('close', await citizen.call(rightsRoutes.closeAccount, { body: { understood: true } }))
  await pass(product, 13 * HOUR_MS)
  for (const job of product.product.jobs) if (job.name === 'rights.close-due') await job.run()
  const auditor = await makeClerk(product, 'victim-audit', ['audit'], 'government-services')
  await catchUp(product)
  const { body } = await auditor.call(archiveRoutes.listArchive, { query: {} })
  return body.items[0]?.id ?? ''
}

/** 张敏 with two accounts, merged: the verified one of 渝快办 and the one of the mini-program. */
async function mergedVictim(product: TestProduct): Promise<Citizen> {
  const browser = makeBrowser(product)
  const { url } = (await browser.post(browserSignInRoutes.startYkbSignIn.path, { returnTo: '/' })).body
  await browser.post(browserSignInRoutes.finishYkbSignIn.path, await browser.choose(url, person.id))
  const citizen = product.citizen(person.id)
  await citizen.signIn()
  await citizen.bindPhone('13800001000')
  const body = { name: person.name, idNumber: person.citizenId }
  const { verifyId } = given('merge', await citizen.call(verificationRoutes.startMerge, { body }))
  await lookIntoCamera(product.sandboxUrl, person.id, verifyId, true)
  const merged = given('merge', await citizen.call(verificationRoutes.mergeAccounts, { body: { verifyId } }))
  goOnWith(citizen, merged.token)
  return citizen
}

/** A photo of a paper; its id. */
async function reviewFile(product: TestProduct, citizen: Citizen): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([photo()]), '出生医学证明.jpg')
  const reply = await fetch(`${product.url}${verificationRoutes.uploadReviewFile.path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${citizen.token()}` },
    body: form
  })
  return JSON.parse(await reply.text()).id
}

const guardian = (fileIds: string[]) =>
  ({ kind: 'guardian', name: '何梓涵', number: '669999201005180358', birthDay: '2010-05-18', fileIds }) as const

/** Somebody who has one thing of every kind. Values are ids; `canaries` nobody else may ever read. */
export async function makeVictims(product: TestProduct) {
  const recordId = await archived(product)
  const victim = await mergedVictim(product)
  const asked = await apply(victim)
  await product.drain()
  await product.advance(asked.id, 'CORRECTION', { correction: [{ item: '身份证国徽面', reason: '看不清有效期限' }] })
  const atOurDesk = await applyLocally(victim)
  await product.drain()
  const draft = await fillDraft(victim)
  const upload = (await victim.upload()).body.id
  const half = given('begun', await victim.call(uploadPartsRoutes.beginUpload, { body: announced(photo()) }))
  const reviewed = await reviewFile(product, victim)
  given('review', await victim.call(verificationRoutes.askReview, { body: guardian([reviewed]) }))
  const loose = await reviewFile(product, victim)
  const booking = await bookHall(victim)
  const request = await handInRequest(product, victim)
  const fetched = await passOfPhoto(product)
  const loosePhoto = await uploadPhoto(product, victim)

  const enterprise = await enterpriseOf(product)
  await victim.check()
  const { code } = given('invite', await invite(victim))
  const holder = await signedIn(product, 'yang-defu')
  const mandate = await entrust(victim, holder)
  const scope = { domains: ['parking' as const], serviceIds: null }
  const proxy = await signedIn(product, 'liu-yang')
  await actAs(proxy, (await entrust(victim, proxy, { scope })).id)

  const clerk = await makeClerk(product, 'victim-clerk', ['clerk'], 'government-services')
  await catchUp(product)
  const { items: tasks } = (await clerk.call(tasksRoutes.listTasks, { query: {} })).body
  const taskId = tasks.find(({ kind }) => kind === 'review')?.id ?? ''
  await clerk.call(tasksRoutes.takeTask, { params: { taskId } })
  const shown = (await clerk.call(tasksRoutes.showTask, { params: { taskId } })).body

  const proposalId = await proposed(product)
  const intake = await atCounter(product)
  const opinionId = await askedOpinion(product, atOurDesk.id)
  const relayId = await atWindow(product, victim, draft.id)
  const materials = given('materials', await victim.call(materialsRoutes.listMaterials, { query: {} }))
  const differenceId = await differing(product)

  await victim.check()
  const [sessions, messages, consents, ledger, identity] = await Promise.all([
    victim.call(devicesRoutes.listSessions, {}),
    victim.call(messagesRoutes.listMessages, { query: {} }),
    victim.call(consentsRoutes.listConsents, {}),
    victim.call(ledgerRoutes.listReads, { query: {} }),
    victim.call(verificationRoutes.showIdentity, {})
  ])
  const face = given('face', await victim.call(verificationRoutes.startFaceCheck, {}))
  return {
    victim,
    clerk,
    proxy,
    ...enterprise.people,
    draft,
    caseNumbers: [asked.number, atOurDesk.number, enterprise.handedIn.number],
    /** every id name of the contract -> ids of things that are not the strangers' */
    ids: {
      draftId: [draft.id],
      caseId: [asked.id, atOurDesk.id, enterprise.handedIn.id],
      fileId: [upload, ...asked.files.map(({ id }) => id), ...enterprise.handedIn.files.map(({ id }) => id)],
      uploadId: [half.id],
      bookingId: [booking.id],
      requestId: [request.id],
      photoId: request.photos.map(({ id }) => id),
      pass: [fetched],
      'body.photoIds': [loosePhoto],
      'body.about.id': [asked.id],
      materialId: materials.items.map(({ id }) => id),
      lineId: [DAPING_LINE],
      messageId: messages.body.items.slice(0, 1).map(({ id }) => id),
      sessionId: sessions.body.items.map(({ id }) => id),
      mandateId: [mandate.id, enterprise.mandateId],
      enterpriseId: [enterprise.id],
      code: [code],
      consentId: consents.body.items.slice(0, 1).map(({ id }) => id),
      entryId: ledger.body.items.slice(0, 1).map(({ id }) => id),
      mergeId: identity.body.merges.map(({ id }) => id),
      recordId: [recordId],
      certificateId: [enterprise.certificateId],
      heldId: [await idCardFromLibrary(victim)],
      accountId: [clerk.me.staffId],
      taskId: [taskId],
      proposalId: [proposalId],
      intakeId: [intake.id],
      opinionId: [opinionId],
      relayId: [relayId],
      'body.confirmation.fileId': [intake.fileId],
      differenceId: [differenceId],
      'tasks.showTaskFile fileId': (shown.subject?.files ?? []).map(({ id }) => id),
      'deskCases.showDeskCaseFile caseId': [atOurDesk.id],
      'deskCases.actOnDeskCase caseId': [atOurDesk.id],
      'deskCases.showDeskCaseFile fileId': atOurDesk.files.map(({ id }) => id),
      'body.to': [clerk.me.staffId],
      'body.mandateId': [mandate.id, enterprise.mandateId],
      'body.enterpriseId': [enterprise.id],
      'body.fileIds': [loose],
      'body.verifyId': [face.verifyId]
    } satisfies Record<string, string[]>
  }
}
export type Victims = Awaited<ReturnType<typeof makeVictims>>

/** The pass of the address that WeChat has been told of the photo it is to judge. */
async function passOfPhoto(product: TestProduct): Promise<string> {
  await product.product.worker.drain()
  const reply = await fetch(`${product.sandboxUrl}/wechat/push/photo-checks`)
  const { waiting } = z.object({ waiting: z.array(z.string()) }).parse(await reply.json())
  return waiting[0]?.split('/').at(-1) ?? ''
}

/** What the clerk of the case asks of the department of justice. */
async function askedOpinion(product: TestProduct, caseId: string): Promise<string> {
  const handler = await makeClerk(product, 'victim-handler', ['clerk'], 'civil-affairs')
  const lawyer = await makeClerk(product, 'victim-lawyer', ['clerk'], 'justice')
  await catchUp(product)
  const params = { caseId }
  await handler.call(deskCasesRoutes.actOnDeskCase, { params, body: { act: 'accept' } })
  const asks = [{ department: 'justice', question: '申请人是否已经得到法律援助？', days: 3 }]
  await handler.call(deskCasesRoutes.actOnDeskCase, { params, body: { act: 'consult', asks } })
  return (await lawyer.call(deskOpinionsRoutes.listOpinions, { query: {} })).body.items[0]?.id ?? ''
}

/** A draft a clerk of its department has at the window, by its owner's code; the id of that. */
async function atWindow(product: TestProduct, victim: Citizen, draftId: string): Promise<string> {
  const clerk = await makeClerk(product, 'victim-relay', ['clerk'], 'human-resources')
  await catchUp(product)
  const { code } = given('relay', await victim.call(relaysRoutes.makeRelay, { params: { draftId } }))
  return (await clerk.call(relaysRoutes.takeRelayAtDesk, { body: { code } })).body.id
}

/** An application a clerk has begun for somebody at the counter, with a scanned paper. */
async function atCounter(product: TestProduct) {
  const atWindow = await makeClerk(product, 'victim-window', ['clerk'], 'civil-affairs')
  await catchUp(product)
  const { body } = await beginWith(atWindow, { name: '赵磊', idNumber: '669999198101080790' })
  return { id: body.id, fileId: await scan(product, atWindow, body.id) }
}

/** What an editor has written and nobody has published yet. */
async function proposed(product: TestProduct): Promise<string> {
  const editor = await makeClerk(product, 'victim-editor', ['editor'], 'government-services')
  const params = { kind: 'service', contentId: 'social-card' }
  const { body } = await editor.call(contentRoutes.showContent, { params })
  const changed = { body: `${body.body}# 修改中\n`, reason: '更正' }
  return (await editor.call(contentRoutes.propose, { params, body: changed })).body.id
}

/** A case that only the acceptance platform knows, as the comparison found it. */
async function differing({ stores, clock }: TestProduct): Promise<string> {
  const id = newId()
  await stores.db.query(
    `insert into services_platform_differences (id, outer_id, kind, department, theirs, found_at, seen_at)
     values ($1, 'case-of-nobody', 'missing-here', 'government-services', 'accepted', $2, $2)`,
    [id, clock.now()]
  )
  return id
}

/** An enterprise, a case its agent handed in, and that agent, dismissed. */
async function enterpriseOf(product: TestProduct) {
  const owner = await signedIn(product, 'zhao-lei')
  const bind = (who: Citizen, creditCode: string) => who.call(mandatesRoutes.bindEnterprise, { body: { creditCode } })
  const { id, mandateId } = given('bind', await bind(owner, BANYAN))
  await owner.check()
  const formerAgent = await signedIn(product, 'xiang-yu')
  const agency = await entrust(owner, formerAgent, { enterpriseId: id, until: inDays(30) })
  await actAs(formerAgent, agency.id)
  const handedIn = await apply(formerAgent)
  await product.drain()
  for (const step of ['ACCEPTED', 'REVIEWING', 'DONE']) await product.advance(handedIn.id, step)
  await product.drain()
  await owner.call(mandatesRoutes.revokeMandate, { params: { mandateId: agency.id } })
  await formerAgent.signIn()
  await actAs(owner, mandateId)
  const issued = given('certificates', await owner.call(certificatesRoutes.listCertificates, {}))

  const otherOwner = await signedIn(product, 'tang-jing')
  const other = given('bind', await bind(otherOwner, RIVERS))
  await actAs(otherOwner, other.mandateId)
  return {
    id,
    mandateId,
    handedIn,
    certificateId: issued.items[0]?.id ?? '',
    people: { owner, formerAgent, otherOwner }
  }
}
