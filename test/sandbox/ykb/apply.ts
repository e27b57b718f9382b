import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { shanghaiTime } from '../clock'
import { sm3 } from '../hmac-sm3'
import { type Answer, answer, type FieldProblem, wrongFields } from './answers'
import { keepMaterials, materialProblems, sentMaterial } from './materials'
import type { YkbParts } from './parts'
import { findCase, type StoredMaterial, type YkbCase } from './state'

export const outerId = z.string().regex(/^[\w-]{1,64}$/)
export const sentForm = z.record(z.string(), z.string())

const application = z.object({
  outerId,
  itemCode: z.string().min(1),
  itemName: z.string().min(1),
  applicant: z.object({
    name: z.string().min(2),
    certType: z.literal('111'),
    certNo: z.string().refine(hasCheckDigit, '证件号码的校验码不正确'),
    mobile: z.string().regex(/^1[3-9]\d{9}$/)
  }),
  form: sentForm,
  materials: z.array(sentMaterial),
  submittedAt: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?\+08:00$/),
  callbackUrl: z.url({ protocol: /^https?$/ })
})
type Application = z.infer<typeof application>

/**
 * POST /ykb/api/acceptance/apply. The same outerId with the same content gets the first receipt again; the callback
 * address is not part of the content and the newer one counts.
 */
export async function apply(body: unknown, parts: YkbParts): Promise<Answer> {
  const sent = parseFields(application, body)
  if ('problems' in sent) return wrongFields(sent.problems)
  const problems = materialProblems(sent.value.materials)
  if (problems.length > 0) return wrongFields(problems)
  if (!parts.items.some((item) => item.itemCode === sent.value.itemCode)) return answer('E2001')
  const materials = await keepMaterials(sent.value.materials, parts.shelf)
  // No await between looking and adding: two copies of one application may arrive at the same time.
  const known = findCase(parts.store.data, sent.value.outerId)
  const one = known ?? addCase(sent.value, materials, parts)
  if (one.contentSm3 !== contentDigest(sent.value, materials)) return answer('E2004')
  one.callbackUrl = sent.value.callbackUrl
  await parts.store.save()
  parts.changed()
  return answer('0000', { receiptNo: one.receiptNo, receivedAt: one.receivedAt })
}

function addCase(sent: Application, materials: StoredMaterial[], { store, clock }: YkbParts): YkbCase {
  store.data.receipts += 1
  const at = shanghaiTime(clock.now())
  const one: YkbCase = {
    ...sent,
    materials,
    receiptNo: `YKB${at.slice(0, 10).replaceAll('-', '')}${String(store.data.receipts).padStart(6, '0')}`,
    receivedAt: at,
    contentSm3: contentDigest(sent, materials),
    events: [{ eventId: randomUUID(), state: 'RECEIVED', at, note: '材料已收到，等待窗口受理' }],
    supplements: []
  }
  store.data.cases.push(one)
  return one
}

function contentDigest(sent: Application, materials: StoredMaterial[]): string {
  const { itemCode, itemName, applicant, submittedAt } = sent
  const { name, certType, certNo, mobile } = applicant
  return sm3(
    JSON.stringify([itemCode, itemName, name, certType, certNo, mobile, submittedAt, contentOf(sent.form, materials)])
  )
}

/** Form and files in an order of their own, so that two sendings can be compared. */
export function contentOf(form: Record<string, string>, materials: StoredMaterial[]): unknown {
  return [
    Object.entries(form).sort(([a], [b]) => (a < b ? -1 : 1)),
    materials.map(({ name, fileName, contentType, sm3: digest }) => [name, fileName, contentType, digest])
  ]
}

/** A body of the given shape, or the wrong fields with a reason each. */
export function parseFields<T>(shape: z.ZodType<T>, body: unknown): { value: T } | { problems: FieldProblem[] } {
  const parsed = shape.safeParse(body, { error: () => '缺失或格式有误' })
  if (parsed.success) return { value: parsed.data }
  return { problems: parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), reason: message })) }
}

// GB 11643-1999 with ISO 7064 MOD 11-2: the weight of a place is 2 to the power of its distance from the end.
function hasCheckDigit(certNo: string): boolean {
  if (!/^\d{17}[\dX]$/.test(certNo)) return false
  const digits = Array.from(certNo, (character) => (character === 'X' ? 10 : Number(character)))
  return digits.reduce((sum, digit, index) => sum + digit * (2 ** (17 - index) % 11), 0) % 11 === 1
}
