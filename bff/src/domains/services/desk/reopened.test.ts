import { type Form, formFields } from '@shared/contract/form'
import { isRefused } from '../../../platform/http/refused'
import { onlyReopened, reopenedForm, withFollowers } from './reopened'

const text = (id: string, when?: { field: string; is: string }) => ({
  ...{ kind: 'text' as const, id, label: id, required: true, maxLength: 20 },
  ...(when ? { when } : {})
})
const form: Form = {
  serviceId: 'shop',
  version: '1',
  steps: [
    {
      id: 'place',
      title: '地点',
      fields: [
        {
          ...{ kind: 'choice', id: 'place', label: '经营地点', required: true },
          options: [
            { value: 'shop', label: '门店' },
            { value: 'online', label: '网上' }
          ]
        },
        text('street', { field: 'place', is: 'shop' }),
        text('name')
      ]
    },
    { id: 'web', title: '网店', when: { field: 'place', is: 'online' }, fields: [text('site')] }
  ],
  rules: [{ kind: 'at-least-one-of', fields: ['name', 'site'], message: '名称和网址至少填一项。' }]
}
const idsOf = (reopened: Form) => formFields(reopened).map(({ id }) => id)

it('a ticked choice reopens what is asked because of it, whichever way the applicant now chooses', () => {
  expect(idsOf(reopenedForm(form, [{ field: 'place', reason: '请核对' }]))).toEqual(['place', 'street', 'site'])
  expect(withFollowers(form, ['name'])).toEqual(['name'])
})

it('a ticked field is asked although the choice that led to it stays closed', () => {
  const [site, ...others] = formFields(reopenedForm(form, [{ field: 'site', reason: '网址打不开' }]))
  expect(others).toEqual([])
  expect(site).toMatchObject({ id: 'site', required: true, help: '要补正：网址打不开' })
  expect(reopenedForm(form, [{ field: 'site', reason: '网址打不开' }]).steps[0]?.when).toBeUndefined()
})

it('a rule over answers that stay closed is left to the check of the whole form', () => {
  expect(reopenedForm(form, [{ field: 'site', reason: '网址打不开' }]).rules).toEqual([])
})

it('another answer to what was not ticked is refused, naming it', () => {
  const before = { place: 'online', name: '小面', site: 'a.example' }
  const refused = onlyReopened(['site'], before, { ...before, name: '火锅' })
  expect(isRefused(refused) && refused.fields).toEqual({ name: '这一项不在补正范围内，不能修改。' })
  expect(onlyReopened(['site'], before, { site: 'b.example' })).toEqual({ answers: { ...before, site: 'b.example' } })
})
