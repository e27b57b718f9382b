import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { shanghaiTime } from '../clock'
import { sm3 } from '../hmac-sm3'
import { type Answer, answer, wrongFields } from './answers'
import { contentOf, outerId, parseFields, sentForm } from './apply'
import { keepMaterials, materialProblems, sentMaterial } from './materials'
import type { YkbParts } from './parts'
import { findCase, type StoredMaterial, stateOf } from './state'

const sentSupplement = z.object({ outerId, supplementId: outerId, form: sentForm, materials: z.array(sentMaterial) })

/**
 * POST /ykb/api/acceptance/supplement: answers a CORRECTION and leads the case back to RECEIVED. The same supplementId
 * gets the same answer again (E2004 with other content); in any other state E2002 on outerId.
 */
export async function supplement(body: unknown, parts: YkbParts): Promise<Answer> {
  const sent = parseFields(sentSupplement, body)
  if ('problems' in sent) return wrongFields(sent.problems)
  const problems = materialProblems(sent.value.materials)
  if (problems.length > 0) return wrongFields(problems)
  const materials = await keepMaterials(sent.value.materials, parts.shelf)
  const result = take(sent.value, materials, parts)
  await parts.store.save()
  parts.changed()
  return result
}

// Without an await, so that the same supplement sent twice at once is taken once.
function take(sent: z.infer<typeof sentSupplement>, materials: StoredMaterial[], { store, clock }: YkbParts): Answer {
  const one = findCase(store.data, sent.outerId)
  if (one === undefined) return answer('E2005')
  const contentSm3 = sm3(JSON.stringify(contentOf(sent.form, materials)))
  const earlier = one.supplements.find(({ supplementId }) => supplementId === sent.supplementId)
  if (earlier !== undefined) {
    return earlier.contentSm3 === contentSm3 ? answer('0000', { state: 'RECEIVED' }) : answer('E2004')
  }
  if (stateOf(one) !== 'CORRECTION') return wrongFields([{ field: 'outerId', reason: '办件当前不需要补正' }])
  const at = shanghaiTime(clock.now())
  one.supplements.push({ supplementId: sent.supplementId, contentSm3, at })
  one.form = { ...one.form, ...sent.form }
  const replaced = new Set(materials.map(({ name }) => name))
  one.materials = [...one.materials.filter(({ name }) => !replaced.has(name)), ...materials]
  one.events.push({ eventId: randomUUID(), state: 'RECEIVED', at, note: '补正材料已收到' })
  return answer('0000', { state: 'RECEIVED' })
}
