import { randomUUID } from 'node:crypto'
import type { Draft, EditOrigin } from '@shared/contract/applications'
import { servicesRoutes } from '@shared/contract/services'
import { fillDraft, serviceId } from '../support/apply'
import type { Citizen } from '../support/citizen'
import { type Findings, newCitizen } from './kill-rounds'
import type { TwoProcesses } from './two-processes'

const pause = (ms: number) => new Promise((wait) => setTimeout(wait, ms))
/** undefined = no answer came: the server died. */
const answered = <T>(call: Promise<T>): Promise<T | undefined> => call.catch(() => undefined)

type Save = { edits: { name: string }; from: EditOrigin }
const save = (citizen: Citizen, body: Save | { edits: Record<string, never> }) =>
  citizen.call(servicesRoutes.openDraft, { params: { serviceId }, body })

/** kill -9 somewhere in a stream of saves; then every one that was acknowledged must be there, and each counted once. */
async function killWhileSaving(two: TwoProcesses, citizen: Citizen, afterMs: number): Promise<Findings> {
  const visit = randomUUID().slice(0, 20)
  let seen: Draft = (await save(citizen, { edits: {} })).body
  let acknowledged = 0
  let last: Save | undefined
  let dead = false
  const name = (order: number) => `张${visit.slice(0, 6)}${order}`
  const typing = (async () => {
    for (let order = 1; !dead; order += 1) {
      const from = { visit, seen: { draftId: seen.id, revision: seen.revision }, orders: { name: order } }
      last = { edits: { name: name(order) }, from }
      const reply = await answered(save(citizen, last))
      if (reply?.status !== 200) return
      seen = reply.body
      acknowledged = order
    }
  })()
  await pause(afterMs)
  await two.kill()
  dead = true
  await typing
  await two.start()
  const { body: found } = await save(citizen, { edits: {} })
  const promised = [name(acknowledged), name(acknowledged + 1)]
  if (acknowledged > 0 && !promised.includes(String(found.answers.name)))
    return [`${acknowledged} saves were acknowledged, the draft says ${found.answers.name}`]
  if (!last) return []
  const { body: again } = await save(citizen, last)
  const { body: twice } = await save(citizen, last)
  return [
    ...(again.answers.name === last.edits.name ? [] : [`the repeated save left ${again.answers.name}`]),
    ...(twice.revision === again.revision ? [] : ['a repeated save counted twice'])
  ]
}

/** kill -9 somewhere in handing in; the same key goes out again until there is an answer: then there is exactly one case. */
async function killWhileHandingIn(two: TwoProcesses, citizen: Citizen, afterMs: number): Promise<Findings> {
  const draft = await fillDraft(citizen)
  const key = randomUUID()
  const body = { formVersion: draft.formVersion, revision: draft.revision }
  const submit = () => citizen.call(servicesRoutes.submitDraft, { params: { draftId: draft.id }, body }, { key })
  const first = answered(submit())
  await pause(afterMs)
  await two.kill()
  const before = await first
  await two.start()
  const after = await submit()
  if (after.status !== 200) return [`the repeated submit was answered with ${after.status} ${after.error?.error}`]
  const { body: cases } = await citizen.call(servicesRoutes.listCases, { query: { limit: '50' } })
  const there = cases.items.filter(({ id }) => id === after.body.id).length
  const other = before?.status === 200 && before.body.id !== after.body.id
  const left = (await save(citizen, { edits: {} })).body
  return [
    ...(there === 1 ? [] : [`the case is there ${there} times`]),
    ...(other ? ['the repeated submit made another case'] : []),
    ...(left.id === draft.id ? ['the draft is still open beside its case'] : [])
  ]
}

/** So many kills, half of them while saving, half while handing in, at moments drawn by `random`. */
export async function autosaveKills(
  two: TwoProcesses,
  kills: number,
  random: () => number
): Promise<{ kills: number; findings: Findings }> {
  const citizen = await newCitizen(two)
  const findings: Findings = []
  for (let kill = 1; kill <= kills; kill += 1) {
    const saving = kill % 2 === 1
    const afterMs = Math.round(random() * (saving ? 400 : 120))
    const found = await (saving ? killWhileSaving : killWhileHandingIn)(two, citizen, afterMs)
    for (const one of found) findings.push(`kill ${kill} after ${afterMs} ms: ${one}`)
  }
  return { kills, findings }
}
