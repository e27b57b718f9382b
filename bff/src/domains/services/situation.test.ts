import path from 'node:path'
import { formFields } from '@shared/contract/form'
import { checkAnswers } from '@shared/contract/form-check'
import { leftOut, shownForm } from '@shared/contract/form-shown'
import { loadContent } from '../content/load'
import { localItem } from './kept-form'
import { inSituation, situationFrom } from './situation'

const content = loadContent(path.resolve(__dirname, '../../../content'))
const item = (id: string) => {
  const found = content.services.get(id)
  if (!found) throw new Error(id)
  return found
}
const water = item('water-connection')
const from = (told: Record<string, unknown>) => situationFrom(water, told, content.facts, '2026-11-22')
const small = { 水表口径: { value: 25, unit: 'mm' }, 涉及行政审批: false, 企业规模: '微型' }

it('what was told makes one 情形 certain, and only what the situations ask for is kept', () => {
  const found = from({ ...small, 户籍: '渝中区' })
  expect(found).toMatchObject({ ok: true, situation: { id: 'dn40-free' }, told: small })
  expect(found.ok && Object.keys(found.told)).toEqual(Object.keys(small))
})

it('an open question leaves the 情形 open, an unknown name is refused by name', () => {
  expect(from({ 水表口径: small.水表口径 })).toMatchObject({ ok: true, situation: null })
  expect(from({ ...small, 星座: '狮子座' })).toMatchObject({ ok: false, fields: { 星座: expect.any(String) } })
})

it('limits, fee and materials of the guide are those of the 情形, under a version of its own', () => {
  const found = from(small)
  const variant = inSituation(water, found.ok ? found.situation : null)
  expect(variant.guide).toMatchObject({
    promise: { value: { days: 4, unit: 'working-days' } },
    fee: { value: { amount: 0 } },
    materials: water.guide.materials
  })
  expect(variant.guide.version).toMatch(/^[0-9a-f]{16}$/)
  expect(variant.guide.version).not.toBe(water.guide.version)
  expect(inSituation(water, null)).toBe(water)
})

it('a material the 情形 does not need is not asked for', () => {
  const aid = item('legal-aid')
  const wages = situationFrom(aid, { 请求劳动报酬或工伤赔偿: true }, content.facts, '2026-11-22')
  const names = inSituation(aid, wages.ok ? wages.situation : null).guide.materials.map(({ name }) => name)
  expect(aid.guide.materials.map(({ name }) => name)).toContain('经济困难状况说明')
  expect(names).not.toContain('经济困难状况说明')
})

it('the upload of a material the 情形 does not need is neither asked nor required, and what was uploaded is left out', () => {
  const aid = item('legal-aid')
  const wages = situationFrom(aid, { 请求劳动报酬或工伤赔偿: true }, content.facts, '2026-11-22')
  const form = inSituation(aid, wages.ok ? wages.situation : null).form
  if (!aid.form || !form) throw new Error('legal-aid has no form')
  const fields = formFields(aid.form).map((field) => (field.id === 'hardship' ? { ...field, required: true } : field))
  const strict = (one: typeof form) => ({ ...one, steps: [{ id: 'all', title: '全部', fields }] })
  const wrong = (one: typeof form) => {
    const checked = checkAnswers(strict(one), {}, '2026-11-22')
    return checked.ok ? [] : Object.keys(checked.fields)
  }
  expect(wrong(aid.form)).toContain('hardship')
  expect(wrong(form)).toContain('evidence')
  expect(wrong(form)).not.toContain('hardship')
  expect(formFields(shownForm(form, {})).map(({ id }) => id)).not.toContain('hardship')
  expect(leftOut(form, { hardship: ['file-00000001'] })).toEqual(['经济困难状况说明'])
  expect(leftOut(form, { hardship: ['file-00000001'] }, (field) => field === 'hardship')).toEqual([])
  expect(leftOut(aid.form, { hardship: ['file-00000001'] })).toEqual([])
  expect(form.version).toBe(aid.form.version)
})

it('the desk charges the fee of the 情形, and never loses its promise by it', () => {
  const local = item('elderly-allowance')
  const situation = local.rules?.situations[0]
  if (!situation?.source || !local.acceptance || !('local' in local.acceptance)) throw new Error('not a local item')
  const differs = {
    fee: { value: { amount: 2000, text: '工本费' }, source: situation.source },
    promise: { value: null, source: null }
  }
  const variant = inSituation(local, { ...situation, differs })
  const kept = { guide: variant.guide, acceptance: { ...local.acceptance, payDays: 5 } }
  expect(localItem(kept)).toMatchObject({ fee: 2000, promise: local.guide.promise.value })
})
