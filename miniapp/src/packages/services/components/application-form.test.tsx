import type { Answers, Form } from '@shared/contract/form'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { saveDraft } from '@/drafts/api'
import { emptyDraft, type KeptDraft } from '@/drafts/kept-draft'
import Taro, { phone } from '../../../../test-mocks/taro'
import { exampleCase } from '../case/example-case'
import { makeDraftKeeper } from '../draft/draft-keeper'
import { ApplicationForm } from './application-form'

const form: Form = {
  serviceId: 'flexible-work',
  version: 'v1',
  steps: [
    {
      id: 'who',
      title: '您的身份',
      fields: [
        { id: 'name', label: '姓名', required: true, kind: 'person-name' },
        { id: 'idNumber', label: '身份证号码', required: true, kind: 'citizen-id' }
      ]
    },
    {
      id: 'work',
      title: '就业情况',
      fields: [
        {
          id: 'kind',
          label: '就业形式',
          required: true,
          kind: 'choice',
          options: [
            { value: 'a', label: '个体经营' },
            { value: 'b', label: '非全日制' }
          ]
        }
      ]
    }
  ]
}
const right: Answers = { name: '张三', idNumber: '11010519491231002x', kind: 'b' }
const submitted = { statusCode: 200, data: exampleCase }
const error = (statusCode: number, code: string, fields?: Record<string, string>) => ({
  statusCode,
  data: { error: code, message: `${code}。`, requestId: 'req-1', fields }
})

const sharing = (id: string, department: string) => ({
  id,
  version: '1',
  department: { id: 'human-resources', name: department },
  purpose: `${department}办理参保登记`,
  fields: ['姓名', '身份证号'],
  sensitive: true,
  days: 365,
  without: '申请不会交给部门。'
})

/** A server with one draft; submissions get the answers of `submissions` in turn, sharings are agreed to or not. */
function server(
  answers: Answers,
  submissions: { statusCode: number; data: unknown }[] = [],
  needed: ReturnType<typeof sharing>[] = [],
  told: Record<string, unknown> = {}
) {
  const agreed: string[] = []
  let saved = answers
  let revision = 1
  const keys: (string | undefined)[] = []
  phone.answers(({ url, method, data, header }) => {
    if (url.endsWith('/draft')) {
      const { edits } = JSON.parse(JSON.stringify(data))
      saved = { ...saved, ...edits }
      if (Object.keys(edits).length > 0) revision += 1
      const draft = { id: 'draft-0001', serviceId: 'flexible-work', serviceName: '灵活就业人员参保登记' }
      const updatedAt = '2026-11-22T09:00:00.000+08:00'
      return {
        statusCode: 200,
        data: { ...draft, formVersion: 'v1', answers: saved, revision, updatedAt, files: [], ...told }
      }
    }
    if (url.endsWith('/sharings')) {
      const items = needed.map((each) => ({ sharing: each, given: agreed.includes(each.id) }))
      return { statusCode: 200, data: { items } }
    }
    if (url.endsWith('/consents')) {
      const { sharingId } = JSON.parse(JSON.stringify(data))
      agreed.push(sharingId)
      const given = { id: `con-${sharingId}`, sharing: needed.find(({ id }) => id === sharingId) }
      const times = { givenAt: '2026-11-22T09:00:00.000+08:00', until: '2027-11-22', withdrawnAt: null }
      return { statusCode: 200, data: { ...given, ...times, state: 'active' } }
    }
    if (url.endsWith('/form')) return { statusCode: 200, data: { ...form, version: 'v2' } }
    if (method !== 'POST') return error(404, 'not_found')
    keys.push(header?.['Idempotency-Key'])
    return submissions.shift() ?? submitted
  })
  return { keys, agreed, saved: () => saved }
}

async function opened(start: Partial<KeptDraft> = {}) {
  let kept: unknown
  const place = {
    read: async () => kept,
    write: async (value: unknown) => {
      kept = value
      return true
    },
    drop: async () => {
      kept = undefined
    }
  }
  const begun = { ...emptyDraft('flexible-work', 'me-000001'), form, ...start }
  const keeper = makeDraftKeeper(begun, place, (batch) => saveDraft('flexible-work', batch), 'visit-000001')
  await keeper.flush()
  render(<ApplicationForm keeper={keeper} />)
  return { keeper, onPhone: () => kept }
}

const press = (name: string) => act(async () => fireEvent.click(screen.getByRole('button', { name })))
const type = (label: RegExp, value: string) =>
  act(async () => fireEvent.change(screen.getByLabelText(label), { target: { value } }))

let left: string | undefined
beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined
  left = undefined
  jest.spyOn(Taro, 'redirectTo').mockImplementation(async (...told: unknown[]) => {
    left = JSON.stringify(told)
    return { errMsg: 'ok' }
  })
})

it('a citizen fills the form in part by part, checks it and hands it in', async () => {
  const { keys, saved } = server({})
  const { onPhone } = await opened()
  expect(screen.getByText('第 1 步，共 3 步')).toBeTruthy()
  await type(/姓名/, '张三')
  await type(/身份证号码/, '11010519491231002x')
  await press('下一步')
  await act(async () => fireEvent.click(screen.getByRole('radio', { name: '非全日制' })))
  await press('下一步')
  expect(screen.getByText('11010519491231002X')).toBeTruthy()
  await press('提交')
  expect(saved()).toEqual(right)
  expect(keys).toHaveLength(1)
  expect(left).toContain('caseId=case-0001')
  expect(onPhone()).toBeUndefined()
})

it('in a 情形 that does not need a paper its part is not asked, and what was uploaded for it is said to stay behind', async () => {
  const upload = { kind: 'upload' as const, required: true, maxFiles: 1 }
  const fields = [{ ...upload, id: 'poor', label: '困难说明', material: '经济困难状况说明' }]
  const steps = [...form.steps, { id: 'papers', title: '材料', fields }]
  const limit = { value: null, source: null }
  const situation = {
    title: '讨工钱',
    note: null,
    legalLimit: limit,
    promise: limit,
    fee: limit,
    materials: ['身份证']
  }
  server({ ...right, poor: ['file-00000001'] }, [], [], { situation })
  await opened({ form: { ...form, steps, materials: ['经济困难状况说明'] } })
  // all that is asked is answered, so the last step is open: the check of what goes out
  expect(screen.getByText('第 3 步，共 3 步')).toBeTruthy()
  expect(screen.getByText(/这些内容不会提交：困难说明/)).toBeTruthy()
})

it('a wrong number is named above the form and beside the field, and the keyboard focus goes there', async () => {
  server({ name: '张三' })
  await opened()
  await type(/身份证号码/, '110105194912310021')
  await press('下一步')
  expect(screen.getByText('有 1 处需要修改')).toBeTruthy()
  expect(screen.getByLabelText(/身份证号码/).getAttribute('aria-invalid')).toBe('true')
  await act(async () => new Promise((resolve) => setTimeout(resolve, 150)))
  expect(document.activeElement).toBe(screen.getByLabelText(/身份证号码/))
})

it('what the server finds wrong leads back to its field', async () => {
  server(right, [error(422, 'form_invalid', { name: '姓名和身份证号码对不上。' })])
  await opened()
  await press('提交')
  expect(screen.getByText('第 1 步，共 3 步')).toBeTruthy()
  expect(screen.getAllByText('姓名和身份证号码对不上。')).toHaveLength(2)
  expect(left).toBeUndefined()
})

it('without an answer the form is closed to changes, and 再试一次 sends the same key', async () => {
  const { keys } = server(right, [error(503, 'unavailable')])
  await opened()
  await press('提交')
  expect(screen.getByText('请确认提交结果')).toBeTruthy()
  expect(screen.queryByRole('button', { name: '修改您的身份' })).toBeNull()
  await press('再试一次')
  expect(keys[0]).toBeTruthy()
  expect(keys[1]).toBe(keys[0])
  expect(left).toContain('caseId=case-0001')
})

it('an application that was submitted elsewhere opens its case', async () => {
  server(right, [error(409, 'draft_submitted', { caseId: 'case-0009' })])
  const { onPhone } = await opened()
  await press('提交')
  expect(left).toContain('case-0009')
  expect(onPhone()).toBeUndefined()
})

it('a form published anew keeps the answers and says so', async () => {
  const { keys } = server(right, [error(409, 'form_changed')])
  await opened()
  await press('提交')
  expect(screen.getByText('申请表刚刚更新')).toBeTruthy()
  expect(screen.getByText('张三')).toBeTruthy()
  await press('提交')
  expect(keys[1]).not.toBe(keys[0])
  expect(left).toContain('case-0001')
})

const switchOn = (name: RegExp) => act(async () => fireEvent.click(screen.getByRole('switch', { name })))
const twoSharings = () => [sharing('to-platform', '综合受理平台'), sharing('to-bureau', '区人力社保局')]

it('each department that would get something is asked for by itself, nothing is ticked beforehand', async () => {
  const { keys, agreed } = server(right, [], twoSharings())
  await opened()
  await press('提交')
  expect(screen.getAllByText('敏感个人信息')).toHaveLength(2)
  expect(screen.getAllByRole('switch').map((each) => each.getAttribute('aria-checked'))).toEqual(['false', 'false'])
  expect(keys).toEqual([])
  await switchOn(/综合受理平台/)
  await press('确认并提交')
  expect(agreed).toEqual(['to-platform'])
  expect(keys).toHaveLength(1)
  expect(left).toContain('caseId=case-0001')
})

it('one department alone is agreed to by the button that says so, and not before', async () => {
  const { keys, agreed } = server(right, [], twoSharings().slice(0, 1))
  await opened()
  await press('提交')
  expect(screen.getByText(/按“同意并提交”就是同意提供/)).toBeTruthy()
  expect([...keys, ...agreed]).toEqual([])
  await press('同意并提交')
  expect(agreed).toEqual(['to-platform'])
  expect(left).toContain('caseId=case-0001')
})

it('a citizen who does not want to decide now loses nothing and has sent nothing', async () => {
  const { keys, agreed } = server(right, [], twoSharings())
  const { onPhone } = await opened()
  await press('提交')
  await press('暂不提交')
  expect(screen.getByText('还没有提交')).toBeTruthy()
  expect(screen.getByText('张三')).toBeTruthy()
  expect(onPhone()).toMatchObject({ base: { answers: right }, attempt: null })
  expect([...keys, ...agreed]).toEqual([])
})

it('what the server cannot do without is asked for again, and then the same application goes out', async () => {
  const { keys, agreed } = server(right, [error(403, 'consent_required', { 'to-platform': '办理' })], twoSharings())
  await opened()
  await press('提交')
  await switchOn(/区人力社保局/)
  await press('确认并提交')
  expect(screen.getByText('还不能在线提交')).toBeTruthy()
  expect(screen.queryAllByRole('switch')).toEqual([])
  await press('同意并提交')
  expect(agreed).toEqual(['to-bureau', 'to-platform'])
  expect(keys).toHaveLength(2)
  expect(left).toContain('caseId=case-0001')
})
