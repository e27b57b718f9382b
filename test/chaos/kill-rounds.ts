import { randomUUID } from 'node:crypto'
import { messagesRoutes } from '@shared/contract/messages'
import { servicesRoutes } from '@shared/contract/services'
import * as z from 'zod/mini'
import { signature } from '../sandbox/hmac-sm3'
import { fillDraft, person, serviceId } from '../support/apply'
import { type Citizen, makeCitizen } from '../support/citizen'
import type { TwoProcesses } from './two-processes'

/** What a round found: empty = as promised. */
export type Findings = string[]

const desk = z.object({ cases: z.array(z.object({ outerId: z.string() })) })

async function until(what: string, done: () => Promise<boolean>): Promise<Findings> {
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((wait) => setTimeout(wait, 50)))
    if (await done()) return []
  return [`${what}: not within 60 s`]
}

/** The server may be between two lives; the citizen's phone asks again. */
const shows = (citizen: Citizen, caseId: string) => citizen.call(servicesRoutes.showCase, { params: { caseId } })

export async function newCitizen(two: TwoProcesses): Promise<Citizen> {
  const citizen = makeCitizen(two.url, two.sandboxUrl, person.id)
  await citizen.signIn()
  return citizen
}

/** kill -9 right after the 200 of a submit. */
export async function killAfterSubmit(two: TwoProcesses, citizen: Citizen): Promise<Findings> {
  const draft = await fillDraft(citizen)
  const key = randomUUID()
  const submit = () =>
    citizen.call(
      servicesRoutes.submitDraft,
      { params: { draftId: draft.id }, body: { formVersion: draft.formVersion, revision: draft.revision } },
      { key }
    )
  const first = await submit()
  await two.kill()
  await two.start()
  if (first.status !== 200) return [`submit answered ${first.status}`]
  const findings: Findings = []
  const again = await submit()
  if (again.status !== 200 || again.body.number !== first.body.number)
    findings.push(`the repeated submit did not get the first answer (${again.status})`)
  const { body: cases } = await citizen.call(servicesRoutes.listCases, { query: { limit: '50' } })
  const same = cases.items.filter((item) => item.id === first.body.id).length
  if (same !== 1) findings.push(`an acknowledged case is there ${same} times`)
  findings.push(...(await until('delivery', async () => (await shows(citizen, first.body.id)).body.receiptNo !== null)))
  const atDesk = desk.parse(await (await fetch(`${two.sandboxUrl}/ykb/desk/api/cases`)).json())
  const there = atDesk.cases.filter((one) => one.outerId === first.body.id).length
  if (there !== 1) findings.push(`the department has the case ${there} times`)
  const { body: inbox } = await citizen.call(messagesRoutes.listMessages, { query: { limit: '50' } })
  for (const title of ['申请已提交', '部门已接收']) {
    const told = inbox.items.filter((one) => one.about?.id === first.body.id && one.title === title).length
    if (told !== 1) findings.push(`${title} was told ${told} times`)
  }
  return findings
}

/** kill -9 right after the 200 of a draft save. */
export async function killAfterDraftSave(two: TwoProcesses, citizen: Citizen): Promise<Findings> {
  const edits = { name: `张${randomUUID().slice(0, 6)}`, phone: `199${String(Date.now()).slice(-8)}` }
  const save = (given: Record<string, string>) =>
    citizen.call(servicesRoutes.openDraft, { params: { serviceId }, body: { edits: given } })
  const saved = await save(edits)
  await two.kill()
  await two.start()
  if (saved.status !== 200) return [`save answered ${saved.status}`]
  const found = await save({})
  const kept = found.body.answers.name === edits.name && found.body.answers.phone === edits.phone
  const once = found.body.id === saved.body.id && found.body.revision === saved.body.revision
  return [...(kept ? [] : ['an acknowledged draft edit is lost']), ...(once ? [] : ['the draft is another one'])]
}

/** A callback signed as the acceptance platform signs it. */
async function report(two: TwoProcesses, step: Record<string, unknown>): Promise<number> {
  const path = '/api/v1/departments/ykb/callback'
  const body = Buffer.from(JSON.stringify(step))
  const timestamp = String(Date.now())
  const nonce = randomUUID()
  const signed = { method: 'POST', pathAndQuery: path, timestamp, nonce, body }
  const reply = await fetch(`${two.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-ykb-app-id': 'ykb',
      'x-ykb-timestamp': timestamp,
      'x-ykb-nonce': nonce,
      'x-ykb-signature': signature(signed, two.secrets.ykb.callbackSecret)
    },
    body
  })
  await reply.text()
  return reply.status
}

/** kill -9 right after the 200 of a department's callback; afterwards the department repeats it. */
export async function killAfterCallback(two: TwoProcesses, citizen: Citizen): Promise<Findings> {
  const draft = await fillDraft(citizen)
  const { body: handedIn } = await citizen.call(servicesRoutes.submitDraft, {
    params: { draftId: draft.id },
    body: { formVersion: draft.formVersion, revision: draft.revision }
  })
  const waited = await until('delivery', async () => (await shows(citizen, handedIn.id)).body.receiptNo !== null)
  if (waited.length > 0) return waited
  const step = {
    eventId: randomUUID(),
    outerId: handedIn.id,
    receiptNo: 'YKB-KILL',
    state: 'ACCEPTED',
    at: new Date(Date.now() + 1000).toISOString(),
    note: '予以受理'
  }
  const status = await report(two, step)
  await two.kill()
  await two.start()
  if (status !== 200) return [`the callback was answered with ${status}`]
  const repeated = await report(two, step)
  const { body: shown } = await shows(citizen, handedIn.id)
  const steps = shown.timeline.filter((one) => one.state === 'accepted' && one.at !== null).length
  const { body: inbox } = await citizen.call(messagesRoutes.listMessages, { query: { limit: '50' } })
  const told = inbox.items.filter((one) => one.about?.id === handedIn.id && one.title === '申请已受理').length
  return [
    ...(repeated === 200 ? [] : [`the repeated callback was answered with ${repeated}`]),
    ...(shown.state === 'accepted' ? [] : [`an acknowledged callback is lost, the case is ${shown.state}`]),
    ...(steps === 1 ? [] : [`the step is there ${steps} times`]),
    ...(told === 1 ? [] : [`the step was told ${told} times`])
  ]
}

const ROUNDS = { submit: killAfterSubmit, draft: killAfterDraftSave, callback: killAfterCallback }
export type Kind = keyof typeof ROUNDS
export const KINDS: Kind[] = ['submit', 'draft', 'callback']

/** So many kills of each kind in an order drawn from the seed (mulberry32); resolves with everything that was not as promised. */
export async function killRounds(
  two: TwoProcesses,
  each: number,
  seed: number
): Promise<{ kills: number; findings: Findings }> {
  let state = seed
  const random = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const order = KINDS.flatMap((kind) => Array.from({ length: each }, () => ({ kind, at: random() })))
    .sort((a, b) => a.at - b.at)
    .map(({ kind }) => kind)
  const citizen = await newCitizen(two)
  const findings: Findings = []
  for (const [number, kind] of order.entries())
    for (const finding of await ROUNDS[kind](two, citizen)) findings.push(`kill ${number + 1} (${kind}): ${finding}`)
  return { kills: order.length, findings }
}
