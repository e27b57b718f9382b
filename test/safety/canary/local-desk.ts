import { collectionsRoutes } from '@shared/contract/collections'
import { consentsRoutes } from '@shared/contract/consents'
import { type DeskCaseAct, deskCasesRoutes } from '@shared/contract/desk-cases'
import { deskFiguresRoutes } from '@shared/contract/desk-figures'
import { deskOpinionsRoutes } from '@shared/contract/desk-opinions'
import { disputesRoutes } from '@shared/contract/disputes'
import type { Answers } from '@shared/contract/form'
import { intakesRoutes } from '@shared/contract/intakes'
import { materialsRoutes } from '@shared/contract/materials'
import { owedRoutes } from '@shared/contract/owed'
import { prefillRoutes } from '@shared/contract/prefill'
import { relaysRoutes } from '@shared/contract/relays'
import { servicesRoutes } from '@shared/contract/services'
import { uploadPartsRoutes } from '@shared/contract/upload-parts'
import { announced } from '../../support/announced'
import { agreeFor } from '../../support/apply'
import { localItem } from '../../support/apply-local'
import type { Citizen } from '../../support/citizen'
import type { Clerk } from '../../support/clerk'
import { given } from '../../support/entrust'
import { smsCodeOn } from '../../support/sms-inbox'
import type { TestProduct } from '../../support/start-product'
import { beginWith, fillAtCounter, handInFor } from '../../support/walk-in'
import { tellingPhoto, uploadPhoto } from './act'
import { type CanaryCitizen, TEXTS } from './canaries'
import { oneMore } from './desk-work'

/** Asks what comes by itself, also from the library, and says that one of it is wrong. */
async function fillInByItself(citizen: Citizen, draftId: string): Promise<void> {
  const params = { draftId }
  const ask = async () => given('prefill', await citizen.call(prefillRoutes.prefillDraft, { params }))
  for (const { sharing } of (await ask()).silent)
    if (sharing) {
      const body = { sharingId: sharing.id, version: sharing.version }
      given('library', await citizen.call(consentsRoutes.giveConsent, { body }))
    }
  await ask()
  const body = { field: 'name', text: TEXTS.story }
  given('wrong', await citizen.call(prefillRoutes.disputePrefill, { params, body }))
  given('said wrong', await citizen.call(disputesRoutes.listDisputes, {}))
}

async function handInLocally(citizen: Citizen, who: CanaryCitizen, instead: Answers = {}) {
  await agreeFor(citizen, localItem.id)
  const photos = [await uploadPhoto(citizen), await uploadPhoto(citizen), await uploadPhoto(citizen)]
  const [idFront = '', household = '', cardPhoto = ''] = photos
  const edits = {
    ...{ name: who.name, citizenId: who.idNumber, phone: who.mobile, street: '500103012' },
    ...{ bankName: '示例银行', bankCard: TEXTS.bankCard },
    ...{ idFront: [idFront], household: [household], cardPhoto: [cardPhoto], agreed: true },
    ...instead
  }
  const params = { serviceId: localItem.id }
  const draft = given('local draft', await citizen.call(servicesRoutes.openDraft, { params, body: { edits } }))
  await fillInByItself(citizen, draft.id)
  const body = { formVersion: draft.formVersion, revision: draft.revision }
  return given('local', await citizen.call(servicesRoutes.submitDraft, { params: { draftId: draft.id }, body }))
}

async function resultFile(product: TestProduct, clerk: Clerk, caseId: string): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([tellingPhoto()]), '通知书.jpg')
  const reply = await fetch(`${product.url}/api/v1/desk/cases/${caseId}/result-files`, {
    method: 'POST',
    headers: { cookie: clerk.cookie(), origin: product.url },
    body: form
  })
  return JSON.parse(await reply.text()).id
}

/** A department that is asked reads the question and answers. */
async function sayOpinion(lawyer: Clerk) {
  const { items } = (await lawyer.call(deskOpinionsRoutes.listOpinions, { query: {} })).body
  const params = { opinionId: items[0]?.id ?? '' }
  await lawyer.call(deskOpinionsRoutes.showOpinion, { params })
  const said = await lawyer.call(deskOpinionsRoutes.answerOpinion, {
    params,
    body: { agrees: true, words: TEXTS.departmentNote }
  })
  if (said.error) throw new Error(`opinion: ${JSON.stringify(said)}`)
}

/** At the counter: the same person once more, with the clerk's help, confirmed by a code on their phone. */
async function walkIn(product: TestProduct, clerk: Clerk, who: CanaryCitizen) {
  await clerk.call(intakesRoutes.listIntakeItems, {})
  const person = { name: who.name, idNumber: who.idNumber, phone: who.mobile }
  const { body: intake } = await beginWith(clerk, person)
  const papers = await fillAtCounter(product, clerk, intake, person)
  const params = { intakeId: intake.id }
  const work = { answers: { ...papers, bankCard: TEXTS.bankCard }, agreed: [] }
  await clerk.call(intakesRoutes.keepIntakeWork, { params, body: { revision: 0, work } })
  await clerk.call(intakesRoutes.showOpenIntake, {})
  await clerk.call(intakesRoutes.sendIntakeCode, { params, body: { phone: who.mobile } })
  const code = await smsCodeOn(product.sandboxUrl, who.mobile)
  const done = await handInFor(clerk, intake, { ...papers, bankCard: TEXTS.bankCard }, { by: 'sms', code })
  if (done.error) throw new Error(`walk-in: ${JSON.stringify(done)}`)
  // two more: one is given up, one is left lying with what was filled in
  const begin = async () => ({ intakeId: (await beginWith(clerk, person)).body.id })
  await clerk.call(intakesRoutes.endIntake, { params: await begin() })
  await clerk.call(intakesRoutes.keepIntakeWork, { params: await begin(), body: { revision: 0, work } })
  await product.drain()
}

/** What was handed in is looked at, dated, used again and forgotten. */
async function papers(citizen: Citizen): Promise<void> {
  const query = { document: 'id-card-front' }
  const [paper] = given('papers', await citizen.call(materialsRoutes.listMaterials, { query })).items
  const params = { materialId: paper?.id ?? '' }
  const body = { serviceId: localItem.id, field: 'idFront' }
  const { id: fileId } = given('again', await citizen.call(materialsRoutes.useMaterial, { params, body }))
  const validUntil = '2099-12-31'
  given('dated', await citizen.call(materialsRoutes.dateMaterial, { params, body: { validUntil } }))
  given('file', await citizen.call(materialsRoutes.dateFile, { params: { fileId }, body: { validUntil } }))
  given('forgotten', await citizen.call(materialsRoutes.forgetMaterial, { params }))
}

/** A photo in parts; a second one is begun and never finished. */
async function inParts(citizen: Citizen): Promise<void> {
  const [whole, half] = [tellingPhoto(), tellingPhoto()]
  const body = announced(whole, TEXTS.fileName)
  const { id: uploadId } = given('begun', await citizen.call(uploadPartsRoutes.beginUpload, { body }))
  const part = { at: 0, data: whole.toString('base64') }
  given('part', await citizen.call(uploadPartsRoutes.putPart, { params: { uploadId }, body: part }))
  given('whole', await citizen.call(uploadPartsRoutes.finishUpload, { params: { uploadId } }))
  const more = await citizen.call(uploadPartsRoutes.beginUpload, { body: announced(half, TEXTS.fileName) })
  const params = { uploadId: given('half', more).id }
  given(
    'left',
    await citizen.call(uploadPartsRoutes.putPart, { params, body: { at: 0, data: half.toString('base64') } })
  )
}

/** A draft that the window fills in on by its owner's code. */
async function relayed(citizen: Citizen, clerk: Clerk, who: CanaryCitizen): Promise<void> {
  const params = { serviceId: localItem.id }
  const edits = { name: who.name, citizenId: who.idNumber, phone: who.mobile, bankCard: TEXTS.bankCard }
  const { id: draftId } = given('begun', await citizen.call(servicesRoutes.openDraft, { params, body: { edits } }))
  const to = { name: who.name, phone: who.mobile, address: TEXTS.address }
  const choice = { params: { draftId }, body: { way: 'post' as const, ...to } }
  given('choice', await citizen.call(collectionsRoutes.chooseDraftCollection, choice))
  const make = async () => given('relay', await citizen.call(relaysRoutes.makeRelay, { params: { draftId } })).code
  given('taken', await citizen.call(relaysRoutes.takeRelay, { body: { code: await make() } }))
  const code = await make()
  const { body: taken } = await clerk.call(relaysRoutes.takeRelayAtDesk, { body: { code } })
  const seen = { draftId, revision: taken.draft.revision }
  const from = { visit: 'visit-at-the-window', seen, orders: { bankName: 1 } }
  const at = { relayId: taken.id }
  await clerk.call(relaysRoutes.saveRelayDraft, { params: at, body: { edits: { bankName: '示例银行' }, from } })
  await clerk.call(relaysRoutes.handBackRelay, { params: at })
  given('shown', await citizen.call(relaysRoutes.showRelay, { params: { draftId } }))
  given('ended', await citizen.call(relaysRoutes.endRelay, { params: { draftId } }))
  given('discarded', await citizen.call(servicesRoutes.discardDraft, { params: { draftId } }))
}

/** The paper of the result is posted to an address; the desk reads its figures. */
async function collected(citizen: Citizen, clerk: Clerk, caseId: string, who: CanaryCitizen) {
  const params = { caseId }
  const to = { name: who.name, phone: who.mobile, address: TEXTS.address }
  given('address', await citizen.call(collectionsRoutes.chooseCollection, { params, body: { way: 'post', ...to } }))
  const body = { state: 'posted' as const, carrier: '示例快递', number: 'SF0000000001' }
  const sent = await clerk.call(collectionsRoutes.settleCollection, { params, body })
  if (sent.error) throw new Error(`collection: ${JSON.stringify(sent)}`)
  await clerk.call(deskFiguresRoutes.showDeskFigures, {})
}

/** At the desk of a department without a system: one case taken back, one looked into, asked about, mended and granted. */
export async function localDesk(product: TestProduct, citizen: Citizen, who: CanaryCitizen): Promise<void> {
  const clerk = await oneMore(product, 'canary-civil', 'clerk', localItem.department)
  const { id: back } = await handInLocally(citizen, who)
  given('withdrawn', await citizen.call(servicesRoutes.withdrawCase, { params: { caseId: back } }))
  const { id: caseId } = await handInLocally(citizen, who, {
    household: { instead: 'later', agreed: true },
    cardPhoto: { instead: 'promise', agreed: true }
  })
  await product.drain()
  const params = { caseId }
  const act = async (body: DeskCaseAct) => {
    const done = await clerk.call(deskCasesRoutes.actOnDeskCase, { params, body })
    if (done.error) throw new Error(`${body.act}: ${JSON.stringify(done)}`)
  }
  await clerk.call(deskCasesRoutes.listDeskCases, { query: { view: 'open' } })
  const { body: shown } = await clerk.call(deskCasesRoutes.showDeskCase, { params })
  await clerk.call(deskCasesRoutes.revealDeskCase, { params, body: { reason: 'verify' } })
  for (const { id: fileId } of shown.files)
    await clerk.call(deskCasesRoutes.showDeskCaseFile, { params: { ...params, fileId }, query: { reason: 'verify' } })
  await act({ act: 'ask', items: [{ field: 'bankCard', reason: TEXTS.departmentNote }] })
  const { answers } = given('asked', await citizen.call(servicesRoutes.showCaseAnswers, { params }))
  given('mended', await citizen.call(servicesRoutes.answerCorrection, { params, body: { answers } }))
  await product.drain()
  const owed = { params: { caseId, field: 'household' }, body: { fileIds: [await uploadPhoto(citizen)] } }
  given('owed', await citizen.call(owedRoutes.handInOwed, owed))
  const untrue = { params: { caseId, field: 'cardPhoto' }, body: { reason: TEXTS.departmentNote } }
  await clerk.call(owedRoutes.breakPromise, untrue)
  given('broken', await citizen.call(owedRoutes.listBrokenPromises, {}))
  await act({ act: 'accept' })
  await act({ act: 'consult', asks: [{ department: 'justice', question: TEXTS.departmentNote, days: 3 }] })
  await sayOpinion(await oneMore(product, 'canary-justice', 'clerk', 'justice'))
  const fileIds = [await resultFile(product, clerk, caseId)]
  await act({
    ...{ act: 'complete', granted: true, title: '高龄津贴发放通知', documentNo: '示例〔2026〕1 号' },
    ...{ basis: null, reason: null, fileIds }
  })
  await product.drain()
  await collected(citizen, clerk, caseId, who)
  await walkIn(product, clerk, who)
  await papers(citizen)
  await inParts(citizen)
  await relayed(citizen, clerk, who)
}
